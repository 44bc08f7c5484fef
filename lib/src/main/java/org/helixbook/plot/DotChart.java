package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.run.Profile;

/** Dots with intervals in groups, groups from the top, and the legend below. */
final class DotChart {
  private static final int WIDTH = 620;
  private static final int ROW = 19;
  private static final int GAP = 14;
  private static final int AXIS = 52;
  private static final int RIGHT = 20;
  private static final int LEGEND = 20;
  private static final int SAMPLE = 24;

  private final Profile profile;

  DotChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(
      String title,
      Axis axis,
      List<String> groups,
      List<DotSeries> series,
      List<ReferenceLine> references) {
    if (groups.isEmpty() || series.isEmpty()) {
      throw new IllegalArgumentException("a dot plot needs a group and a series");
    }
    for (DotSeries one : series) {
      if (one.values().size() != groups.size()) {
        throw new IllegalArgumentException(
            one.name()
                + " has "
                + one.values().size()
                + " values for "
                + groups.size()
                + " groups");
      }
    }
    Axis range =
        axis.around(
            values(series, references).min().orElse(0), values(series, references).max().orElse(1));
    int plot = groups.size() * (series.size() * ROW + GAP);
    int entries = series.size() + references.size();
    int columns = columns(series, references);
    int legend = LEGEND * ((entries + columns - 1) / columns) + 6;
    return Figure.of(
        title,
        profile,
        WIDTH,
        plot + AXIS + legend,
        (g, w, h) -> new Drawing(g, w, plot, range, groups, series, references).draw());
  }

  private static DoubleStream values(List<DotSeries> series, List<ReferenceLine> references) {
    return DoubleStream.concat(
            references.stream().mapToDouble(ReferenceLine::value),
            series.stream()
                .flatMap(one -> one.values().stream())
                .flatMapToDouble(v -> DoubleStream.of(v.value(), v.low(), v.high())))
        .filter(Double::isFinite);
  }

  /** Two columns of legend, or one if a name is too long for that. */
  private static int columns(List<DotSeries> series, List<ReferenceLine> references) {
    int longest =
        java.util.stream.Stream.concat(
                series.stream().map(DotSeries::name), references.stream().map(ReferenceLine::name))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return longest > 34 ? 1 : 2;
  }

  /** One drawing of the chart. */
  private static final class Drawing {
    private final Graphics2D g;
    private final Axis axis;
    private final List<String> groups;
    private final List<DotSeries> series;
    private final List<ReferenceLine> references;
    private final FontMetrics metrics;
    private final int left;
    private final int right;
    private final int bottom;
    private final int width;

    Drawing(
        Graphics2D g,
        int width,
        int bottom,
        Axis axis,
        List<String> groups,
        List<DotSeries> series,
        List<ReferenceLine> references) {
      this.g = g;
      this.axis = axis;
      this.groups = groups;
      this.series = series;
      this.references = references;
      this.bottom = bottom;
      this.width = width;
      g.setFont(ChartStyle.font(Font.PLAIN, 13));
      metrics = g.getFontMetrics();
      left = 22 + groups.stream().mapToInt(metrics::stringWidth).max().orElse(0);
      right = width - RIGHT;
    }

    void draw() {
      scale();
      for (int i = 0; i < references.size(); i++) {
        g.setColor(ChartStyle.FAINT);
        g.setStroke(ChartStyle.reference(i).stroke());
        double x = x(references.get(i).value());
        g.draw(new Line2D.Double(x, 0, x, bottom));
      }
      int block = series.size() * ROW + GAP;
      for (int group = 0; group < groups.size(); group++) {
        int top = group * block + GAP / 2;
        g.setColor(ChartStyle.INK);
        String name = groups.get(group);
        g.drawString(
            name,
            left - 12 - metrics.stringWidth(name),
            top + series.size() * ROW / 2f + metrics.getAscent() / 2f - 2);
        if (group > 0) {
          g.setColor(ChartStyle.GRID);
          g.setStroke(new BasicStroke(0.8f));
          g.drawLine(left, group * block, right, group * block);
        }
        for (int s = 0; s < series.size(); s++) {
          dot(series.get(s).values().get(group), s, top + s * ROW + ROW / 2);
        }
      }
      legend();
    }

    private double x(double value) {
      double low = at(axis.low());
      return left + (at(value) - low) / (at(axis.high()) - low) * (right - left);
    }

    private double at(double value) {
      return axis.logarithmic() ? Math.log10(value) : value;
    }

    private void scale() {
      g.setStroke(new BasicStroke(1f));
      for (double value : ticks(axis)) {
        double x = x(value);
        g.setColor(ChartStyle.GRID);
        g.draw(new Line2D.Double(x, 0, x, bottom));
        g.setColor(ChartStyle.INK);
        g.draw(new Line2D.Double(x, bottom, x, bottom + 5));
        String label = NumberText.brief(Math.round(value * 1e6) / 1e6);
        g.drawString(label, (float) x - metrics.stringWidth(label) / 2f, bottom + 20);
      }
      g.setColor(ChartStyle.INK);
      g.drawLine(left, bottom, right, bottom);
      g.drawLine(left, 0, left, bottom);
      g.drawString(
          axis.title(),
          left + (right - left - metrics.stringWidth(axis.title())) / 2f,
          bottom + 42);
    }

    private void dot(ConfidenceInterval value, int number, int y) {
      ChartStyle.Look look = ChartStyle.look(number);
      Color color = look.color();
      g.setColor(color);
      if (!Double.isFinite(value.value())) {
        g.setFont(ChartStyle.font(Font.PLAIN, 11));
        g.drawString("NA", left + 6, y + 4);
        g.setFont(ChartStyle.font(Font.PLAIN, 13));
        return;
      }
      if (Double.isFinite(value.low()) && Double.isFinite(value.high())) {
        double from = inside(x(value.low()));
        double to = inside(x(value.high()));
        g.setStroke(new BasicStroke(1.8f));
        g.draw(new Line2D.Double(from, y, to, y));
        g.draw(new Line2D.Double(from, y - 4, from, y + 4));
        g.draw(new Line2D.Double(to, y - 4, to, y + 4));
      }
      look.marker().paint(g, inside(x(value.value())), y, 9);
    }

    private double inside(double x) {
      return Math.max(left, Math.min(right, x));
    }

    private void legend() {
      List<Runnable> samples = new ArrayList<>();
      List<String> names = new ArrayList<>();
      int[] place = new int[2];
      for (int s = 0; s < series.size(); s++) {
        ChartStyle.Look look = ChartStyle.look(s);
        names.add(series.get(s).name());
        samples.add(
            () -> {
              g.setColor(look.color());
              g.setStroke(new BasicStroke(1.8f));
              g.drawLine(place[0], place[1], place[0] + SAMPLE, place[1]);
              look.marker().paint(g, place[0] + SAMPLE / 2.0, place[1], 9);
            });
      }
      for (int i = 0; i < references.size(); i++) {
        ChartStyle.Look look = ChartStyle.reference(i);
        names.add(references.get(i).name());
        samples.add(
            () -> {
              g.setColor(look.color());
              g.setStroke(look.stroke());
              g.drawLine(place[0], place[1], place[0] + SAMPLE, place[1]);
            });
      }
      g.setFont(ChartStyle.font(Font.PLAIN, 12));
      int columns = columns(series, references);
      int column = (width - 40) / columns;
      for (int i = 0; i < names.size(); i++) {
        place[0] = 20 + i % columns * column;
        place[1] = bottom + AXIS + 10 + i / columns * LEGEND;
        samples.get(i).run();
        g.setColor(ChartStyle.INK);
        g.drawString(names.get(i), place[0] + SAMPLE + 8, place[1] + 4);
      }
    }
  }

  /** Round values along an axis. */
  static double[] ticks(Axis axis) {
    if (axis.logarithmic()) {
      return DoubleStream.iterate(
              Math.pow(10, Math.ceil(Math.log10(axis.low()) - 1e-9)),
              value -> value <= axis.high() * (1 + 1e-9),
              value -> value * 10)
          .toArray();
    }
    double step = MetricComparison.roundStep(axis.high() - axis.low());
    double first = Math.ceil(axis.low() / step - 1e-9) * step;
    return DoubleStream.iterate(first, v -> v <= axis.high() + step * 1e-6, v -> v + step)
        .toArray();
  }
}
