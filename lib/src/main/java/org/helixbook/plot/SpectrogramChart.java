package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Spectrogram pictures with their axes (Fig. 1 of Paper 1): frequency in cycles per base upwards,
 * position in bp to the right, the period-3 frequency 1/3 marked beside the picture.
 */
record SpectrogramChart(String title, List<SpectrogramPanel> panels) implements Drawing {
  private static final int LEFT = 66;
  private static final int RIGHT = 44;
  private static final int TOP = 24;
  private static final int BOTTOM = 48;
  private static final int SIDE = 270;

  /** More panels than this in a row, and their text is too small at the width of a page. */
  private static final int IN_A_ROW = 3;

  private static final int PANEL_WIDTH = LEFT + SIDE + RIGHT;
  private static final int PANEL_HEIGHT = TOP + SIDE + BOTTOM;

  SpectrogramChart {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("there is no picture to draw");
    }
    panels = List.copyOf(panels);
  }

  private int columns() {
    return panels.size() > IN_A_ROW ? 2 : panels.size();
  }

  @Override
  public int width() {
    return PANEL_WIDTH * columns();
  }

  @Override
  public int height() {
    return PANEL_HEIGHT * ((panels.size() + columns() - 1) / columns());
  }

  @Override
  public void paint(Graphics2D g) {
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D place = (Graphics2D) g.create();
      place.translate(i % columns() * PANEL_WIDTH, i / columns() * PANEL_HEIGHT);
      paint(place, panels.get(i));
      place.dispose();
    }
  }

  private static void paint(Graphics2D g, SpectrogramPanel panel) {
    Font text = ChartStyle.font(Font.PLAIN, 12);
    Font axis = ChartStyle.font(Font.PLAIN, 13);
    g.setColor(ChartStyle.INK);
    ChartStyle.center(g, panel.name(), ChartStyle.font(Font.BOLD, 13), LEFT + SIDE / 2, TOP - 8);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(panel.image(), LEFT, TOP, SIDE, SIDE, null);
    g.setStroke(new BasicStroke(1f));
    g.setColor(ChartStyle.INK);
    g.drawRect(LEFT, TOP, SIDE, SIDE);
    double span = panel.highFrequency() - panel.lowFrequency();
    for (double tick = 0; tick <= 1.0001; tick += 0.1) {
      if (tick < panel.lowFrequency() - 1e-9 || tick > panel.highFrequency() + 1e-9) {
        continue;
      }
      int y = (int) Math.round(TOP + SIDE * (panel.highFrequency() - tick) / span);
      g.drawLine(LEFT - 5, y, LEFT, y);
      right(g, NumberText.fixed(tick, 1), text, LEFT - 8, y + 4);
    }
    if (panel.lowFrequency() < 1 / 3.0 && 1 / 3.0 < panel.highFrequency()) {
      periodThree(g, TOP + SIDE * (panel.highFrequency() - 1 / 3.0) / span, text);
    }
    int step = step(panel.lengthBp());
    for (int position = 0; position <= panel.lengthBp(); position += step) {
      int x = LEFT + (int) Math.round((double) SIDE * position / panel.lengthBp());
      g.drawLine(x, TOP + SIDE, x, TOP + SIDE + 5);
      ChartStyle.center(g, NumberText.count(position), text, x, TOP + SIDE + 19);
    }
    ChartStyle.center(g, "position (bp)", axis, LEFT + SIDE / 2, TOP + SIDE + 40);
    Graphics2D turned = (Graphics2D) g.create();
    turned.rotate(-Math.PI / 2, 20, TOP + SIDE / 2.0);
    ChartStyle.center(turned, "frequency (cycles per base)", axis, 20, TOP + SIDE / 2);
    turned.dispose();
  }

  /** An arrow from outside: a line through the picture would hide the band that it points at. */
  private static void periodThree(Graphics2D g, double y, Font text) {
    int edge = LEFT + SIDE;
    g.setColor(ChartStyle.INK);
    int[] xs = {edge + 2, edge + 11, edge + 11};
    int row = (int) Math.round(y);
    g.fillPolygon(xs, new int[] {row, row - 5, row + 5}, 3);
    g.setFont(text);
    g.drawString("1/3", edge + 14, row + 4);
  }

  /** A round distance between ticks that gives three to seven of them. */
  static int step(int length) {
    for (int magnitude = 1; ; magnitude *= 10) {
      for (int factor : new int[] {1, 2, 5}) {
        if (length / (factor * magnitude) <= 6) {
          return factor * magnitude;
        }
      }
    }
  }

  private static void right(Graphics2D g, String text, Font font, int x, int baseline) {
    g.setFont(font);
    FontMetrics metrics = g.getFontMetrics(font);
    g.drawString(text, x - metrics.stringWidth(text), baseline);
  }

  /**
   * A picture from its three channels.
   *
   * @param channels {@code [3, height, width]} in [0, 1]: red, green, blue; row 0 at the top
   * @return the picture
   */
  static BufferedImage image(float[][][] channels) {
    if (channels.length != 3) {
      throw new IllegalArgumentException("a picture has 3 channels, not " + channels.length);
    }
    int height = channels[0].length;
    int width = channels[0][0].length;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        Color color =
            new Color(
                level(channels[0][row][column]),
                level(channels[1][row][column]),
                level(channels[2][row][column]));
        image.setRGB(column, row, color.getRGB());
      }
    }
    return image;
  }

  private static int level(float value) {
    return Math.round(255 * Math.max(0, Math.min(1, value)));
  }
}
