package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.helixbook.eval.ConfidenceInterval;

/**
 * Dots with horizontal intervals, which XChart has not: groups from the top, in each a dot for
 * every series that has a value there, and the legend below. Each call adds to the chart and
 * returns it.
 *
 * <pre>{@code
 * var chart = Charts.dots("Two splits of the same windows", "test accuracy (95 % interval)")
 *     .series("gene-disjoint", names, disjoint)      // names and intervals (or plain numbers)
 *     .series("random", names, random)
 *     .vertical("guessing", 0.5)
 *     .range(0.4, 1);
 * book.figure("two-splits", chart);
 * }</pre>
 */
public final class DotChart implements Drawing {
  private static final int WIDTH = 640;
  private static final int ROW = 20;
  private static final int GAP = 12;
  private static final int DENSE_ROW = 10;
  private static final int DENSE_GAP = 4;
  private static final int LINE = 16;
  private static final int LONGEST_NAME = 34;
  private static final int AXIS = 52;
  private static final int RIGHT = 22;
  private static final int LEGEND = 20;
  private static final int SAMPLE = 36;
  private static final int MARK = 9;

  /** Between the frame and the ends of the axis: marks there stay clear of frame and labels. */
  private static final int INSET = 18;

  /** Between the frame and the tip of an interval that goes on beyond an end of the axis. */
  private static final int TIP = 8;

  private static final double LEVEL = 0.95;

  /** One dot. */
  private record Dot(String series, ConfidenceInterval value) {}

  private final String title;
  private final String axis;
  private final Map<String, List<Dot>> groups = new LinkedHashMap<>();
  private final List<String> series = new ArrayList<>();
  private final Map<String, Double> verticals = new LinkedHashMap<>();
  private double low = Double.NaN;
  private double high = Double.NaN;
  private boolean valuesWritten;
  private final Map<String, Color> colors = new LinkedHashMap<>();
  private int row = ROW;
  private int gap = GAP;

  /**
   * Makes an empty chart.
   *
   * @param axis the value and its unit
   */
  DotChart(String title, String axis) {
    this.title = title;
    this.axis = axis;
  }

  /**
   * Adds a dot.
   *
   * @param group its row; a new one stands below the former ones
   * @param name its series, for the legend
   * @param value the value with its interval; without an interval if that is NaN, and {@code NA} is
   *     written if the value is
   * @return this chart
   */
  public DotChart dot(String group, String name, ConfidenceInterval value) {
    groups.computeIfAbsent(group, key -> new ArrayList<>()).add(new Dot(name, value));
    if (!series.contains(name)) {
      series.add(name);
    }
    return this;
  }

  /**
   * Adds a dot without an interval.
   *
   * @param group as above
   * @param name as above
   * @param value the value; NaN reads {@code NA}
   * @return this chart
   */
  public DotChart dot(String group, String name, double value) {
    return dot(group, name, bare(value));
  }

  private static ConfidenceInterval bare(double value) {
    return new ConfidenceInterval(value, Double.NaN, Double.NaN, LEVEL);
  }

  /**
   * Adds a dot to each of several groups.
   *
   * @param name the series, for the legend
   * @param names the groups
   * @param values one for each group
   * @return this chart
   * @throws IllegalArgumentException if there are not as many values as groups
   */
  public DotChart series(String name, List<String> names, List<ConfidenceInterval> values) {
    if (values.size() != names.size()) {
      throw new IllegalArgumentException(
          name + " has " + values.size() + " values for " + names.size() + " groups");
    }
    for (int i = 0; i < names.size(); i++) {
      dot(names.get(i), name, values.get(i));
    }
    return this;
  }

  /**
   * Adds a dot without an interval to each of several groups.
   *
   * @param name the series, for the legend
   * @param names the groups
   * @param values one for each group
   * @return this chart
   * @throws IllegalArgumentException as above
   */
  public DotChart series(String name, List<String> names, double... values) {
    return series(name, names, Arrays.stream(values).mapToObj(DotChart::bare).toList());
  }

  /**
   * Adds a value to compare with, as a thin broken line down the chart.
   *
   * @param name for the legend, such as {@code guessing}
   * @param value where
   * @return this chart
   */
  public DotChart vertical(String name, double value) {
    verticals.put(name, value);
    return this;
  }

  /**
   * Sets the ends of the axis; without, they follow the data. An interval that goes on beyond an
   * end has an arrow there; a value beyond it moves the end.
   *
   * @param from where it begins
   * @param to where it ends
   * @return this chart
   */
  public DotChart range(double from, double to) {
    if (!(from < to)) {
      throw new IllegalArgumentException("an axis from " + from + " to " + to);
    }
    low = from;
    high = to;
    return this;
  }

  /** Writes each value and its interval beside its dot, at the right edge. */
  public DotChart withValues() {
    valuesWritten = true;
    return this;
  }

  /**
   * Gives a series a colour that means something, in place of the next one of the kit's order.
   *
   * @param name the series
   * @param color such as one that stands for a verdict
   * @return this chart
   */
  public DotChart color(String name, Color color) {
    colors.put(name, color);
    return this;
  }

  /** Sets the rows closer together: for a chart of many groups. */
  public DotChart dense() {
    row = DENSE_ROW;
    gap = DENSE_GAP;
    return this;
  }

  private ChartStyle.Look look(String name) {
    ChartStyle.Look look = ChartStyle.look(series.indexOf(name));
    return new ChartStyle.Look(
        colors.getOrDefault(name, look.color()), look.width(), look.marker());
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return plotHeight() + AXIS + LEGEND * legend().size() + 6;
  }

  private int plotHeight() {
    return groups.keySet().stream().mapToInt(this::groupHeight).sum();
  }

  private int groupHeight(String group) {
    return Math.max(groups.get(group).size() * row, lines(group).size() * LINE) + gap;
  }

  private static List<String> lines(String group) {
    return WrappedText.lines(group, LONGEST_NAME);
  }

  /** The ends of the axis: as set, else those of the data. */
  double[] ends() {
    double[] all =
        DoubleStream.concat(
                verticals.values().stream().mapToDouble(Double::doubleValue),
                groups.values().stream()
                    .flatMap(List::stream)
                    .map(Dot::value)
                    .flatMapToDouble(v -> DoubleStream.of(v.value(), v.low(), v.high())))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double least = all.length == 0 ? 0 : all[0];
    double most = all.length == 0 ? 1 : all[all.length - 1];
    double air = least == most ? Math.max(1e-9, 0.05 * Math.abs(least)) : 0;
    DoubleSummaryStatistics dots =
        groups.values().stream()
            .flatMap(List::stream)
            .mapToDouble(dot -> dot.value().value())
            .filter(Double::isFinite)
            .summaryStatistics();
    return new double[] {
      Double.isNaN(low) ? least - air : Math.min(low, dots.getMin()),
      Double.isNaN(high) ? most + air : Math.max(high, dots.getMax())
    };
  }

  private static Font textFont() {
    return ChartStyle.font(Font.PLAIN, 13);
  }

  private static Font legendFont() {
    return ChartStyle.font(Font.PLAIN, 12);
  }

  /** The legend's entries in rows that fit. A single series needs no entry if it is unnamed. */
  private List<List<String>> legend() {
    List<List<String>> rows = new ArrayList<>();
    double used = WIDTH;
    for (String entry : Stream.concat(series.stream(), verticals.keySet().stream()).toList()) {
      if (entry.isEmpty()) {
        continue;
      }
      double needed = entryWidth(entry);
      if (used + needed > WIDTH - 20) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.get(rows.size() - 1).add(entry);
      used += needed;
    }
    return rows;
  }

  private static double entryWidth(String entry) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return SAMPLE + 8 + legendFont().getStringBounds(entry, context).getWidth() + 24;
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setFont(textFont());
    new Plot(graphics, graphics.getFontMetrics()).paint();
  }

  /** One painting of the chart. */
  private final class Plot {
    private final Graphics2D g;
    private final FontMetrics metrics;
    private final double[] ends = ends();
    private final int left;
    private final int right;
    private final int bottom = plotHeight();

    Plot(Graphics2D g, FontMetrics metrics) {
      this.g = g;
      this.metrics = metrics;
      left =
          22
              + groups.keySet().stream()
                  .flatMap(group -> lines(group).stream())
                  .mapToInt(metrics::stringWidth)
                  .max()
                  .orElse(0);
      int beside =
          groups.values().stream()
              .flatMap(List::stream)
              .mapToInt(dot -> metrics.stringWidth(text(dot.value())))
              .max()
              .orElse(0);
      right = WIDTH - (valuesWritten ? beside + 20 : RIGHT);
    }

    void paint() {
      scale();
      int number = 0;
      for (double value : verticals.values()) {
        g.setColor(ChartStyle.FAINT);
        g.setStroke(ChartStyle.reference(number++));
        g.draw(new Line2D.Double(x(value), 0, x(value), bottom));
      }
      int top = 0;
      for (Map.Entry<String, List<Dot>> group : groups.entrySet()) {
        top = group(group.getKey(), group.getValue(), top);
      }
      legend();
    }

    private int group(String name, List<Dot> dots, int top) {
      int height = groupHeight(name);
      if (top > 0 && bottom > groups.size() * (row + gap)) {
        g.setColor(ChartStyle.GRID);
        g.setStroke(new BasicStroke(0.8f));
        g.drawLine(left, top, right, top);
      }
      g.setFont(textFont());
      g.setColor(ChartStyle.INK);
      List<String> lines = lines(name);
      float baseline =
          top + (height - lines.size() * LINE) / 2f + (LINE + metrics.getAscent()) / 2f - 2;
      for (String line : lines) {
        g.drawString(line, left - 12 - metrics.stringWidth(line), baseline);
        baseline += LINE;
      }
      int y = top + (height - dots.size() * row + row) / 2;
      for (Dot dot : dots) {
        dot(dot, y);
        y += row;
      }
      return top + height;
    }

    private double x(double value) {
      double share = (value - ends[0]) / (ends[1] - ends[0]);
      return left + INSET + share * (right - left - 2 * INSET);
    }

    private void scale() {
      g.setStroke(new BasicStroke(1f));
      double step = step(ends[1] - ends[0]);
      while (x(ends[0] + step) - x(ends[0]) < metrics.stringWidth("-0.000")) {
        step *= 2;
      }
      int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
      for (double value : ticks(ends[0], ends[1], step)) {
        double x = x(value);
        g.setColor(ChartStyle.GRID);
        g.draw(new Line2D.Double(x, 0, x, bottom));
        g.setColor(ChartStyle.INK);
        g.draw(new Line2D.Double(x, bottom, x, bottom + 5));
        String label =
            decimals == 0 ? NumberText.brief(Math.rint(value)) : NumberText.fixed(value, decimals);
        g.drawString(label, (float) x - metrics.stringWidth(label) / 2f, bottom + 20);
      }
      g.setColor(ChartStyle.INK);
      g.drawLine(left, bottom, right, bottom);
      g.drawLine(left, 0, left, bottom);
      ChartStyle.center(g, axis, textFont(), (left + right) / 2, bottom + 42);
    }

    private void dot(Dot dot, int y) {
      ConfidenceInterval value = dot.value();
      ChartStyle.Look look = look(dot.series());
      g.setColor(look.color());
      if (!Double.isFinite(value.value())) {
        g.setFont(ChartStyle.font(Font.PLAIN, 11));
        g.drawString("NA", left + INSET, y + 4);
      } else {
        if (Double.isFinite(value.low()) && Double.isFinite(value.high())) {
          g.setStroke(new BasicStroke(1.8f));
          g.draw(new Line2D.Double(end(value.low(), y), y, end(value.high(), y), y));
        }
        double at = Math.max(ends[0], Math.min(ends[1], value.value()));
        look.marker().paint(g, x(at), y, MARK);
      }
      if (valuesWritten) {
        g.setFont(textFont());
        g.setColor(ChartStyle.INK);
        g.drawString(text(value), right + 10, y + 5);
      }
    }

    /** Draws an interval's end: a bar, or an arrow if it lies outside the axis. */
    private double end(double value, int y) {
      int outside = value < ends[0] ? -1 : value > ends[1] ? 1 : 0;
      if (outside == 0) {
        g.draw(new Line2D.Double(x(value), y - 4, x(value), y + 4));
        return x(value);
      }
      double edge = outside < 0 ? left + TIP : right - TIP;
      Path2D arrow = new Path2D.Double();
      arrow.moveTo(edge - 6 * outside, y - 4);
      arrow.lineTo(edge, y);
      arrow.lineTo(edge - 6 * outside, y + 4);
      g.draw(arrow);
      return edge;
    }

    private void legend() {
      int y = bottom + AXIS + 8;
      for (List<String> row : DotChart.this.legend()) {
        double x = 20;
        for (String entry : row) {
          sample(entry, x, y);
          g.setFont(legendFont());
          g.setColor(ChartStyle.INK);
          g.drawString(entry, (float) x + SAMPLE + 8, y + 4);
          x += entryWidth(entry);
        }
        y += LEGEND;
      }
    }

    private void sample(String entry, double x, int y) {
      int number = series.indexOf(entry);
      if (number < 0) {
        g.setColor(ChartStyle.FAINT);
        g.setStroke(ChartStyle.reference(List.copyOf(verticals.keySet()).indexOf(entry)));
        g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
        return;
      }
      ChartStyle.Look look = look(entry);
      g.setColor(look.color());
      g.setStroke(new BasicStroke(1.8f));
      g.draw(new Line2D.Double(x, y, x + SAMPLE, y));
      look.marker().paint(g, x + SAMPLE / 2.0, y, MARK);
    }
  }

  private static String text(ConfidenceInterval value) {
    return Double.isNaN(value.low())
        ? NumberText.fixed(value.value(), 3)
        : NumberText.withInterval(value, 3);
  }

  /** Multiples of a step along an axis. */
  static double[] ticks(double from, double to, double step) {
    double first = Math.ceil(from / step - 1e-9);
    return DoubleStream.iterate(first, i -> i * step <= to + step * 1e-6, i -> i + 1)
        .map(i -> i * step)
        .toArray();
  }

  /** The least of 1, 2 and 5 times a power of ten that cuts a range into seven parts or fewer. */
  static double step(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 7)));
    for (int multiple : new int[] {1, 2, 5}) {
      if (range / (multiple * power) <= 7 + 1e-9) {
        return multiple * power;
      }
    }
    return 10 * power;
  }
}
