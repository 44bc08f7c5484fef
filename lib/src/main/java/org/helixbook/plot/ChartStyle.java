package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What all charts have in common: white ground, one font, pale grid, and ticks' numbers the same in
 * every locale.
 */
final class ChartStyle {
  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color GRID = new Color(0xe2, 0xe2, 0xe2);
  static final Color FAINT = new Color(0x77, 0x77, 0x77);

  /**
   * Looks for lines in the order of use. Colours are told apart by the colour-blind (dark blue,
   * vermilion, bluish green, purple) and have different lightness; dashes and markers tell lines
   * apart without any colour.
   */
  private static final Look[] LOOKS = {
    new Look(new Color(0x0b, 0x4f, 0x9c), 2.2f, null, SeriesMarkers.SQUARE),
    new Look(new Color(0xd5, 0x5e, 0x00), 2f, new float[] {8, 5}, SeriesMarkers.CIRCLE),
    new Look(new Color(0x00, 0x7a, 0x5a), 2f, new float[] {2.5f, 4}, SeriesMarkers.TRIANGLE_UP),
    new Look(new Color(0x7b, 0x3f, 0x8c), 2f, new float[] {14, 5}, SeriesMarkers.DIAMOND),
    new Look(new Color(0x55, 0x55, 0x55), 2f, new float[] {5, 3}, SeriesMarkers.TRIANGLE_DOWN),
    new Look(new Color(0x8a, 0x6d, 0x00), 2f, new float[] {1.5f, 2.5f}, SeriesMarkers.CROSS),
  };

  /**
   * How a line looks.
   *
   * @param color its colour
   * @param width in points
   * @param dash lengths of dash and gap in points; null for a whole line
   * @param marker the shape at some of its points
   */
  record Look(Color color, float width, float[] dash, Marker marker) {
    BasicStroke stroke() {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }
  }

  private ChartStyle() {}

  /** The look of the line with this number, from 0; after the last they begin again. */
  static Look look(int number) {
    return LOOKS[number % LOOKS.length];
  }

  /** The look of a value to compare with: thin, dotted and grey, without markers. */
  static Look reference(int number) {
    float[][] dashes = {{2, 3}, {6, 4}, {12, 4}};
    return new Look(FAINT, 1.2f, dashes[number % dashes.length], null);
  }

  static Font font(int style, int size) {
    return new Font(FontCheck.family(), style, size);
  }

  /** An empty chart of two number axes. */
  static XYChart xy(String xTitle, String yTitle, int width, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    var style = chart.getStyler();
    style.setBaseFont(font(Font.PLAIN, 12));
    style.setChartTitleVisible(false);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderColor(INK);
    style.setPlotBorderVisible(true);
    style.setChartFontColor(INK);
    style.setChartPadding(6);
    style.setPlotContentSize(1.0);
    style.setPlotMargin(0);
    style.setAxisTitleFont(font(Font.PLAIN, 13));
    style.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    style.setAxisTickLabelsColor(INK);
    style.setAxisTickMarksColor(INK);
    style.setAxisTitlePadding(8);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(0.8f));
    style.setXAxisTickMarkSpacingHint(50);
    style.setYAxisTickMarkSpacingHint(36);
    style.setMarkerSize(7);
    style.setLegendVisible(false);
    style.setAntiAlias(true);
    style.setLocale(Locale.ROOT);
    // XChart's own choice writes 0.05 as .05 and 10,000 as 1E4.
    style.setXAxisDecimalPattern("#,##0.######");
    style.setYAxisDecimalPattern("#,##0.######");
    return chart;
  }

  /** Writes a text whose middle is at x. */
  static void center(Graphics2D g, String text, Font font, int x, int baseline) {
    g.setFont(font);
    g.drawString(text, x - g.getFontMetrics(font).stringWidth(text) / 2f, baseline);
  }

  /** The same colour, less opaque: alpha 0 is invisible, 255 opaque. */
  static Color pale(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
