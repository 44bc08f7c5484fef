package org.helixbook.plot;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.Profile;

/**
 * Accuracy and loss against epochs on the training and the test set (Figs 3, 4, 7, 8, 10, 11 of
 * Paper 1): the mean over the seeds as a line, the range from the lowest to the highest seed as a
 * band.
 */
public final class TrainingCurves {
  private static final int HEIGHT = 310;
  private static final int LEGEND_ROW = 20;

  /**
   * Histories and how long their epochs are.
   *
   * @param seeds one history for each seed
   * @param stepsAnEpoch batches of an epoch
   */
  public record Paced(List<History> seeds, int stepsAnEpoch) {}

  /** Lines of the same look: the mean over some seeds, and their band. */
  private record Group(
      String prefix, List<History> seeds, double unit, int testLook, int trainLook) {
    double end() {
      return unit * seeds.stream().mapToInt(history -> history.epochs().size()).max().orElse(0);
    }
  }

  /** What is drawn on one pair of axes. */
  private record Curves(String axis, List<Group> groups) {
    static Curves epochsOf(List<History> seeds) {
      return new Curves("epoch", List.of(new Group("", seeds, 1, 0, 1)));
    }

    double end() {
      return Math.max(2, groups.stream().mapToDouble(Group::end).max().orElse(0));
    }

    boolean countsEpochs() {
      return groups.stream().allMatch(group -> group.unit() == 1);
    }

    double least(ToDoubleFunction<EpochRecord> value) {
      return groups.stream()
          .flatMap(group -> group.seeds().stream())
          .flatMap(history -> history.epochs().stream())
          .mapToDouble(value)
          .filter(number -> !Double.isNaN(number))
          .min()
          .orElse(0);
    }
  }

  private final Profile profile;

  public TrainingCurves(Profile profile) {
    this.profile = profile;
  }

  Figure accuracy(String title, List<History> seeds) {
    return Figure.of(
            title,
            profile,
            480,
            HEIGHT,
            (g, w, h) -> accuracyPlot(Curves.epochsOf(seeds), w, h).paint(g, w, h))
        .note(spread(seeds));
  }

  Figure loss(String title, List<History> seeds) {
    return Figure.of(
            title,
            profile,
            480,
            HEIGHT,
            (g, w, h) -> lossPlot(Curves.epochsOf(seeds), w, h).paint(g, w, h))
        .note(spread(seeds));
  }

  Figure both(String title, List<History> seeds) {
    return sideBySide(title, HEIGHT, Curves.epochsOf(seeds)).note(spread(seeds));
  }

  /**
   * Both, with those of other runs beside them, against steps where an epoch has more steps in one
   * than in the other: as many changes of the weights stand above each other.
   *
   * @param title such as {@code Model 2a: here and published protocol}
   * @param here the reader's own
   * @param other the runs to compare with
   * @return the figure; what the other runs are is for the caller to add
   */
  public Figure beside(String title, Paced here, Paced other) {
    boolean samePace = here.stepsAnEpoch() == other.stepsAnEpoch();
    Curves curves =
        new Curves(
            samePace ? "epoch" : "step (a batch learned from)",
            List.of(
                new Group("here, ", here.seeds(), samePace ? 1 : here.stepsAnEpoch(), 0, 1),
                new Group(
                    "reference, ", other.seeds(), samePace ? 1 : other.stepsAnEpoch(), 2, 3)));
    return sideBySide(title, HEIGHT + 2 * LEGEND_ROW, curves)
        .note(
            samePace
                ? "Drawn against epochs."
                : "Drawn against steps: an epoch has "
                    + here.stepsAnEpoch()
                    + " here and "
                    + other.stepsAnEpoch()
                    + " in the reference run.");
  }

  private Figure sideBySide(String title, int height, Curves curves) {
    return Figure.of(
        title,
        profile,
        900,
        height,
        (g, w, h) -> {
          accuracyPlot(curves, w / 2, h).paint(g, w / 2, h);
          Graphics2D right = (Graphics2D) g.create();
          right.translate(w / 2, 0);
          lossPlot(curves, w / 2, h).paint(right, w / 2, h);
          right.dispose();
        });
  }

  private static String spread(List<History> seeds) {
    return seeds.size() == 1
        ? "One seed."
        : "Lines: mean of " + seeds.size() + " seeds; bands: lowest to highest seed.";
  }

  private static LinePlot accuracyPlot(Curves curves, int width, int height) {
    double lowest =
        Math.min(curves.least(EpochRecord::trainAccuracy), curves.least(EpochRecord::testAccuracy));
    double floor = Math.min(0.4, Math.floor(10 * lowest) / 10);
    LinePlot plot = axes("accuracy", curves, floor, 1, width, height);
    chance(plot, "chance (0.5)", 0.5, curves);
    draw(plot, curves, EpochRecord::trainAccuracy, EpochRecord::testAccuracy);
    return plot;
  }

  private static LinePlot lossPlot(Curves curves, int width, int height) {
    double highest =
        Math.max(-curves.least(e -> -e.trainLoss()), -curves.least(e -> -e.testLoss()));
    double top = Math.max(0.8, Math.ceil(highest * 10.5) / 10);
    LinePlot plot = axes("cross-entropy loss (nats)", curves, 0, top, width, height);
    chance(plot, "chance (ln 2)", Math.log(2), curves);
    draw(plot, curves, EpochRecord::trainLoss, EpochRecord::testLoss);
    return plot;
  }

  private static void chance(LinePlot plot, String name, double value, Curves curves) {
    plot.plainLine(
        name,
        new double[] {0, curves.end()},
        new double[] {value, value},
        new ChartStyle.Look(ChartStyle.FAINT, 1f, new float[] {2, 3}, null));
  }

  private static LinePlot axes(
      String title, Curves curves, double low, double high, int width, int height) {
    double end = curves.end();
    LinePlot plot = new LinePlot(curves.axis(), title, 0, end, low, high, width, height);
    if (curves.countsEpochs()) {
      // Far enough apart that no tick falls between two epochs.
      plot.chart().getStyler().setXAxisTickMarkSpacingHint((int) Math.max(50, 0.75 * width / end));
      plot.chart().getStyler().setXAxisDecimalPattern("0");
    }
    plot.chart().getStyler().setYAxisDecimalPattern("0.0#");
    return plot;
  }

  private static void draw(
      LinePlot plot,
      Curves curves,
      ToDoubleFunction<EpochRecord> training,
      ToDoubleFunction<EpochRecord> test) {
    for (Group group : curves.groups()) {
      draw(plot, group, training, "training", group.trainLook());
      draw(plot, group, test, "test", group.testLook());
    }
  }

  private static void draw(
      LinePlot plot, Group group, ToDoubleFunction<EpochRecord> value, String name, int look) {
    int count = (int) Math.round(group.end() / group.unit());
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
          group.seeds().stream()
              .filter(history -> history.epochs().size() > epoch)
              .mapToDouble(history -> value.applyAsDouble(history.epochs().get(epoch)))
              .toArray();
      x[i] = group.unit() * (epoch + 1);
      mean[i] = Arrays.stream(values).average().orElseThrow();
      low[i] = Arrays.stream(values).min().orElseThrow();
      high[i] = Arrays.stream(values).max().orElseThrow();
    }
    if (group.seeds().size() > 1) {
      plot.band(x, low, high, ChartStyle.look(look).color(), 50);
    }
    plot.line(group.prefix() + name, x, mean, ChartStyle.look(look));
  }
}
