package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.helixbook.run.Profile;

/** A metric of several methods side by side: a mark a row, its interval as a line through it. */
final class MetricComparison {
  private static final int ROW = 34;
  private static final int RIGHT = 170;
  private static final int BOTTOM = 52;

  private final Profile profile;

  MetricComparison(Profile profile) {
    this.profile = profile;
  }

  Figure draw(String title, String axis, double low, double high, List<MetricRow> rows) {
    if (rows.isEmpty() || !(low < high)) {
      throw new IllegalArgumentException("no rows, or an empty axis from " + low + " to " + high);
    }
    return Figure.of(
            title,
            profile,
            640,
            rows.size() * ROW + BOTTOM,
            (g, w, h) -> paint(g, w, axis, low, high, rows))
        .note(key(rows));
  }

  /** What the marks mean, those that there are. */
  static String key(List<MetricRow> rows) {
    return Arrays.stream(MetricRow.Origin.values())
        .filter(origin -> rows.stream().anyMatch(row -> row.origin() == origin))
        .map(
            origin ->
                switch (origin) {
                  case OURS -> "Square: this run.";
                  case REFERENCE -> "Open square: a reference run, which came with the kit.";
                  case BASELINE -> "Circle: baseline of this run.";
                  case PAPER -> "Diamond: from the paper's printed table.";
                })
        .collect(Collectors.joining(" "));
  }

  private static void paint(
      Graphics2D g, int width, String axis, double low, double high, List<MetricRow> rows) {
    Font text = ChartStyle.font(Font.PLAIN, 13);
    g.setFont(text);
    FontMetrics metrics = g.getFontMetrics();
    int left = 20 + rows.stream().mapToInt(row -> metrics.stringWidth(row.name())).max().orElse(0);
    int right = width - RIGHT;
    int bottom = rows.size() * ROW;
    double scale = (right - left) / (high - low);
    g.setStroke(new BasicStroke(1f));
    double step = spaced(roundStep(high - low), scale, metrics.stringWidth("0.00"));
    for (double value = low; value <= high + step / 1e6; value += step) {
      float x = (float) (left + (value - low) * scale);
      g.setColor(ChartStyle.GRID);
      g.draw(new Line2D.Float(x, 0, x, bottom));
      g.setColor(ChartStyle.INK);
      g.draw(new Line2D.Float(x, bottom, x, bottom + 5));
      String label = NumberText.brief(Math.round(value * 1e6) / 1e6);
      g.drawString(label, x - metrics.stringWidth(label) / 2f, bottom + 20);
    }
    g.draw(new Line2D.Float(left, bottom, right, bottom));
    g.drawString(axis, left + (right - left - metrics.stringWidth(axis)) / 2f, bottom + 42);
    for (int r = 0; r < rows.size(); r++) {
      row(g, rows.get(r), r * ROW + ROW / 2, left, right, low, scale);
    }
  }

  /** The least of 1, 2 and 5 times a power of ten that cuts a range into seven parts or fewer. */
  static double roundStep(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 7)));
    for (int multiple : new int[] {1, 2, 5}) {
      if (range / (multiple * power) <= 7 + 1e-9) {
        return multiple * power;
      }
    }
    return 10 * power;
  }

  /** A step whose labels leave room between them, where long names leave little for the axis. */
  static double spaced(double step, double scale, int label) {
    double wide = step;
    while (wide * scale < label + 6) {
      wide *= 2;
    }
    return wide;
  }

  private static void row(
      Graphics2D g, MetricRow row, int y, int left, int right, double low, double scale) {
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(ChartStyle.INK);
    g.drawString(row.name(), left - 10 - metrics.stringWidth(row.name()), y + 5);
    String value = NumberText.fixed(row.value(), 3);
    if (!Double.isNaN(row.low()) && !Double.isNaN(row.high())) {
      value += " (" + NumberText.interval(row.low(), row.high(), 3) + ")";
    }
    g.drawString(value, right + 10, y + 5);
    Color color =
        ChartStyle.look(
                switch (row.origin()) {
                  case OURS, REFERENCE -> 0;
                  case BASELINE -> 1;
                  case PAPER -> 4;
                })
            .color();
    g.setColor(color);
    if (!Double.isNaN(row.low()) && !Double.isNaN(row.high())) {
      double from = left + (row.low() - low) * scale;
      double to = left + (row.high() - low) * scale;
      g.setStroke(new BasicStroke(2f));
      g.draw(new Line2D.Double(from, y, to, y));
      g.draw(new Line2D.Double(from, y - 5, from, y + 5));
      g.draw(new Line2D.Double(to, y - 5, to, y + 5));
    }
    if (!Double.isNaN(row.value())) {
      mark(g, row.origin(), left + (row.value() - low) * scale, y, color);
    }
  }

  private static void mark(Graphics2D g, MetricRow.Origin origin, double x, double y, Color color) {
    double r = 5.5;
    g.setStroke(new BasicStroke(2f));
    switch (origin) {
      case OURS -> g.fill(new Rectangle2D.Double(x - r, y - r, 2 * r, 2 * r));
      case REFERENCE -> open(g, new Rectangle2D.Double(x - r, y - r, 2 * r, 2 * r), color);
      case BASELINE -> open(g, new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), color);
      case PAPER -> {
        Path2D diamond = new Path2D.Double();
        diamond.moveTo(x, y - r - 2);
        diamond.lineTo(x + r + 2, y);
        diamond.lineTo(x, y + r + 2);
        diamond.lineTo(x - r - 2, y);
        diamond.closePath();
        g.fill(diamond);
      }
    }
  }

  private static void open(Graphics2D g, Shape shape, Color color) {
    g.setColor(Color.WHITE);
    g.fill(shape);
    g.setColor(color);
    g.draw(shape);
  }
}
