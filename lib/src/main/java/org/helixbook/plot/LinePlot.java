package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines, bands and markers on one pair of axes with fixed ranges, and the legend below. The legend
 * is drawn here and not by XChart, which knows only the pieces that dashed lines are cut into.
 */
final class LinePlot {
  private static final int MARKERS = 9;

  /** So many points still have a marker each, without crowding. */
  private static final int ALL_MARKED = 12;

  private static final double AIR = 0.02;
  private static final int SAMPLE = 34;
  private static final int LINE_HEIGHT = 20;

  private final XYChart chart;
  private final double xScale;
  private final double yScale;
  private final List<Entry> legend = new ArrayList<>();
  private int parts;
  private boolean stacked;
  private final boolean xLog;
  private final boolean yLog;

  /** One line of the legend. */
  private record Entry(String name, ChartStyle.Look look, boolean marked, boolean lined) {}

  /**
   * Makes empty axes.
   *
   * @param width in points, the legend and labels included
   * @param height in points, the legend and labels included
   */
  LinePlot(
      String xTitle,
      String yTitle,
      double xMin,
      double xMax,
      double yMin,
      double yMax,
      int width,
      int height) {
    this(Axis.of(xTitle).range(xMin, xMax), Axis.of(yTitle).range(yMin, yMax), width, height);
  }

  /**
   * Makes empty axes.
   *
   * @param x with both ends
   * @param y with both ends
   * @param width in points, the legend and labels included
   * @param height in points, the legend and labels included
   */
  LinePlot(Axis x, Axis y, int width, int height) {
    chart = ChartStyle.xy(x.title(), y.title(), width, height);
    xLog = x.logarithmic();
    yLog = y.logarithmic();
    chart.getStyler().setXAxisLogarithmic(xLog);
    chart.getStyler().setYAxisLogarithmic(yLog);
    double[] xEnds = withAir(x);
    double[] yEnds = withAir(y);
    chart.getStyler().setXAxisMin(xEnds[0]);
    chart.getStyler().setXAxisMax(xEnds[1]);
    chart.getStyler().setYAxisMin(yEnds[0]);
    chart.getStyler().setYAxisMax(yEnds[1]);
    // The plot itself is smaller than the chart by about this much of labels and legend.
    xScale = 0.85 * width / (position(x.high(), xLog) - position(x.low(), xLog));
    yScale = 0.75 * height / (position(y.high(), yLog) - position(y.low(), yLog));
  }

  /**
   * Makes axes from 0 to 1 both, with the diagonal and a legend below each other.
   *
   * @param xTitle of the x axis
   * @param yTitle of the y axis
   * @param diagonal what the diagonal means, for the legend
   * @param width in points, the legend and labels included
   * @param height in points, the legend and labels included
   */
  static LinePlot unitSquare(String xTitle, String yTitle, String diagonal, int width, int height) {
    LinePlot plot = new LinePlot(xTitle, yTitle, 0, 1, 0, 1, width, height);
    plot.chart.getStyler().setXAxisDecimalPattern("0.0");
    plot.chart.getStyler().setYAxisDecimalPattern("0.0");
    plot.stackLegend();
    plot.plainLine(
        diagonal,
        new double[] {0, 1},
        new double[] {0, 1},
        new ChartStyle.Look(ChartStyle.FAINT, 1f, new float[] {2, 3}, null));
    return plot;
  }

  /** The ends with a little air around them: XChart draws no tick on the very edge. */
  private static double[] withAir(Axis axis) {
    double low = position(axis.low(), axis.logarithmic());
    double high = position(axis.high(), axis.logarithmic());
    double air = AIR * (high - low);
    return new double[] {
      value(low - air, axis.logarithmic()), value(high + air, axis.logarithmic())
    };
  }

  private static double position(double value, boolean logarithmic) {
    return logarithmic ? Math.log10(value) : value;
  }

  private static double value(double position, boolean logarithmic) {
    return logarithmic ? Math.pow(10, position) : position;
  }

  /** Gives each legend entry a row of its own, all beginning at the same place. */
  void stackLegend() {
    stacked = true;
  }

  XYChart chart() {
    return chart;
  }

  private XYSeries hidden(double[] x, double[] y) {
    XYSeries series = chart.addSeries("part " + parts++, x, y);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  /** A line with its legend entry, and markers at some points, at all if they are few. */
  void line(String name, double[] x, double[] y, ChartStyle.Look look) {
    draw(x, y, look);
    int count = x.length <= ALL_MARKED ? x.length : MARKERS;
    double[] markX = new double[count];
    double[] markY = new double[count];
    for (int i = 0; i < count; i++) {
      int at = count == 1 ? 0 : (int) Math.round((double) i * (x.length - 1) / (count - 1));
      markX[i] = x[at];
      markY[i] = y[at];
    }
    XYSeries marks = hidden(markX, markY);
    marks.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    marks.setMarker(look.marker());
    marks.setMarkerColor(look.color());
    legend.add(new Entry(name, look, true, true));
  }

  private void draw(double[] x, double[] y, ChartStyle.Look look) {
    DashedLine cut =
        DashedLine.of(positions(x, xLog), positions(y, yLog), xScale, yScale, look.dash());
    XYSeries pieces = hidden(values(cut.x(), xLog), values(cut.y(), yLog));
    pieces.setLineColor(look.color());
    pieces.setLineStyle(
        new BasicStroke(
            look.width(),
            look.dash() == null ? BasicStroke.CAP_SQUARE : BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND));
  }

  private static double[] positions(double[] values, boolean logarithmic) {
    return logarithmic ? Arrays.stream(values).map(Math::log10).toArray() : values;
  }

  private static double[] values(double[] positions, boolean logarithmic) {
    return logarithmic ? Arrays.stream(positions).map(p -> Math.pow(10, p)).toArray() : positions;
  }

  /** Points without a line. */
  void points(String name, double[] x, double[] y, ChartStyle.Look look, int alpha) {
    XYSeries marks = hidden(x, y);
    marks.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    marks.setMarker(look.marker());
    marks.setMarkerColor(ChartStyle.pale(look.color(), alpha));
    legend.add(new Entry(name, look, true, false));
  }

  /** A line without markers. */
  void plainLine(String name, double[] x, double[] y, ChartStyle.Look look) {
    draw(x, y, look);
    legend.add(new Entry(name, look, false, true));
  }

  /**
   * Draws axes, lines and legend.
   *
   * @param graphics where
   * @param width in points
   * @param height in points
   */
  void paint(Graphics2D graphics, int width, int height) {
    List<List<Entry>> rows = legendRows(graphics, width);
    int plotHeight = height - LINE_HEIGHT * rows.size() - 4;
    chart.paint(graphics, width, plotHeight);
    Graphics2D below = (Graphics2D) graphics.create();
    below.setFont(ChartStyle.font(Font.PLAIN, 12));
    FontMetrics metrics = below.getFontMetrics();
    for (int row = 0; row < rows.size(); row++) {
      double x = (width - widest(stacked ? rows : List.of(rows.get(row)), metrics)) / 2.0;
      int middle = plotHeight + LINE_HEIGHT * row + LINE_HEIGHT / 2;
      for (Entry entry : rows.get(row)) {
        sample(below, entry, x, middle);
        below.setColor(ChartStyle.INK);
        below.drawString(entry.name(), (float) x + SAMPLE + 6, middle + 4);
        x += width(entry, metrics);
      }
    }
    below.dispose();
  }

  private static int widest(List<List<Entry>> rows, FontMetrics metrics) {
    return rows.stream()
        .mapToInt(row -> row.stream().mapToInt(entry -> width(entry, metrics)).sum())
        .max()
        .orElse(0);
  }

  private List<List<Entry>> legendRows(Graphics2D graphics, int width) {
    FontMetrics metrics = graphics.getFontMetrics(ChartStyle.font(Font.PLAIN, 12));
    List<List<Entry>> rows = new ArrayList<>();
    int used = width;
    for (Entry entry : legend) {
      int needed = width(entry, metrics);
      if (rows.isEmpty() || stacked || used + needed > width - 16) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      used += needed;
    }
    return rows;
  }

  private static int width(Entry entry, FontMetrics metrics) {
    return SAMPLE + 6 + metrics.stringWidth(entry.name()) + 22;
  }

  private static void sample(Graphics2D graphics, Entry entry, double x, int middle) {
    graphics.setColor(entry.look().color());
    graphics.setStroke(entry.look().stroke());
    if (entry.lined()) {
      graphics.draw(new Line2D.Double(x, middle, x + SAMPLE, middle));
    }
    if (entry.marked()) {
      entry.look().marker().paint(graphics, x + SAMPLE / 2.0, middle, 7);
    }
  }

  /** A pale area between two lines over the same x. */
  void band(double[] x, double[] low, double[] high, Color color, int alpha) {
    if (x.length < 2) {
      return;
    }
    double[] aroundX = new double[2 * x.length + 1];
    double[] aroundY = new double[2 * x.length + 1];
    for (int i = 0; i < x.length; i++) {
      aroundX[i] = x[i];
      aroundY[i] = high[i];
      aroundX[2 * x.length - 1 - i] = x[i];
      aroundY[2 * x.length - 1 - i] = low[i];
    }
    aroundX[2 * x.length] = x[0];
    aroundY[2 * x.length] = high[0];
    XYSeries area = hidden(aroundX, aroundY);
    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    area.setFillColor(ChartStyle.pale(color, alpha));
    area.setLineColor(ChartStyle.pale(color, 0));
    area.setLineStyle(SeriesLines.NONE);
  }
}
