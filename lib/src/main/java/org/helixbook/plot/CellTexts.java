package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.internal.chartpart.Annotation;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * What stands in the cells of a heat map: texts of one or more lines, white on dark cells, and a
 * cross where there is no value. XChart writes one number, in one colour.
 */
final class CellTexts extends Annotation {
  private final double[][] values;
  private final String[][] texts;

  /**
   * Makes them.
   *
   * @param values {@code [rows][columns]}, rows from the top
   * @param texts as many; null for crosses alone
   */
  CellTexts(double[][] values, String[][] texts) {
    super(true);
    this.values = values;
    this.texts = texts;
  }

  @Override
  public void paint(Graphics2D g) {
    double left = getXAxisScreenValueForMin();
    double top = getYAxisScreenValueForMin();
    double width = (getXAxisScreenValueForMax() - left) / values[0].length;
    double height = (getYAxisScreenValueForMax() - top) / values.length;
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        double x = left + column * width;
        double y = top + row * height;
        if (Double.isNaN(values[row][column])) {
          g.setColor(ChartStyle.FAINT);
          g.setStroke(new BasicStroke(0.8f));
          g.draw(new Line2D.Double(x, y, x + width, y + height));
          g.draw(new Line2D.Double(x, y + height, x + width, y));
        } else if (texts != null) {
          g.setColor(dark(values[row][column]) ? Color.WHITE : ChartStyle.INK);
          write(g, texts[row][column].split("\n"), x + width / 2, y + height / 2);
        }
      }
    }
  }

  private boolean dark(double value) {
    HeatMapStyler style = ((HeatMapChart) chart).getStyler();
    Color[] colors = style.getRangeColors();
    double share = (value - style.getMin()) / (style.getMax() - style.getMin());
    double at = Math.max(0, Math.min(1, share)) * (colors.length - 1);
    int from = Math.min(colors.length - 2, (int) at);
    return light(colors[from]) + (at - from) * (light(colors[from + 1]) - light(colors[from]))
        < 0.55;
  }

  private static double light(Color color) {
    return (0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue()) / 255;
  }

  private static void write(Graphics2D g, String[] lines, double x, double y) {
    // Of several lines the first is the main one.
    Font first =
        ChartStyle.font(lines.length > 1 ? Font.BOLD : Font.PLAIN, lines.length > 1 ? 19 : 12);
    Font rest = ChartStyle.font(Font.PLAIN, 13);
    double baseline = lines.length > 1 ? y - 3 : y + 4;
    for (int i = 0; i < lines.length; i++) {
      g.setFont(i == 0 ? first : rest);
      FontMetrics metrics = g.getFontMetrics();
      g.drawString(lines[i], (float) (x - metrics.stringWidth(lines[i]) / 2.0), (float) baseline);
      baseline += metrics.getHeight() + 2;
    }
  }
}
