package org.helixbook.plot;

import java.util.Arrays;
import java.util.List;
import org.helixbook.run.Profile;

/** The distribution of a score in each class, as outlines over common bins. */
final class ScoreHistogram {
  private final Profile profile;

  ScoreHistogram(Profile profile) {
    this.profile = profile;
  }

  Figure draw(
      String title,
      String axis,
      List<String> classes,
      double[] scores,
      int[] labels,
      int bins,
      double threshold) {
    if (scores.length != labels.length || scores.length == 0 || bins < 1) {
      throw new IllegalArgumentException(
          scores.length + " scores, " + labels.length + " labels, " + bins + " bins");
    }
    return Figure.of(
        title,
        profile,
        480,
        310,
        (g, w, h) -> plot(axis, classes, scores, labels, bins, threshold, w, h).paint(g, w, h));
  }

  private static LinePlot plot(
      String axis,
      List<String> classes,
      double[] scores,
      int[] labels,
      int bins,
      double threshold,
      int width,
      int height) {
    double low = Arrays.stream(scores).min().orElseThrow();
    double high = Arrays.stream(scores).max().orElseThrow();
    if (low == high) {
      low -= 0.5;
      high += 0.5;
    }
    int[][] counts = count(classes.size(), scores, labels, bins, low, high);
    int most = Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(1);
    LinePlot plot =
        new LinePlot(axis, "windows in a bin", low, high, 0, Math.ceil(1.08 * most), width, height);
    plot.chart().getStyler().setYAxisDecimalPattern("#,##0");
    for (int c = 0; c < classes.size(); c++) {
      outline(plot, classes.get(c), counts[c], low, (high - low) / bins, ChartStyle.look(c));
    }
    if (!Double.isNaN(threshold)) {
      plot.plainLine(
          "threshold " + NumberText.brief(threshold),
          new double[] {threshold, threshold},
          new double[] {0, Math.ceil(1.08 * most)},
          new ChartStyle.Look(ChartStyle.FAINT, 1.2f, new float[] {2, 3}, null));
    }
    return plot;
  }

  static int[][] count(
      int classes, double[] scores, int[] labels, int bins, double low, double high) {
    int[][] counts = new int[classes][bins];
    for (int i = 0; i < scores.length; i++) {
      int bin = (int) Math.floor((scores[i] - low) / (high - low) * bins);
      // The highest score belongs to the last bin, not to one after it.
      counts[labels[i]][Math.max(0, Math.min(bins - 1, bin))]++;
    }
    return counts;
  }

  private static void outline(
      LinePlot plot, String name, int[] counts, double low, double step, ChartStyle.Look look) {
    double[] x = new double[2 * counts.length + 2];
    double[] y = new double[2 * counts.length + 2];
    x[0] = low;
    for (int bin = 0; bin < counts.length; bin++) {
      x[2 * bin + 1] = low + bin * step;
      x[2 * bin + 2] = low + (bin + 1) * step;
      y[2 * bin + 1] = counts[bin];
      y[2 * bin + 2] = counts[bin];
    }
    x[x.length - 1] = low + counts.length * step;
    plot.band(x, new double[x.length], y, look.color(), 45);
    plot.plainLine(name, x, y, look);
  }
}
