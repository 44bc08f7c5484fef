package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.run.Profile;

/** A matrix in shades with labels and a scale; values stand in the cells where there is room. */
final class HeatMapChart {
  private static final int TOP = 8;
  private static final int BAR = 110;
  private static final int WIDEST = 640;
  private static final int TALLEST = 420;
  private static final Color NEGATIVE = new Color(0x08, 0x30, 0x6b);
  private static final Color MIDDLE = new Color(0xb4, 0xb4, 0xb4);
  private static final Color POSITIVE = new Color(0xff, 0xe8, 0x8c);

  private final Profile profile;

  HeatMapChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, HeatMap map) {
    int rows = map.values().length;
    int columns = map.values()[0].length;
    double cellWidth = Math.max(2, Math.min(58, (double) WIDEST / columns));
    double cellHeight = Math.max(2, Math.min(rows <= 6 ? 34 : 26, (double) TALLEST / rows));
    int longest = longest(map.rows(), rows);
    int left = 40 + longest;
    boolean turned =
        longest(map.columns(), columns) > cellWidth * every(cellWidth, map, columns) - 4;
    int below = turned ? 30 + longest(map.columns(), columns) : 50;
    int width = (int) Math.ceil(left + columns * cellWidth) + BAR;
    int height = (int) Math.ceil(TOP + rows * cellHeight) + below;
    return Figure.of(
        title,
        profile,
        width,
        Math.max(height, TOP + 130),
        (g, w, h) -> paint(g, map, left, cellWidth, cellHeight, turned, below));
  }

  private static int longest(List<String> labels, int count) {
    FontMetrics metrics =
        new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_RGB)
            .createGraphics()
            .getFontMetrics(ChartStyle.font(Font.PLAIN, 12));
    return labels.isEmpty()
        ? metrics.stringWidth(String.valueOf(count - 1))
        : labels.stream().mapToInt(metrics::stringWidth).max().orElse(0);
  }

  /**
   * Each how many-th column is labelled: all of them where they have names that fit when turned.
   */
  private static int every(double cell, HeatMap map, int columns) {
    if (!map.columns().isEmpty()) {
      return cell >= 13 ? 1 : (int) Math.ceil(13 / cell);
    }
    return round(Math.max(1, 34 / cell));
  }

  private static int round(double least) {
    for (int power = 1; ; power *= 10) {
      for (int step : new int[] {1, 2, 5}) {
        if (step * power >= least) {
          return step * power;
        }
      }
    }
  }

  private static void paint(
      Graphics2D g,
      HeatMap map,
      int left,
      double cellWidth,
      double cellHeight,
      boolean turned,
      int below) {
    int rows = map.values().length;
    int columns = map.values()[0].length;
    double right = left + columns * cellWidth;
    double bottom = TOP + rows * cellHeight;
    boolean written = cellWidth >= 40 && cellHeight >= 20;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        cell(
            g,
            map,
            map.values()[r][c],
            left + c * cellWidth,
            TOP + r * cellHeight,
            cellWidth,
            cellHeight,
            written);
      }
    }
    g.setColor(ChartStyle.INK);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(left, TOP, right - left, bottom - TOP));
    g.setFont(ChartStyle.font(Font.PLAIN, 12));
    FontMetrics metrics = g.getFontMetrics();
    int rowStep =
        map.rows().isEmpty()
            ? round(Math.max(1, 20 / cellHeight))
            : (int) Math.ceil(13 / cellHeight);
    for (int r = 0; r < rows; r += rowStep) {
      String label = map.rows().isEmpty() ? String.valueOf(r) : map.rows().get(r);
      g.drawString(
          label,
          left - 6 - metrics.stringWidth(label),
          (float) (TOP + (r + 0.5) * cellHeight + metrics.getAscent() / 2.0 - 2));
    }
    int step = every(cellWidth, map, columns);
    for (int c = 0; c < columns; c += step) {
      String label = map.columns().isEmpty() ? String.valueOf(c) : map.columns().get(c);
      double x = left + (c + 0.5) * cellWidth;
      if (turned) {
        Graphics2D up = (Graphics2D) g.create();
        up.rotate(-Math.PI / 2, x, bottom + 6);
        up.drawString(
            label,
            (float) (x - metrics.stringWidth(label)),
            (float) (bottom + 6 + metrics.getAscent() / 2.0 - 1));
        up.dispose();
      } else {
        g.drawString(label, (float) (x - metrics.stringWidth(label) / 2.0), (float) bottom + 17);
      }
    }
    Font title = ChartStyle.font(Font.PLAIN, 13);
    ChartStyle.center(
        g, map.columnTitle(), title, (int) (left + right) / 2, (int) bottom + below - 10);
    Graphics2D side = (Graphics2D) g.create();
    side.rotate(-Math.PI / 2, 16, (TOP + bottom) / 2);
    ChartStyle.center(side, map.rowTitle(), title, 16, (int) (TOP + bottom) / 2);
    side.dispose();
    scale(g, map, (int) right + 20, (int) Math.max(bottom - TOP, 110));
  }

  private static void cell(
      Graphics2D g,
      HeatMap map,
      double value,
      double x,
      double y,
      double w,
      double h,
      boolean written) {
    // Whole points: fractions of neighbouring cells would leave pale seams between them.
    Rectangle2D area =
        new Rectangle2D.Double(
            Math.rint(x),
            Math.rint(y),
            Math.rint(x + w) - Math.rint(x),
            Math.rint(y + h) - Math.rint(y));
    if (Double.isNaN(value)) {
      g.setColor(Color.WHITE);
      g.fill(area);
      g.setColor(ChartStyle.FAINT);
      g.setStroke(new BasicStroke(0.8f));
      g.draw(new java.awt.geom.Line2D.Double(x, y, x + w, y + h));
      g.draw(new java.awt.geom.Line2D.Double(x, y + h, x + w, y));
      return;
    }
    Color shade = shade(map, value);
    g.setColor(shade);
    g.fill(area);
    if (written) {
      double light =
          (0.299 * shade.getRed() + 0.587 * shade.getGreen() + 0.114 * shade.getBlue()) / 255;
      g.setColor(light < 0.55 ? Color.WHITE : ChartStyle.INK);
      ChartStyle.center(
          g,
          text(map, value),
          ChartStyle.font(Font.PLAIN, 11),
          (int) (x + w / 2),
          (int) (y + h / 2 + 4));
    }
  }

  private static String text(HeatMap map, double value) {
    double range = map.high() - map.low();
    return NumberText.fixed(value, range < 10 ? 2 : range < 100 ? 1 : 0);
  }

  /** The colour of a value; it darkens steadily along the scale, so that it reads in grey. */
  static Color shade(HeatMap map, double value) {
    double share = Math.max(0, Math.min(1, (value - map.low()) / (map.high() - map.low())));
    if (!map.diverging()) {
      return ConfusionChart.shade(share);
    }
    return share < 0.5 ? mix(NEGATIVE, MIDDLE, 2 * share) : mix(MIDDLE, POSITIVE, 2 * share - 1);
  }

  private static Color mix(Color from, Color to, double share) {
    return new Color(
        (int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
  }

  private static void scale(Graphics2D g, HeatMap map, int x, int height) {
    for (int i = 0; i < height; i++) {
      double share = 1 - (i + 0.5) / height;
      g.setColor(shade(map, map.low() + share * (map.high() - map.low())));
      g.fillRect(x, TOP + i, 14, 1);
    }
    g.setColor(ChartStyle.INK);
    g.setStroke(new BasicStroke(1f));
    g.drawRect(x, TOP, 14, height);
    g.setFont(ChartStyle.font(Font.PLAIN, 12));
    for (int tick : IntStream.rangeClosed(0, 2).toArray()) {
      int y = TOP + height - tick * height / 2;
      g.drawLine(x + 14, y, x + 18, y);
      double value = map.low() + tick / 2.0 * (map.high() - map.low());
      g.drawString(text(map, value), x + 21, y + (tick == 2 ? 10 : tick == 0 ? 0 : 5));
    }
    Graphics2D side = (Graphics2D) g.create();
    side.rotate(-Math.PI / 2, x + 80, TOP + height / 2.0);
    ChartStyle.center(side, map.unit(), ChartStyle.font(Font.PLAIN, 12), x + 80, TOP + height / 2);
    side.dispose();
  }
}
