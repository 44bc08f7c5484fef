package org.helixbook.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.helixbook.eval.CalibrationCurve;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.RocCurve;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An {@link XYChart} with what curves of results need: bands of intervals, values to compare with,
 * markers that do not crowd, and a legend below. Each call adds to the chart and returns it; {@code
 * getStyler()} and {@code getSeriesMap()} are XChart's.
 *
 * <pre>{@code
 * var chart = Charts.lines("Accuracy by length", "sequence length (nt)", "test accuracy")
 *     .line("network", lengths, intervals)      // a line with the band of its intervals
 *     .line("period-3 ratio", lengths, ratios)
 *     .horizontal("guessing", 0.5)
 *     .yRange(0.4, 1);
 * chart.getStyler().setLegendVisible(false);
 * book.figure("accuracy-by-length", chart);
 * }</pre>
 */
public final class LineChart extends XYChart {
  /** So many points still have a marker each, without crowding. */
  private static final int ALL_MARKED = 12;

  private static final int MANY_POINTS = 150;
  private static final int BAND = 55;
  private static final int LEGEND_ROW = 20;
  private static final int LEGEND_SAMPLE = 54;

  /** Points beside the ticks of an axis: title, labels, padding, and the plot's own air. */
  private static final int BESIDE_PLOT = 115;

  private static final int ABOVE_PLOT = 135;
  private static final int FEW_EPOCHS = 20;
  private static final String BREAKER = "no data: keeps ticks at round numbers";

  private final int plotHeight;
  private final Map<String, Double> horizontals = new LinkedHashMap<>();
  private final Map<String, Double> verticals = new LinkedHashMap<>();
  private final List<SpacedMarker> spaced = new ArrayList<>();
  private String diagonal = "";
  private int looks;
  private int references;
  private int hidden;

  /**
   * Makes empty axes.
   *
   * @param width in points
   * @param height in points, without the legend
   */
  LineChart(String title, String xTitle, String yTitle, int width, int height) {
    super(width, height);
    plotHeight = height;
    ChartStyle.of(this);
    setTitle(title);
    setXAxisTitle(xTitle);
    setYAxisTitle(yTitle);
  }

  /**
   * Sets its width, as for a panel of several.
   *
   * @param points the whole chart's
   * @return this chart
   */
  public LineChart width(int points) {
    setWidth(points);
    return this;
  }

  /**
   * Adds a line.
   *
   * @param name for the legend
   * @param x rising
   * @param y one for each x; the line is interrupted at NaN
   * @return this chart
   * @throws IllegalArgumentException if the lengths differ, or the name is taken
   */
  public LineChart line(String name, double[] x, double[] y) {
    ChartStyle.Look look = ChartStyle.look(looks++);
    XYSeries series = series(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineColor(look.color());
    series.setLineStyle(look.stroke());
    series.setMarkerColor(look.color());
    series.setMarker(look.marker());
    if (x.length > ALL_MARKED) {
      SpacedMarker marker = new SpacedMarker(look.marker(), looks - 1, y);
      spaced.add(marker);
      series.setMarker(marker);
    }
    return this;
  }

  /**
   * Adds a line with the band of its intervals.
   *
   * @param name for the legend
   * @param x rising
   * @param values one for each x
   * @return this chart
   * @throws IllegalArgumentException as above
   */
  public LineChart line(String name, double[] x, List<ConfidenceInterval> values) {
    band(
        x,
        values.stream().mapToDouble(ConfidenceInterval::low).toArray(),
        values.stream().mapToDouble(ConfidenceInterval::high).toArray());
    return line(name, x, values.stream().mapToDouble(ConfidenceInterval::value).toArray());
  }

  /**
   * Adds a line over 1, 2, 3, ..., such as epochs.
   *
   * @param name for the legend
   * @param y the values
   * @return this chart
   */
  public LineChart line(String name, double... y) {
    getStyler().setXAxisDecimalPattern("#,##0");
    return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /**
   * Adds the mean of several seeds over 1, 2, 3, ..., such as epochs, as far as all of them go,
   * with a band from the lowest to the highest.
   *
   * @param name for the legend
   * @param seeds at least one
   * @return this chart
   */
  public LineChart seeds(String name, List<double[]> seeds) {
    getStyler().setXAxisDecimalPattern("#,##0");
    return seeds(name, 1, seeds.stream().mapToInt(s -> s.length).min().orElseThrow(), seeds);
  }

  /** As many values as asked for, each {@code pace} after the last, of the seeds that have them. */
  LineChart seeds(String name, int pace, int count, List<double[]> seeds) {
    List<DoubleSummaryStatistics> steps =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    seeds.stream()
                        .filter(seed -> seed.length > i)
                        .mapToDouble(seed -> seed[i])
                        .summaryStatistics())
            .toList();
    double[] x = IntStream.rangeClosed(1, count).mapToDouble(i -> i * pace).toArray();
    if (seeds.size() > 1) {
      band(
          x,
          steps.stream().mapToDouble(DoubleSummaryStatistics::getMin).toArray(),
          steps.stream().mapToDouble(DoubleSummaryStatistics::getMax).toArray());
    }
    return line(name, x, steps.stream().mapToDouble(s -> s.getAverage()).toArray());
  }

  /**
   * Adds a ROC curve; its area stands in the legend.
   *
   * @param name of the classifier
   * @param auc its area with an interval; null for the area alone
   * @return this chart
   */
  public LineChart line(String name, RocCurve curve, ConfidenceInterval auc) {
    List<RocCurve.Point> corners = corners(curve.points());
    String interval =
        auc == null || Double.isNaN(auc.low())
            ? ""
            : " (" + NumberText.interval(auc.low(), auc.high(), 3) + ")";
    return line(
        name + ", AUC " + NumberText.fixed(curve.auc(), 3) + interval,
        corners.stream().mapToDouble(RocCurve.Point::falsePositiveRate).toArray(),
        corners.stream().mapToDouble(RocCurve.Point::truePositiveRate).toArray());
  }

  /**
   * Adds a calibration curve; its expected error stands in the legend.
   *
   * @param name of the classifier
   * @return this chart
   */
  public LineChart line(String name, CalibrationCurve curve) {
    return line(
        name + ", expected calibration error " + NumberText.fixed(curve.expectedError(), 3),
        curve.bins().stream().mapToDouble(CalibrationCurve.Bin::predicted).toArray(),
        curve.bins().stream().mapToDouble(CalibrationCurve.Bin::observed).toArray());
  }

  /** The points where a curve turns; those on a straight piece would only swell the file. */
  private static List<RocCurve.Point> corners(List<RocCurve.Point> points) {
    return IntStream.range(0, points.size())
        .filter(
            i ->
                i == 0
                    || i == points.size() - 1
                    || !(straight(points, i, RocCurve.Point::falsePositiveRate)
                        || straight(points, i, RocCurve.Point::truePositiveRate)))
        .mapToObj(points::get)
        .toList();
  }

  private static boolean straight(
      List<RocCurve.Point> points, int i, Function<RocCurve.Point, Double> rate) {
    double here = rate.apply(points.get(i));
    return rate.apply(points.get(i - 1)) == here && here == rate.apply(points.get(i + 1));
  }

  /**
   * Adds a pale area in the colour of the line that is added next, without a legend entry.
   *
   * @param x rising
   * @param low its lower edge, one for each x; points with NaN are left out
   * @param high its upper edge
   * @return this chart
   */
  public LineChart band(double[] x, double[] low, double[] high) {
    int[] kept =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(low[i]) && Double.isFinite(high[i]))
            .toArray();
    if (kept.length < 2) {
      return this;
    }
    DoubleStream there = Arrays.stream(kept).mapToDouble(i -> x[i]);
    DoubleStream back = IntStream.range(1, kept.length + 1).mapToDouble(i -> x[last(kept, i)]);
    DoubleStream top = Arrays.stream(kept).mapToDouble(i -> high[i]);
    DoubleStream base = IntStream.range(1, kept.length + 1).mapToDouble(i -> low[last(kept, i)]);
    XYSeries area =
        addSeries(
            "band " + ++hidden,
            DoubleStream.concat(there, back).toArray(),
            DoubleStream.concat(top, base).toArray());
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setFillColor(ChartStyle.pale(ChartStyle.look(looks).color(), BAND));
    area.setLineStyle(SeriesLines.NONE);
    area.setMarker(SeriesMarkers.NONE);
    area.setShowInLegend(false);
    return this;
  }

  private static int last(int[] values, int fromTheEnd) {
    return values[values.length - fromTheEnd];
  }

  /**
   * Adds points without a line.
   *
   * @param name for the legend
   * @param x the points' x
   * @param y the points' y; points with NaN are left out, and the legend says how many
   * @return this chart
   * @throws IllegalArgumentException if the lengths differ, or the name is taken
   */
  public LineChart points(String name, double[] x, double[] y) {
    ChartStyle.Look look = ChartStyle.look(looks++);
    int[] kept =
        IntStream.range(0, Math.min(x.length, y.length))
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    int left = x.length - kept.length;
    XYSeries series =
        series(
            left == 0 ? name : name + " (" + left + " without a value left out)",
            Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
            Arrays.stream(kept).mapToDouble(i -> y[i]).toArray());
    // A line of no stroke: XChart makes the legend's entry of a scatter narrower than it draws it.
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(look.marker());
    series.setMarkerColor(ChartStyle.pale(look.color(), kept.length > MANY_POINTS ? 140 : 220));
    return this;
  }

  /**
   * Adds a value to compare with, as a thin broken line across the chart.
   *
   * @param name for the legend, such as {@code chance (ln 2)}
   * @param y where
   * @return this chart
   */
  public LineChart horizontal(String name, double y) {
    horizontals.put(name, y);
    return reference(name, new double[] {0, 0}, new double[] {y, y});
  }

  /**
   * Adds a place to compare with, as a thin broken line up the chart.
   *
   * @param name for the legend, such as {@code threshold 1.4}
   * @param x where
   * @return this chart
   */
  public LineChart vertical(String name, double x) {
    verticals.put(name, x);
    return reference(name, new double[] {x, x}, new double[] {0, 0});
  }

  /**
   * Adds the line of equal x and y.
   *
   * @param name for the legend, such as {@code equal}
   * @return this chart
   */
  public LineChart diagonal(String name) {
    diagonal = name;
    return reference(name, new double[] {0, 1}, new double[] {0, 1});
  }

  private LineChart reference(String name, double[] x, double[] y) {
    XYSeries series = series(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineColor(ChartStyle.FAINT);
    series.setLineStyle(ChartStyle.reference(references++));
    series.setMarker(SeriesMarkers.NONE);
    return this;
  }

  private XYSeries series(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "'" + name + "' has " + x.length + " x and " + y.length + " y");
    }
    // XChart takes no empty series; NaN draws nothing and keeps the legend's entry.
    double[] nothing = {Double.NaN};
    XYSeries series = x.length == 0 ? addSeries(name, nothing, nothing) : addSeries(name, x, y);
    placeLegend();
    return series;
  }

  /** In one row if that is wide enough, else one below the other. */
  private void placeLegend() {
    List<String> entries =
        getSeriesMap().values().stream()
            .filter(XYSeries::isShowInLegend)
            .map(XYSeries::getLabel)
            .toList();
    Font font = getStyler().getLegendFont();
    FontRenderContext context = new FontRenderContext(null, true, true);
    double width =
        entries.stream()
            .mapToDouble(e -> LEGEND_SAMPLE + font.getStringBounds(e, context).getWidth())
            .sum();
    boolean row = width < getWidth() - 30;
    getStyler().setLegendLayout(row ? LegendLayout.Horizontal : LegendLayout.Vertical);
    setHeight(plotHeight + (row ? 1 : entries.size()) * LEGEND_ROW);
  }

  /**
   * Sets the ends of the x axis.
   *
   * @param low where it begins; NaN lets the data decide
   * @param high where it ends; NaN lets the data decide
   * @return this chart
   */
  public LineChart xRange(double low, double high) {
    getStyler().setXAxisMin(Double.isNaN(low) ? null : (Double) low);
    getStyler().setXAxisMax(Double.isNaN(high) ? null : (Double) high);
    return this;
  }

  /**
   * Sets the ends of the y axis.
   *
   * @param low where it begins; NaN lets the data decide
   * @param high where it ends; NaN lets the data decide
   * @return this chart
   */
  public LineChart yRange(double low, double high) {
    getStyler().setYAxisMin(Double.isNaN(low) ? null : (Double) low);
    getStyler().setYAxisMax(Double.isNaN(high) ? null : (Double) high);
    return this;
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    var style = getStyler();
    Double[] set = {
      style.getXAxisMin(), style.getXAxisMax(), style.getYAxisMin(), style.getYAxisMax()
    };
    String[] patterns = {style.getXAxisDecimalPattern(), style.getYAxisDecimalPattern()};
    double[] x = ends(verticals, XYSeries::getXData, set[0], set[1], style.isXAxisLogarithmic());
    double[] y = ends(horizontals, XYSeries::getYData, set[2], set[3], style.isYAxisLogarithmic());
    horizontals.forEach((name, at) -> updateXYSeries(name, x, new double[] {at, at}, null));
    verticals.forEach((name, at) -> updateXYSeries(name, new double[] {at, at}, y, null));
    if (!diagonal.isEmpty()) {
      double[] both = {Math.max(x[0], y[0]), Math.min(x[1], y[1])};
      updateXYSeries(diagonal, both, both, null);
    }
    spaced.forEach(SpacedMarker::restart);
    xRange(x[0], x[1]).yRange(y[0], y[1]);
    if (patterns[0].equals(ChartStyle.TICKS)) {
      double step = (x[1] - x[0]) * style.getXAxisTickMarkSpacingHint() / (width - BESIDE_PLOT);
      style.setXAxisDecimalPattern(ticksAtData(x) ? ChartStyle.TICKS : pattern(step));
    }
    if (patterns[1].equals(ChartStyle.TICKS)) {
      double step = (y[1] - y[0]) * style.getYAxisTickMarkSpacingHint() / (plotHeight - ABOVE_PLOT);
      style.setYAxisDecimalPattern(pattern(step));
    }
    XYSeries breaker = addSeries(BREAKER, new double[] {x[0]}, new double[] {Double.NaN});
    breaker.setShowInLegend(false);
    if (!ticksAtData(x)) {
      breaker.replaceData(new double[] {Double.NaN}, new double[] {Double.NaN}, null);
    }
    super.paint(graphics, width, height);
    removeSeries(BREAKER);
    // What was not set stays open: the chart may grow.
    style.setXAxisMin(set[0]);
    style.setXAxisMax(set[1]);
    style.setYAxisMin(set[2]);
    style.setYAxisMax(set[3]);
    style.setXAxisDecimalPattern(patterns[0]);
    style.setYAxisDecimalPattern(patterns[1]);
  }

  /**
   * XChart puts ticks where the data are if they are equally spaced, which suits a few epochs and
   * nothing else; a NaN among the data keeps it from that.
   */
  private boolean ticksAtData(double[] ends) {
    return ends[1] - ends[0] <= FEW_EPOCHS
        && getSeriesMap().values().stream()
            .filter(series -> !horizontals.containsKey(series.getName()))
            .flatMapToDouble(series -> Arrays.stream(series.getXData()))
            .allMatch(value -> value == Math.rint(value));
  }

  /** The ends of an axis: as set, else those of the data; powers of ten if it is logarithmic. */
  private double[] ends(
      Map<String, Double> references,
      Function<XYSeries, double[]> values,
      Double setLow,
      Double setHigh,
      boolean logarithmic) {
    double[] all =
        DoubleStream.concat(
                references.values().stream().mapToDouble(Double::doubleValue),
                getSeriesMap().values().stream()
                    .filter(series -> !horizontals.containsKey(series.getName()))
                    .filter(series -> !verticals.containsKey(series.getName()))
                    .filter(series -> !diagonal.equals(series.getName()))
                    .flatMapToDouble(series -> Arrays.stream(values.apply(series))))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double low = all.length == 0 ? (logarithmic ? 1 : 0) : all[0];
    double high = all.length == 0 ? 1 : all[all.length - 1];
    if (logarithmic) {
      low = Math.pow(10, Math.floor(Math.log10(low) + 1e-9));
      high = Math.pow(10, Math.ceil(Math.log10(high) - 1e-9));
    }
    low = setLow == null ? low : setLow;
    high = setHigh == null ? high : setHigh;
    if (low >= high) {
      double air = low == Math.rint(low) ? 1 : Math.max(1e-9, 0.05 * Math.abs(low));
      low = logarithmic ? low / 10 : low - air;
      high = logarithmic ? high * 10 : high + air;
    }
    return new double[] {low, high};
  }

  /**
   * As many decimals at all ticks as the step between them needs, and more only if it must be.
   *
   * @param step the least between two ticks; XChart takes the next of 1, 2, 5 and 10
   */
  private static String pattern(double step) {
    int decimals = (int) Math.ceil(-Math.log10(step / 0.75) - 1e-9);
    return decimals < 1 || decimals > 5
        ? ChartStyle.TICKS
        : "#,##0." + "0".repeat(decimals) + "#".repeat(6 - decimals);
  }

  /**
   * A marker that is drawn only where the line has gone on for a while since the last one. Lines in
   * one place have their markers at different points.
   */
  private static final class SpacedMarker extends Marker {
    private static final double SPACING = 50;
    private static final int TURNS = 3;

    private final Marker shape;
    private final int turn;
    private final long points;
    private int painted;
    private double gone;
    private double lastX;
    private double lastY;

    SpacedMarker(Marker shape, int number, double[] y) {
      this.shape = shape;
      this.turn = number % TURNS;
      this.points = Arrays.stream(y).filter(value -> !Double.isNaN(value)).count();
    }

    void restart() {
      painted = 0;
      gone = SPACING;
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
      gone += painted == 0 ? 0 : Math.hypot(x - lastX, y - lastY);
      lastX = x;
      lastY = y;
      boolean legend = painted >= points;
      if (legend || (gone >= SPACING && painted % TURNS == turn)) {
        gone = 0;
        shape.paint(graphics, x, y, size);
      }
      painted++;
    }
  }
}
