package org.helixbook.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.helixbook.eval.ConfidenceInterval;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Many ways to do one thing, side by side: above an XChart chart of what each came to, with its
 * interval, and below, under each, a dot for every choice that was made. They stand in the order in
 * which they are added.
 *
 * <pre>{@code
 * var curve = Charts.specifications("All worlds", "test accuracy", List.of("mapping", "start"))
 *     .world(List.of("EIIP", "He's"), "learned", accuracy)
 *     .horizontal("guessing", 0.5);
 * }</pre>
 */
public final class SpecificationCurve implements Drawing {
  private static final int LEFT = 200;
  private static final int TOP = 300;
  private static final int LEAST_WIDTH = 640;
  private static final int WORLD = 11;
  private static final int BESIDE_PLOT = 100;
  private static final int ROW = 15;
  private static final int GAP = 7;
  private static final double DOT = 7;
  private static final double NO_DOT = 2;
  private static final Color BAND = new Color(0xf5, 0xf5, 0xf5);
  private static final Color HOLLOW = new Color(0xc4, 0xc4, 0xc4);

  /** One way to do it. */
  private record World(List<String> choices, String group, ConfidenceInterval value) {}

  private final String title;
  private final String axis;
  private final List<String> settings;
  private final List<World> worlds = new ArrayList<>();
  private final Map<String, Double> horizontals = new LinkedHashMap<>();

  /**
   * An empty curve.
   *
   * @param title above it
   * @param axis the value and its unit
   * @param settings what was chosen, from the top
   */
  SpecificationCurve(String title, String axis, List<String> settings) {
    this.title = title;
    this.axis = axis;
    this.settings = List.copyOf(settings);
  }

  /**
   * Adds a world at the right end.
   *
   * @param choices one for each setting
   * @param group gives colour and marker, and stands in the legend
   * @param value what it came to; NaN draws nothing above the dots
   * @return this curve
   * @throws IllegalArgumentException if there are not as many choices as settings
   */
  public SpecificationCurve world(List<String> choices, String group, ConfidenceInterval value) {
    if (choices.size() != settings.size()) {
      throw new IllegalArgumentException(
          choices.size() + " choices for " + settings.size() + " settings");
    }
    worlds.add(new World(List.copyOf(choices), group, value));
    return this;
  }

  /**
   * Adds a value to compare with, as a thin broken line.
   *
   * @param name for the legend
   * @param value where
   * @return this curve
   */
  public SpecificationCurve horizontal(String name, double value) {
    horizontals.put(name, value);
    return this;
  }

  /** The upper part: values and intervals, x counts the worlds from 1. */
  public LineChart chart() {
    LineChart chart =
        new LineChart("", "", axis, width() - LEFT, TOP)
            .xRange(0.5, Math.max(1, worlds.size()) + 0.5);
    Set<String> groups = new LinkedHashSet<>();
    worlds.forEach(world -> groups.add(world.group()));
    int look = 0;
    for (String group : groups) {
      int[] places =
          IntStream.range(0, worlds.size())
              .filter(i -> worlds.get(i).group().equals(group))
              .filter(i -> Double.isFinite(worlds.get(i).value().value()))
              .toArray();
      intervals(chart, group, places, ChartStyle.look(look++).color());
      chart.points(
          group,
          IntStream.of(places).mapToDouble(i -> i + 1).toArray(),
          IntStream.of(places).mapToDouble(i -> worlds.get(i).value().value()).toArray());
    }
    horizontals.forEach(chart::horizontal);
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  /** One series of strokes with gaps between them. */
  private void intervals(LineChart chart, String group, int[] places, Color color) {
    double[] x = new double[3 * places.length];
    double[] y = new double[x.length];
    for (int i = 0; i < places.length; i++) {
      ConfidenceInterval value = worlds.get(places[i]).value();
      boolean drawn = Double.isFinite(value.low()) && Double.isFinite(value.high());
      x[3 * i] = places[i] + 1;
      x[3 * i + 1] = places[i] + 1;
      x[3 * i + 2] = places[i] + 1;
      y[3 * i] = drawn ? value.low() : Double.NaN;
      y[3 * i + 1] = drawn ? value.high() : Double.NaN;
      y[3 * i + 2] = Double.NaN;
    }
    if (places.length > 0) {
      XYSeries series = chart.addSeries("intervals: " + group, x, y);
      series.setShowInLegend(false);
      series.setMarker(SeriesMarkers.NONE);
      series.setLineColor(color);
      series.setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    }
  }

  /** The choices of a setting, by their names: so they stand alike under any order of worlds. */
  private List<String> choices(int setting) {
    return worlds.stream().map(world -> world.choices().get(setting)).distinct().sorted().toList();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int width() {
    return Math.max(LEAST_WIDTH, LEFT + BESIDE_PLOT + WORLD * worlds.size());
  }

  @Override
  public int height() {
    int rows = IntStream.range(0, settings.size()).map(i -> choices(i).size()).sum();
    return chart().getHeight() + rows * ROW + settings.size() * GAP + GAP;
  }

  @Override
  public void paint(Graphics2D graphics) {
    LineChart chart = chart();
    Graphics2D upper = (Graphics2D) graphics.create();
    upper.translate(LEFT, 0);
    chart.paint(upper, chart.getWidth(), chart.getHeight());
    upper.dispose();
    double first = LEFT + chart.getScreenXFromChart(1);
    double step = LEFT + chart.getScreenXFromChart(2) - first;
    double left = first - step / 2;
    double right = first + step * (worlds.size() - 0.5);
    int top = chart.getHeight();
    for (int setting = 0; setting < settings.size(); setting++) {
      List<String> choices = choices(setting);
      if (setting % 2 == 0) {
        graphics.setColor(BAND);
        graphics.fill(
            new Rectangle2D.Double(0, top - GAP / 2.0, right, choices.size() * ROW + (double) GAP));
      }
      text(graphics, settings.get(setting), Font.BOLD, 10, top, false);
      for (String choice : choices) {
        text(graphics, choice, Font.PLAIN, left - 12, top, true);
        for (int i = 0; i < worlds.size(); i++) {
          boolean chosen = worlds.get(i).choices().get(setting).equals(choice);
          double size = chosen ? DOT : NO_DOT;
          graphics.setColor(chosen ? ChartStyle.INK : HOLLOW);
          graphics.fill(
              new Ellipse2D.Double(
                  first + i * step - size / 2, top + ROW / 2.0 - size / 2, size, size));
        }
        top += ROW;
      }
      top += GAP;
    }
  }

  private static void text(
      Graphics2D graphics, String text, int style, double x, int top, boolean endsThere) {
    Font font = ChartStyle.font(style, 12);
    graphics.setFont(font);
    graphics.setColor(ChartStyle.INK);
    FontMetrics metrics = graphics.getFontMetrics();
    double begin = endsThere ? x - metrics.stringWidth(text) : x;
    graphics.drawString(
        text, (float) begin, top + (ROW + metrics.getAscent() - metrics.getDescent()) / 2f);
  }
}
