package org.helixbook.report;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.helixbook.training.EpochRecord;
import org.helixbook.training.History;
import org.helixbook.training.Profile;

/**
 * Accuracy and loss against epochs on the training and the test set (Figs 3, 4, 7, 8, 10, 11 of
 * Paper 1): the mean over the seeds as a line, the range from the lowest to the highest seed as a
 * band.
 */
final class TrainingCurves {
  private static final int HEIGHT = 310;

  private final Profile profile;

  TrainingCurves(Profile profile) {
    this.profile = profile;
  }

  Figure accuracy(String title, List<History> seeds) {
    return Figure.of(
            title, profile, 480, HEIGHT, (g, w, h) -> accuracyPlot(seeds, w, h).paint(g, w, h))
        .note(spread(seeds));
  }

  Figure loss(String title, List<History> seeds) {
    return Figure.of(title, profile, 480, HEIGHT, (g, w, h) -> lossPlot(seeds, w, h).paint(g, w, h))
        .note(spread(seeds));
  }

  Figure both(String title, List<History> seeds) {
    return Figure.of(
            title,
            profile,
            900,
            HEIGHT,
            (g, w, h) -> {
              accuracyPlot(seeds, w / 2, h).paint(g, w / 2, h);
              Graphics2D right = (Graphics2D) g.create();
              right.translate(w / 2, 0);
              lossPlot(seeds, w / 2, h).paint(right, w / 2, h);
              right.dispose();
            })
        .note(spread(seeds));
  }

  private static String spread(List<History> seeds) {
    return seeds.size() == 1
        ? "One seed."
        : "Lines: mean of " + seeds.size() + " seeds; bands: lowest to highest seed.";
  }

  private static LinePlot accuracyPlot(List<History> seeds, int width, int height) {
    double lowest =
        Math.min(least(seeds, EpochRecord::trainAccuracy), least(seeds, EpochRecord::testAccuracy));
    double floor = Math.min(0.4, Math.floor(10 * lowest) / 10);
    LinePlot plot = axes("accuracy", seeds, floor, 1, width, height);
    double last = Math.max(2, epochs(seeds));
    plot.plainLine(
        "chance (0.5)",
        new double[] {0, last},
        new double[] {0.5, 0.5},
        new ChartStyle.Look(ChartStyle.FAINT, 1f, new float[] {2, 3}, null));
    draw(plot, seeds, EpochRecord::trainAccuracy, "training", 1);
    draw(plot, seeds, EpochRecord::testAccuracy, "test", 0);
    return plot;
  }

  private static LinePlot lossPlot(List<History> seeds, int width, int height) {
    double highest =
        Math.max(-least(seeds, e -> -e.trainLoss()), -least(seeds, e -> -e.testLoss()));
    double top = Math.max(0.8, Math.ceil(highest * 10.5) / 10);
    LinePlot plot = axes("cross-entropy loss (nats)", seeds, 0, top, width, height);
    double last = Math.max(2, epochs(seeds));
    plot.plainLine(
        "chance (ln 2)",
        new double[] {0, last},
        new double[] {Math.log(2), Math.log(2)},
        new ChartStyle.Look(ChartStyle.FAINT, 1f, new float[] {2, 3}, null));
    draw(plot, seeds, EpochRecord::trainLoss, "training", 1);
    draw(plot, seeds, EpochRecord::testLoss, "test", 0);
    return plot;
  }

  private static LinePlot axes(
      String title, List<History> seeds, double low, double high, int width, int height) {
    LinePlot plot =
        new LinePlot("epoch", title, 0, Math.max(2, epochs(seeds)), low, high, width, height);
    // Far enough apart that no tick falls between two epochs.
    plot.chart()
        .getStyler()
        .setXAxisTickMarkSpacingHint((int) Math.max(50, 0.75 * width / Math.max(2, epochs(seeds))));
    plot.chart().getStyler().setXAxisDecimalPattern("0");
    plot.chart().getStyler().setYAxisDecimalPattern("0.0#");
    return plot;
  }

  private static void draw(
      LinePlot plot,
      List<History> seeds,
      ToDoubleFunction<EpochRecord> value,
      String name,
      int look) {
    int count = epochs(seeds);
    if (count == 0) {
      return;
    }
    double[] x = new double[count];
    double[] mean = new double[count];
    double[] low = new double[count];
    double[] high = new double[count];
    for (int i = 0; i < count; i++) {
      int epoch = i;
      double[] values =
          seeds.stream()
              .filter(history -> history.epochs().size() > epoch)
              .mapToDouble(history -> value.applyAsDouble(history.epochs().get(epoch)))
              .toArray();
      x[i] = epoch + 1;
      mean[i] = Arrays.stream(values).average().orElseThrow();
      low[i] = Arrays.stream(values).min().orElseThrow();
      high[i] = Arrays.stream(values).max().orElseThrow();
    }
    if (seeds.size() > 1) {
      plot.band(x, low, high, ChartStyle.look(look).color(), 50);
    }
    plot.line(name, x, mean, ChartStyle.look(look));
  }

  private static int epochs(List<History> seeds) {
    return seeds.stream().mapToInt(history -> history.epochs().size()).max().orElse(0);
  }

  private static double least(List<History> seeds, ToDoubleFunction<EpochRecord> value) {
    return seeds.stream()
        .flatMap(history -> history.epochs().stream())
        .mapToDouble(value)
        .filter(number -> !Double.isNaN(number))
        .min()
        .orElse(0);
  }
}
