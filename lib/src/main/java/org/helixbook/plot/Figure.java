package org.helixbook.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Undisturbed;
import org.helixbook.storage.AtomicFile;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/**
 * A finished figure: the title above, the chart, and a caption below that says where its numbers
 * come from, so that no picture travels without it. Shown as PNG at twice its size in pixels, saved
 * as PNG and SVG.
 */
public final class Figure {
  /** Pixels drawn for each point of the figure's size. */
  public static final int SCALE = 2;

  private static final int MARGIN = 8;
  private static final Color NOTE = new Color(0x55, 0x55, 0x55);

  /** Draws the picture into {@code [0, width) x [0, height)} of a white graphics. */
  @FunctionalInterface
  public interface Painter {
    /**
     * Draws.
     *
     * @param graphics where; anti-aliasing is on, the background is white
     * @param width in points
     * @param height in points
     */
    void paint(Graphics2D graphics, int width, int height);
  }

  private final List<Chart<?, ?>> charts;
  private final String title;
  private final String note;
  private final String source;
  private final int width;
  private final int height;
  private final Painter painter;

  /** Drawn and packed once: a notebook both saves a figure and shows it. */
  private volatile byte[] png;

  private Figure(
      List<Chart<?, ?>> charts,
      String title,
      String note,
      String source,
      int width,
      int height,
      Painter painter) {
    this.charts = charts;
    this.title = Objects.requireNonNull(title, "title");
    this.note = Objects.requireNonNull(note, "note");
    this.source = Objects.requireNonNull(source, "source");
    this.width = width;
    this.height = height;
    this.painter = Objects.requireNonNull(painter, "painter");
  }

  /**
   * A figure of an XChart chart, as large as the chart; the chart's title becomes the figure's.
   *
   * @param chart its title may be empty or long: it is broken into lines
   * @return the figure, without a caption yet
   * @throws InputProblem if the machine has no fonts
   */
  public static Figure of(Chart<?, ?> chart) {
    return of(
        List.of(chart),
        title(chart),
        chart.getWidth(),
        chart.getHeight(),
        (g, w, h) -> paint(chart, g, w, h, false));
  }

  /**
   * A figure of a drawing.
   *
   * @param drawing what to draw
   * @return the figure, without a caption yet
   * @throws InputProblem if the machine has no fonts
   */
  public static Figure of(Drawing drawing) {
    return of(
        List.of(),
        drawing.title(),
        drawing.width(),
        drawing.height(),
        (g, w, h) -> drawing.paint(g));
  }

  /**
   * Two or more XChart charts side by side under one title, each with its own title if it has one.
   *
   * @param title what they show together
   * @param charts from the left
   * @return the figure, without a caption yet
   * @throws InputProblem if the machine has no fonts
   */
  public static Figure beside(String title, List<? extends Chart<?, ?>> charts) {
    int height = charts.stream().mapToInt(Chart::getHeight).max().orElseThrow();
    List<Integer> widths = charts.stream().map(Chart::getWidth).toList();
    return of(
        List.copyOf(charts),
        title,
        widths.stream().mapToInt(Integer::intValue).sum(),
        height,
        (g, w, h) -> {
          Graphics2D place = (Graphics2D) g.create();
          for (int i = 0; i < charts.size(); i++) {
            paint(charts.get(i), place, widths.get(i), h, !title(charts.get(i)).isEmpty());
            place.translate(widths.get(i), 0);
          }
          place.dispose();
        });
  }

  private static Figure of(
      List<Chart<?, ?>> charts, String title, int width, int height, Painter painter) {
    FontCheck.family();
    return new Figure(charts, title, "", "", width, height, painter);
  }

  private static String title(Chart<?, ?> chart) {
    return chart.getTitle() == null ? "" : chart.getTitle();
  }

  /** The title of a single chart is written by the figure: XChart would not break it into lines. */
  private static void paint(
      Chart<?, ?> chart, Graphics2D graphics, int width, int height, boolean titled) {
    boolean visible = chart.getStyler().isChartTitleVisible();
    chart.getStyler().setChartTitleVisible(titled);
    chart.paint(graphics, width, height);
    chart.getStyler().setChartTitleVisible(visible);
  }

  /**
   * The same figure with more said under it.
   *
   * @param text such as {@code "3 seeds, 400 test windows of human-coding-600"}
   * @return a new figure
   */
  public Figure note(String text) {
    return new Figure(charts, title, text, source, width, height, painter);
  }

  /**
   * The same figure with another source of its numbers.
   *
   * @param text such as {@code "Profile: quick."} or {@code "Reference run."}
   * @return a new figure
   */
  public Figure source(String text) {
    return new Figure(charts, title, note, text, width, height, painter);
  }

  /** Where its numbers come from; empty as long as nobody said so. */
  public String source() {
    return source;
  }

  /**
   * The same figure with a sentence more under it.
   *
   * @param text such as {@code "400 test windows of human-coding-600."}
   * @return a new figure
   */
  public Figure adding(String text) {
    return note(note.isEmpty() ? text : note + " " + text);
  }

  /** What it shows. */
  public String title() {
    return title;
  }

  /** What is written under it: first where its numbers come from, then the note. */
  public String caption() {
    return (source + " " + note).strip();
  }

  /** Its width in points. */
  public int width() {
    return width;
  }

  /** Its whole height in points, with title and note. */
  public int height() {
    BufferedImage scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scratch.createGraphics();
    try {
      return titleHeight(graphics) + height + noteHeight(graphics);
    } finally {
      graphics.dispose();
    }
  }

  private Font titleFont() {
    return new Font(FontCheck.family(), Font.BOLD, 15);
  }

  private Font noteFont() {
    return new Font(FontCheck.family(), Font.PLAIN, 11);
  }

  private int titleHeight(Graphics2D graphics) {
    FontMetrics metrics = graphics.getFontMetrics(titleFont());
    return title.isEmpty()
        ? MARGIN
        : wrap(title, metrics).size() * metrics.getHeight() + MARGIN + MARGIN / 2;
  }

  private int noteHeight(Graphics2D graphics) {
    FontMetrics metrics = graphics.getFontMetrics(noteFont());
    return wrap(caption(), metrics).size() * metrics.getHeight() + MARGIN;
  }

  private List<String> wrap(String text, FontMetrics metrics) {
    return WrappedText.lines(text, width - 2 * MARGIN, metrics::stringWidth);
  }

  private void paint(Graphics2D graphics, int wholeHeight) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, wholeHeight);
    int top = titleHeight(graphics);
    if (!title.isEmpty()) {
      drawLines(graphics, title, titleFont(), Color.BLACK, MARGIN);
    }
    Graphics2D picture = (Graphics2D) graphics.create();
    picture.translate(0, top);
    painter.paint(picture, width, height);
    picture.dispose();
    drawLines(graphics, caption(), noteFont(), NOTE, top + height);
  }

  /** The names of the series: XChart draws its legend as outlines, which nobody can search. */
  private List<String> drawn() {
    return charts.stream()
        .flatMap(chart -> chart.getSeriesMap().values().stream())
        .filter(Series::isShowInLegend)
        .map(Series::getName)
        .distinct()
        .toList();
  }

  private void drawLines(Graphics2D graphics, String text, Font font, Color color, int top) {
    graphics.setFont(font);
    graphics.setColor(color);
    FontMetrics metrics = graphics.getFontMetrics(font);
    int baseline = top + metrics.getAscent();
    for (String line : wrap(text, metrics)) {
      graphics.drawString(line, MARGIN, baseline);
      baseline += metrics.getHeight();
    }
  }

  /** The figure as a picture of {@link #SCALE} pixels a point. */
  public BufferedImage image() {
    int wholeHeight = height();
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * wholeHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      paint(graphics, wholeHeight);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** The bytes of {@link #image} as a PNG file; the picture as it was when first asked for. */
  public byte[] png() {
    if (png == null) {
      png = Undisturbed.call(() -> HtmlFragment.png(image()));
    }
    return png.clone();
  }

  /**
   * The bytes of the figure as an SVG file: lines stay lines. Title, caption and the names of what
   * is drawn are also its {@code title} and {@code desc}, for readers of the page that shows it.
   */
  public byte[] svg() {
    int wholeHeight = height();
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint(graphics, wholeHeight);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(0, 0, width, wholeHeight))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot refuse a write", e);
    }
    String drawn = bytes.toString(StandardCharsets.UTF_8);
    int open = drawn.indexOf('>', drawn.indexOf("<svg")) + 1;
    String legend = String.join("; ", drawn());
    String described =
        "<title>"
            + HtmlText.escape(title)
            + "</title><desc>"
            + HtmlText.escape(legend.isEmpty() ? caption() : caption() + " Drawn: " + legend + ".")
            + "</desc>";
    return (drawn.substring(0, open) + described + drawn.substring(open))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes {@code name.png} and {@code name.svg}, each whole or not at all.
   *
   * @param folder where; made if it is missing
   * @param name lower-case letters, digits and hyphens
   * @return the PNG file
   * @throws InputProblem if the name has another character, or the folder cannot be written
   */
  public Path save(Path folder, String name) {
    return Undisturbed.call(() -> write(folder, name));
  }

  private Path write(Path folder, String name) {
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new InputProblem(
          "figure '" + name + "'",
          "this is not a file name that every system takes",
          "use lower-case letters, digits and hyphens");
    }
    Path file = folder.resolve(name + ".png");
    byte[] png = png();
    byte[] svg = svg();
    InputProblem.ifRefused(
        folder,
        "the figure '" + name + "' cannot be written there",
        "make room or give write permission, or set HELIXBOOK_REPORT to another folder",
        () -> {
          AtomicFile.write(file, out -> out.write(png));
          AtomicFile.write(folder.resolve(name + ".svg"), out -> out.write(svg));
        });
    return file;
  }

  /**
   * The figure as HTML for a notebook: a PNG with the title and note as its alternative text.
   *
   * @return the element, with plain text for terminals
   */
  public HtmlFragment toHtml() {
    String text = title.isEmpty() ? caption() : title + ". " + caption();
    return HtmlFragment.picture(png(), width, text, "[figure] " + text);
  }

  @Override
  public String toString() {
    return "[figure] " + (title.isEmpty() ? caption() : title + ". " + caption());
  }
}
