package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.run.Profile;

/** A confusion matrix as a heat map: the shade is the share of the row, the count stands in it. */
final class ConfusionChart {
  private static final Color DARK = new Color(0x08, 0x30, 0x6b);
  private static final int LEFT = 96;
  private static final int TOP = 8;
  private static final int BAR = 92;

  private final Profile profile;

  ConfusionChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, ConfusionMatrix matrix) {
    int size = Math.max(96, 260 / matrix.classes().size());
    int side = size * matrix.classes().size();
    return Figure.of(
            title, profile, LEFT + side + BAR, TOP + side + 58, (g, w, h) -> paint(g, matrix, size))
        .note("Percentages are shares of the row: of the windows of one actual class.");
  }

  private static void paint(Graphics2D g, ConfusionMatrix matrix, int size) {
    int classes = matrix.classes().size();
    int side = size * classes;
    Font count = ChartStyle.font(Font.BOLD, 20);
    Font text = ChartStyle.font(Font.PLAIN, 13);
    for (int a = 0; a < classes; a++) {
      for (int p = 0; p < classes; p++) {
        int x = LEFT + p * size;
        int y = TOP + a * size;
        double share = matrix.actual(a) == 0 ? 0 : (double) matrix.count(a, p) / matrix.actual(a);
        g.setColor(shade(share));
        g.fillRect(x, y, size, size);
        g.setColor(share > 0.45 ? Color.WHITE : ChartStyle.INK);
        ChartStyle.center(
            g, String.valueOf(matrix.count(a, p)), count, x + size / 2, y + size / 2 - 4);
        String percent = matrix.actual(a) == 0 ? "NA" : NumberText.fixed(100 * share, 1) + " %";
        ChartStyle.center(g, percent, text, x + size / 2, y + size / 2 + 18);
      }
    }
    g.setColor(ChartStyle.INK);
    g.setStroke(new BasicStroke(1f));
    for (int i = 0; i <= classes; i++) {
      g.drawLine(LEFT, TOP + i * size, LEFT + side, TOP + i * size);
      g.drawLine(LEFT + i * size, TOP, LEFT + i * size, TOP + side);
    }
    for (int c = 0; c < classes; c++) {
      g.setColor(ChartStyle.INK);
      String name = matrix.classes().get(c);
      ChartStyle.center(g, name, text, LEFT + c * size + size / 2, TOP + side + 20);
      g.setFont(text);
      FontMetrics metrics = g.getFontMetrics();
      g.drawString(name, LEFT - 8 - metrics.stringWidth(name), TOP + c * size + size / 2 + 5);
    }
    ChartStyle.center(
        g, "predicted class", ChartStyle.font(Font.PLAIN, 14), LEFT + side / 2, TOP + side + 44);
    Graphics2D turned = (Graphics2D) g.create();
    turned.rotate(-Math.PI / 2, 22, TOP + side / 2.0);
    ChartStyle.center(turned, "actual class", ChartStyle.font(Font.PLAIN, 14), 22, TOP + side / 2);
    turned.dispose();
    scale(g, LEFT + side + 22, side, text);
  }

  private static void scale(Graphics2D g, int x, int side, Font text) {
    for (int i = 0; i < side; i++) {
      g.setColor(shade(1 - (i + 0.5) / side));
      g.fillRect(x, TOP + i, 14, 1);
    }
    g.setColor(ChartStyle.INK);
    g.drawRect(x, TOP, 14, side);
    g.setFont(text);
    for (int tick = 0; tick <= 2; tick++) {
      int y = TOP + side - tick * side / 2;
      g.drawLine(x + 14, y, x + 18, y);
      int shift = tick == 2 ? 10 : tick == 0 ? 0 : 5;
      g.drawString(50 * tick + " %", x + 21, y + shift);
    }
  }

  /** White at 0, dark blue at 1. */
  static Color shade(double share) {
    double clamped = Math.max(0, Math.min(1, share));
    return new Color(
        (int) Math.round(255 + clamped * (DARK.getRed() - 255)),
        (int) Math.round(255 + clamped * (DARK.getGreen() - 255)),
        (int) Math.round(255 + clamped * (DARK.getBlue() - 255)));
  }
}
