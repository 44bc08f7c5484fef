package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What all charts have in common: white ground, one font, pale grid, one order of colours and
 * markers, and ticks' numbers the same in every locale.
 */
public final class ChartStyle {
  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color GRID = new Color(0xe2, 0xe2, 0xe2);
  static final Color FAINT = new Color(0x66, 0x66, 0x66);

  /** XChart's own choice writes 0.05 as .05 and 10,000 as 1E4. */
  static final String TICKS = "#,##0.######";

  /**
   * Looks in the order of use. The colours are told apart by the colour-blind (dark blue,
   * vermilion, bluish green, purple) and differ in lightness; markers tell series apart without any
   * colour. Later lines are drawn over earlier ones and are thinner, so that all of several lines
   * in one place are seen.
   */
  private static final Look[] LOOKS = {
    new Look(new Color(0x0b, 0x4f, 0x9c), 3.4f, SeriesMarkers.SQUARE),
    new Look(new Color(0xd5, 0x5e, 0x00), 2.4f, SeriesMarkers.CIRCLE),
    new Look(new Color(0x00, 0x7a, 0x5a), 1.6f, SeriesMarkers.TRIANGLE_UP),
    new Look(new Color(0x7b, 0x3f, 0x8c), 2.2f, SeriesMarkers.DIAMOND),
    new Look(new Color(0x8a, 0x6d, 0x00), 1.6f, SeriesMarkers.TRIANGLE_DOWN),
    new Look(new Color(0x55, 0x55, 0x55), 1.2f, SeriesMarkers.CROSS),
  };

  private static final float[][] REFERENCE_DASHES = {{2, 3}, {6, 5}, {9, 5, 2, 5}};

  /**
   * How a series looks.
   *
   * @param color its colour
   * @param width of its line in points
   * @param marker the shape at its points
   */
  record Look(Color color, float width, Marker marker) {
    BasicStroke stroke() {
      return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
  }

  private ChartStyle() {}

  /**
   * Gives an XChart chart with axes (lines, categories, heat map, boxes) the look of all others. A
   * cell may go on with {@code chart.getStyler()}.
   *
   * @param chart such as {@code new BoxChartBuilder().title("Scores").build()}
   * @param <C> the kind of chart
   * @return the same chart
   * @throws org.helixbook.feedback.InputProblem if the machine has no fonts
   */
  public static <C extends Chart<? extends AxesChartStyler, ?>> C of(C chart) {
    AxesChartStyler style = chart.getStyler();
    style.setBaseFont(font(Font.PLAIN, 12));
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderColor(INK);
    style.setPlotBorderVisible(true);
    style.setChartFontColor(INK);
    // XChart leaves out a label of which a part would lie outside the chart.
    style.setChartPadding(14);
    style.setPlotContentSize(0.95);
    style.setPlotMargin(0);
    style.setChartTitleFont(font(Font.BOLD, 15));
    style.setAxisTitleFont(font(Font.PLAIN, 13));
    style.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    style.setAxisTickLabelsColor(INK);
    style.setAxisTickMarksColor(INK);
    style.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    style.setAxisTitlePadding(8);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(0.8f));
    style.setXAxisTickMarkSpacingHint(56);
    style.setYAxisTickMarkSpacingHint(36);
    style.setXAxisDecimalPattern(TICKS);
    style.setYAxisDecimalPattern(TICKS);
    style.setSeriesColors(Arrays.stream(LOOKS).map(Look::color).toArray(Color[]::new));
    style.setSeriesLines(Arrays.stream(LOOKS).map(Look::stroke).toArray(BasicStroke[]::new));
    style.setSeriesMarkers(Arrays.stream(LOOKS).map(Look::marker).toArray(Marker[]::new));
    style.setMarkerSize(8);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Vertical);
    style.setLegendFont(font(Font.PLAIN, 12));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendSeriesLineLength(40);
    style.setLegendPadding(7);
    style.setAntiAlias(true);
    style.setLocale(Locale.ROOT);
    return chart;
  }

  /** The look of the series with this number, from 0; after the last they begin again. */
  static Look look(int number) {
    return LOOKS[number % LOOKS.length];
  }

  /** The line of a value to compare with, thin and broken. */
  static BasicStroke reference(int number) {
    float[] dash = REFERENCE_DASHES[number % REFERENCE_DASHES.length];
    return new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  static Font font(int style, int size) {
    return new Font(FontCheck.family(), style, size);
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
