package org.helixbook.report;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines, bands and markers on one pair of axes with fixed ranges. */
final class LinePlot {
  private static final int MARKERS = 9;

  private final XYChart chart;
  private final double xScale;
  private final double yScale;
  private int parts;

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
    chart = ChartStyle.xy(xTitle, yTitle, width, height);
    chart.getStyler().setXAxisMin(xMin);
    chart.getStyler().setXAxisMax(xMax);
    chart.getStyler().setYAxisMin(yMin);
    chart.getStyler().setYAxisMax(yMax);
    // The plot itself is smaller than the chart by about this much of labels and legend.
    xScale = 0.85 * width / (xMax - xMin);
    yScale = 0.75 * height / (yMax - yMin);
  }

  XYChart chart() {
    return chart;
  }

  private XYSeries hidden(double[] x, double[] y) {
    XYSeries series = chart.addSeries("part " + parts++, x, y);
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  /** A line with its legend entry, and markers at some points. */
  void line(String name, double[] x, double[] y, ChartStyle.Look look) {
    DashedLine cut = DashedLine.of(x, y, xScale, yScale, look.dash());
    XYSeries pieces = hidden(cut.x(), cut.y());
    pieces.setLineColor(look.color());
    pieces.setLineStyle(
        new BasicStroke(look.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    int count = Math.min(MARKERS, x.length);
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
    legend(name, x[0], y[0], look);
  }

  /** A line without markers. */
  void plainLine(String name, double[] x, double[] y, ChartStyle.Look look) {
    DashedLine cut = DashedLine.of(x, y, xScale, yScale, look.dash());
    XYSeries pieces = hidden(cut.x(), cut.y());
    pieces.setLineColor(look.color());
    pieces.setLineStyle(
        new BasicStroke(look.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    if (!name.isEmpty()) {
      legend(
          name,
          x[0],
          y[0],
          new ChartStyle.Look(look.color(), look.width(), look.dash(), SeriesMarkers.NONE));
    }
  }

  /** One point that carries the legend entry of a line drawn in pieces. */
  private void legend(String name, double x, double y, ChartStyle.Look look) {
    XYSeries entry = chart.addSeries(name, new double[] {x}, new double[] {y});
    entry.setLineColor(look.color());
    entry.setLineStyle(look.stroke());
    entry.setMarker(look.marker());
    entry.setMarkerColor(look.color());
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
