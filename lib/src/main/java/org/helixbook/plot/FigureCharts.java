package org.helixbook.plot;

import java.util.List;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.run.History;
import org.helixbook.run.Profile;
import org.helixbook.signal.MeanSpectrum;

/**
 * The former charts, which know a profile: each is a figure of the one in {@link Charts}. To be
 * called by nobody new.
 */
public final class FigureCharts {
  private final Profile profile;

  /**
   * Makes the charts of one execution.
   *
   * @param profile how much work is behind the figures
   */
  public FigureCharts(Profile profile) {
    this.profile = profile;
  }

  private Figure of(Figure figure) {
    return figure.source("Profile: " + profile.label() + ".");
  }

  /** See {@link Charts#accuracy}. */
  public Figure accuracyCurves(String title, List<History> seeds) {
    return of(Figure.of(Charts.accuracy(title, seeds)));
  }

  /** See {@link Charts#loss}. */
  public Figure lossCurves(String title, List<History> seeds) {
    return of(Figure.of(Charts.loss(title, seeds)));
  }

  /** See {@link Charts#training}. */
  public Figure trainingCurves(String title, List<History> seeds) {
    return of(Charts.training(title, seeds));
  }

  /** See {@link Charts#roc}. */
  public Figure roc(String title, List<RocLine> curves) {
    LineChart chart = Charts.roc(title);
    curves.forEach(line -> chart.line(line.name(), line.curve(), line.interval()));
    return of(Figure.of(chart));
  }

  /** See {@link Charts#confusion}. */
  public Figure confusion(String title, ConfusionMatrix matrix) {
    return of(Figure.of(Charts.confusion(title, matrix)));
  }

  /** See {@link Charts#spectrograms}. */
  public Figure spectrograms(String title, List<SpectrogramPanel> panels) {
    return of(Figure.of(Charts.spectrograms(title, panels)));
  }

  /** See {@link Charts#spectrum}. */
  public Figure spectrum(String title, List<String> classes, MeanSpectrum spectrum) {
    return of(Figure.of(Charts.spectrum(title, classes, spectrum)));
  }

  /** See {@link Charts#histogram}. */
  public Figure histogram(
      String title,
      String axis,
      List<String> classes,
      double[] scores,
      int[] labels,
      int bins,
      double threshold) {
    LineChart chart = Charts.histogram(title, axis, classes, scores, labels, bins);
    if (!Double.isNaN(threshold)) {
      chart.vertical("threshold " + NumberText.brief(threshold), threshold);
    }
    return of(Figure.of(chart));
  }

  /** See {@link Charts#dots}. */
  public Figure comparison(
      String title, String axis, double low, double high, List<MetricRow> rows) {
    DotChart chart = Charts.dots(title, axis).range(low, high).withValues();
    for (MetricRow row : rows) {
      chart.dot(
          row.name(),
          switch (row.origin()) {
            case OURS -> "this run";
            case BASELINE -> "baseline of this run";
            case REFERENCE -> "reference run";
            case PAPER -> "printed by the paper";
          },
          new ConfidenceInterval(row.value(), row.low(), row.high(), 0.95));
    }
    return of(Figure.of(chart));
  }

  /** See {@link Charts#calibration}. */
  public Figure calibration(String title, List<CalibrationLine> curves) {
    LineChart chart = Charts.calibration(title);
    curves.forEach(line -> chart.line(line.name(), line.curve()));
    return of(Figure.of(chart));
  }

  /** See {@link Charts#lines}. */
  public Figure lines(
      String title, Axis x, Axis y, List<LineSeries> lines, List<ReferenceLine> references) {
    LineChart chart = Charts.lines(title, x.title(), y.title());
    for (LineSeries line : lines) {
      if (line.low() != null) {
        chart.band(line.x(), line.low(), line.high());
      }
      chart.line(line.name(), line.x(), line.y());
    }
    references.forEach(reference -> chart.horizontal(reference.name(), reference.value()));
    return of(Figure.of(ranged(chart, x, y)));
  }

  private static LineChart ranged(LineChart chart, Axis x, Axis y) {
    chart.getStyler().setXAxisLogarithmic(x.logarithmic());
    chart.getStyler().setYAxisLogarithmic(y.logarithmic());
    return chart.xRange(x.low(), x.high()).yRange(y.low(), y.high());
  }

  /** See {@link Charts#scatter}. */
  public Figure scatter(String title, Axis x, Axis y, List<PointSeries> points, boolean diagonal) {
    LineChart chart = Charts.scatter(title, x.title(), y.title());
    points.forEach(cloud -> chart.points(cloud.name(), cloud.x(), cloud.y()));
    if (diagonal) {
      chart.diagonal("equal");
    }
    return of(Figure.of(ranged(chart, x, y)));
  }

  /** See {@link Charts#dots}. */
  public Figure dots(
      String title,
      Axis axis,
      List<String> groups,
      List<DotSeries> series,
      List<ReferenceLine> references) {
    DotChart chart = Charts.dots(title, axis.title());
    series.forEach(one -> chart.series(one.name(), groups, one.values()));
    references.forEach(reference -> chart.vertical(reference.name(), reference.value()));
    if (!Double.isNaN(axis.low())) {
      chart.range(axis.low(), axis.high());
    }
    return of(Figure.of(chart));
  }

  /** See {@link Charts#heatMap}. */
  public Figure heatmap(String title, HeatMap map) {
    return of(
        Figure.of(
            Charts.heatMap(
                title + " (" + map.unit() + ")",
                map.columnTitle(),
                map.columns(),
                map.rowTitle(),
                map.rows(),
                map.values())));
  }

  /** See {@link Charts#rankedTasks}. */
  public Figure rankedTasks(
      String title,
      String metric,
      String first,
      String second,
      List<TaskScore> tasks,
      TaskScore.Order order) {
    return of(Figure.of(Charts.rankedTasks(title, metric, first, second, tasks, order)));
  }

  /** See {@link Charts#logos}. */
  public Figure logos(String title, List<LogoPanel> panels) {
    return of(Figure.of(Charts.logos(title, panels)));
  }
}
