package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sequence logos one above the other: at each position a stack as high as its bits, each letter as
 * high as its share of them (Schneider and Stephens 1990). All panels have the same scales.
 */
record LogoChart(String title, List<LogoPanel> panels) implements Drawing {
  private static final int WIDTH = 620;
  private static final int LEFT = 52;
  private static final int RIGHT = 14;
  private static final int PANEL = 104;
  private static final int NAME = 24;
  private static final int BELOW = 26;
  private static final int WIDEST_LETTER = 40;
  private static final double MOST_BITS = 2;

  /** By base id: A, G, C, T. Colours help; the letters tell them apart without. */
  private static final String LETTERS = "AGCT";

  private static final Color[] COLOURS = {
    new Color(0x00, 0x7a, 0x5a),
    new Color(0xc4, 0x7f, 0x00),
    new Color(0x0b, 0x4f, 0x9c),
    new Color(0xb0, 0x2a, 0x1e),
  };

  LogoChart {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("a figure of logos needs a motif");
    }
    panels = List.copyOf(panels);
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return panels.size() * (NAME + PANEL + BELOW);
  }

  @Override
  public void paint(Graphics2D g) {
    int longest = panels.stream().mapToInt(panel -> panel.motif().length()).max().orElse(1);
    double step = Math.min(WIDEST_LETTER, (double) (WIDTH - LEFT - RIGHT) / longest);
    for (int i = 0; i < panels.size(); i++) {
      paint(g, panels.get(i), step, i * (NAME + PANEL + BELOW) + NAME);
    }
  }

  private static void paint(Graphics2D g, LogoPanel panel, double step, int top) {
    int bottom = top + PANEL;
    int length = panel.motif().length();
    axes(g, panel.name(), top, bottom, LEFT + length * step);
    double[][] heights = panel.motif().letterBits();
    int each = step >= 14 ? 1 : 5;
    FontMetrics metrics = g.getFontMetrics();
    for (int i = 0; i < length; i++) {
      double x = LEFT + i * step;
      double y = bottom;
      double[] position = heights[i];
      int[] rising =
          IntStream.range(0, position.length)
              .boxed()
              .sorted(Comparator.comparingDouble(base -> position[base]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int base : rising) {
        double height = position[base] / MOST_BITS * PANEL;
        letter(g, base, x + 0.03 * step, y - height, 0.94 * step, height);
        y -= height;
      }
      if ((i + 1) % each == 0 || i == 0) {
        String number = Integer.toString(i + 1);
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.font(Font.PLAIN, 11));
        g.drawString(number, (float) (x + (step - metrics.stringWidth(number)) / 2), bottom + 15f);
      }
    }
  }

  private static void axes(Graphics2D g, String name, int top, int bottom, double right) {
    g.setColor(ChartStyle.INK);
    g.setFont(ChartStyle.font(Font.BOLD, 12));
    g.drawString(name, LEFT, top - 8);
    g.setFont(ChartStyle.font(Font.PLAIN, 11));
    g.setStroke(new BasicStroke(1f));
    g.drawLine(LEFT - 4, top, LEFT - 4, bottom);
    g.draw(new java.awt.geom.Line2D.Double(LEFT - 4, bottom, right, bottom));
    for (int bits = 0; bits <= (int) MOST_BITS; bits++) {
      int y = bottom - bits * PANEL / (int) MOST_BITS;
      g.drawLine(LEFT - 8, y, LEFT - 4, y);
      g.drawString(Integer.toString(bits), LEFT - 18, y + 4);
    }
    Graphics2D side = (Graphics2D) g.create();
    side.rotate(-Math.PI / 2, 16, (top + bottom) / 2.0);
    ChartStyle.center(side, "bits", ChartStyle.font(Font.PLAIN, 12), 16, (top + bottom) / 2);
    side.dispose();
  }

  /** The letter of a base stretched to fill a box. */
  static void letter(Graphics2D g, int base, double x, double y, double width, double height) {
    // Less than a quarter of a point cannot be seen, and only adds to the size of the file.
    if (height < 0.25) {
      return;
    }
    Shape outline =
        ChartStyle.font(Font.BOLD, 100)
            .createGlyphVector(g.getFontRenderContext(), LETTERS.substring(base, base + 1))
            .getOutline();
    Rectangle2D box = outline.getBounds2D();
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(width / box.getWidth(), height / box.getHeight());
    place.translate(-box.getX(), -box.getY());
    g.setColor(COLOURS[base]);
    g.fill(place.createTransformedShape(outline));
  }
}
