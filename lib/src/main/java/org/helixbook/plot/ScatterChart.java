package org.helixbook.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.helixbook.run.Profile;

/** Clouds of points on one pair of axes. */
final class ScatterChart {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 420;
  private static final int LEGEND_ROW = 20;
  private static final int MANY = 150;

  private final Profile profile;

  ScatterChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, Axis x, Axis y, List<PointSeries> given, boolean diagonal) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("a scatter plot needs a cloud of points");
    }
    List<PointSeries> points = given.stream().map(ScatterChart::finite).toList();
    int left = given.stream().mapToInt(p -> p.x().length).sum();
    int drawn = points.stream().mapToInt(p -> p.x().length).sum();
    Axis across = around(x, points.stream().flatMapToDouble(p -> Arrays.stream(p.x())));
    Axis up = around(y, points.stream().flatMapToDouble(p -> Arrays.stream(p.y())));
    Figure figure =
        Figure.of(
            title,
            profile,
            WIDTH,
            HEIGHT + LEGEND_ROW * (given.size() / 3),
            (g, w, h) -> plot(across, up, points, diagonal, w, h).paint(g, w, h));
    String count =
        drawn + " points" + (left > drawn ? "; " + (left - drawn) + " have no value" : "");
    return figure.note(count + ".");
  }

  private static Axis around(Axis axis, DoubleStream values) {
    var statistics = values.summaryStatistics();
    return statistics.getCount() == 0
        ? axis.around(Double.NaN, Double.NaN)
        : axis.around(statistics.getMin(), statistics.getMax());
  }

  private static LinePlot plot(
      Axis x, Axis y, List<PointSeries> points, boolean diagonal, int width, int height) {
    LinePlot plot = new LinePlot(x, y, width, height);
    if (diagonal) {
      double from = Math.max(x.low(), y.low());
      double to = Math.min(x.high(), y.high());
      if (from < to) {
        plot.plainLine(
            "equal", new double[] {from, to}, new double[] {from, to}, ChartStyle.reference(0));
      }
    }
    int all = points.stream().mapToInt(p -> p.x().length).sum();
    for (int i = 0; i < points.size(); i++) {
      PointSeries cloud = points.get(i);
      if (cloud.x().length > 0) {
        plot.points(cloud.name(), cloud.x(), cloud.y(), ChartStyle.look(i), all > MANY ? 130 : 220);
      }
    }
    return plot;
  }

  private static PointSeries finite(PointSeries points) {
    int[] kept =
        IntStream.range(0, points.x().length)
            .filter(i -> Double.isFinite(points.x()[i]) && Double.isFinite(points.y()[i]))
            .toArray();
    return new PointSeries(
        points.name(),
        Arrays.stream(kept).mapToDouble(i -> points.x()[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> points.y()[i]).toArray());
  }
}
