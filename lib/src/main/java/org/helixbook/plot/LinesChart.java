package org.helixbook.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.helixbook.run.Profile;

/** Named lines with bands and reference values on one pair of axes. */
final class LinesChart {
  private static final int WIDTH = 560;
  private static final double FEW = 100;
  private static final int HEIGHT = 320;
  private static final int LEGEND_ROW = 20;

  private final Profile profile;

  LinesChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(
      String title, Axis x, Axis y, List<LineSeries> lines, List<ReferenceLine> references) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a chart of lines needs one");
    }
    int height = HEIGHT + LEGEND_ROW * ((lines.size() + references.size()) / 3);
    Axis across = x.around(least(xs(lines)), most(xs(lines)));
    Axis up = y.around(least(ys(lines, references)), most(ys(lines, references)));
    return Figure.of(
        title,
        profile,
        WIDTH,
        height,
        (g, w, h) -> plot(across, up, lines, references, w, h).paint(g, w, h));
  }

  private static DoubleStream xs(List<LineSeries> lines) {
    return lines.stream().flatMapToDouble(line -> Arrays.stream(line.x()));
  }

  private static DoubleStream ys(List<LineSeries> lines, List<ReferenceLine> references) {
    DoubleStream own =
        lines.stream()
            .flatMapToDouble(
                line ->
                    line.low() == null
                        ? Arrays.stream(line.y())
                        : DoubleStream.concat(
                            Arrays.stream(line.y()),
                            DoubleStream.concat(
                                Arrays.stream(line.low()), Arrays.stream(line.high()))));
    return DoubleStream.concat(own, references.stream().mapToDouble(ReferenceLine::value));
  }

  private static double least(DoubleStream values) {
    return values.filter(Double::isFinite).min().orElse(Double.NaN);
  }

  private static double most(DoubleStream values) {
    return values.filter(Double::isFinite).max().orElse(Double.NaN);
  }

  private static LinePlot plot(
      Axis x,
      Axis y,
      List<LineSeries> lines,
      List<ReferenceLine> references,
      int width,
      int height) {
    LinePlot plot = new LinePlot(x, y, width, height);
    if (!x.logarithmic()
        && x.high() - x.low() <= FEW
        && xs(lines).allMatch(v -> v == Math.rint(v))) {
      // Epochs and the like: far enough apart that no tick falls between two of them.
      double step = 0.75 * width / Math.max(1, x.high() - x.low());
      plot.chart().getStyler().setXAxisTickMarkSpacingHint((int) Math.max(50, step));
      plot.chart().getStyler().setXAxisDecimalPattern("0");
    }
    for (int i = 0; i < references.size(); i++) {
      ReferenceLine reference = references.get(i);
      plot.plainLine(
          reference.name(),
          new double[] {x.low(), x.high()},
          new double[] {reference.value(), reference.value()},
          ChartStyle.reference(i));
    }
    for (int i = 0; i < lines.size(); i++) {
      LineSeries line = finite(lines.get(i));
      if (line.x().length == 0) {
        continue;
      }
      ChartStyle.Look look = ChartStyle.look(i);
      if (line.low() != null) {
        plot.band(line.x(), line.low(), line.high(), look.color(), 45);
      }
      plot.line(line.name(), line.x(), line.y(), look);
    }
    return plot;
  }

  /** The points that can be drawn. */
  private static LineSeries finite(LineSeries line) {
    int[] kept =
        java.util.stream.IntStream.range(0, line.x().length)
            .filter(i -> Double.isFinite(line.x()[i]) && Double.isFinite(line.y()[i]))
            .filter(
                i ->
                    line.low() == null
                        || (Double.isFinite(line.low()[i]) && Double.isFinite(line.high()[i])))
            .toArray();
    return new LineSeries(
        line.name(),
        pick(line.x(), kept),
        pick(line.y(), kept),
        line.low() == null ? null : pick(line.low(), kept),
        line.high() == null ? null : pick(line.high(), kept));
  }

  private static double[] pick(double[] values, int[] kept) {
    return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
  }
}
