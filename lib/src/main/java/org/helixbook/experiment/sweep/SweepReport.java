package org.helixbook.experiment.sweep;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.plot.Charts;
import org.helixbook.plot.DotChart;
import org.helixbook.plot.Figure;
import org.helixbook.plot.HtmlPage;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.LineChart;
import org.helixbook.plot.NumberText;
import org.helixbook.run.History;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunScore;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.AtomicFile;
import org.knowm.xchart.HeatMapChart;
import tech.tablesaw.api.Table;

/**
 * What came of a sweep. All figures are of validation data; the best setting is that with the best
 * mean over its seeds, of those whose runs are all complete.
 */
public final class SweepReport {
  /** So many lines of a chart can be told apart. */
  private static final int LINES = 6;

  private static final int DECIMALS = 4;
  private static final String SEEDS =
      "Figures of validation data: means, and from the lowest to the highest seed.";

  /** A chart of intervals wants one and does not draw it: these are from lowest to highest. */
  private static final double LEVEL = 0.95;

  /**
   * A run of a sweep, as it stands.
   *
   * @param point its settings
   * @param seed its seed
   * @param id of the run; empty if it could not even be asked for
   * @param state such as {@code complete}; {@code failed} if it could not be computed
   * @param history its finished epochs
   * @param problem why it failed; empty if it did not
   */
  private record Row(
      Point point, Long seed, String id, String state, History history, String problem) {

    boolean isComplete() {
      return state.equals("complete");
    }
  }

  private final String title;
  private final RunScore score;
  private final List<Row> rows;

  private SweepReport(String title, RunScore score, List<Row> rows) {
    this.title = title;
    this.score = score;
    this.rows = List.copyOf(rows);
  }

  /** Collects what failed until the others are done. */
  static final class Builder {
    private final String title;
    private final List<Row> never = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    Builder(String title) {
      this.title = title;
    }

    /** Settings of which no run could be made. */
    void failed(Point point, String problem) {
      never.add(new Row(point, null, "", "failed", History.empty(), problem));
    }

    /** A run that could not be computed. */
    void failed(PlannedRun run, String problem) {
      problems.put(run.id(), problem);
    }

    /** The report, by what the store now holds. */
    SweepReport of(List<PlannedRun> planned, RunStore store) {
      List<Row> rows = new ArrayList<>(never);
      for (PlannedRun run : planned) {
        Optional<StoredRun> kept = store.run(run.configuration().id());
        String problem = problems.getOrDefault(run.id(), "");
        StoredRun.State state = kept.map(StoredRun::state).orElse(null);
        rows.add(
            new Row(
                run.point(),
                run.configuration().seed(),
                run.id(),
                state == StoredRun.State.COMPLETE || problem.isEmpty()
                    ? state == null ? "not begun" : state.name().toLowerCase(Locale.ROOT)
                    : "failed",
                kept.map(StoredRun::history).orElse(History.empty()),
                problem));
      }
      RunScore score =
          planned.stream()
              .findFirst()
              .map(run -> RunKind.of(run.configuration()).score())
              .orElse(new RunScore("validationLoss", false, false));
      return new SweepReport(title, score, rows);
    }
  }

  /** The settings of a point with what its seeds gave. */
  private record Summary(Point point, int asked, DoubleSummaryStatistics values) {
    boolean isComplete() {
      return asked == values.getCount();
    }

    double mean() {
      return values.getCount() == 0 ? Double.NaN : values.getAverage();
    }

    double low() {
      return values.getCount() == 0 ? Double.NaN : values.getMin();
    }

    double high() {
      return values.getCount() == 0 ? Double.NaN : values.getMax();
    }

    ConfidenceInterval range() {
      return values.getCount() < 2
          ? new ConfidenceInterval(mean(), Double.NaN, Double.NaN, LEVEL)
          : new ConfidenceInterval(mean(), low(), high(), LEVEL);
    }
  }

  /** What the runs are judged by, such as {@code validation accuracy}. */
  public String metric() {
    // Learners name the set that they are measured on after its usual part.
    return score.words().replaceFirst("^(test|held out)", "validation");
  }

  private double value(Row row) {
    return row.isComplete() ? score.of(row.history()) : Double.NaN;
  }

  private List<Summary> summaries() {
    Map<Point, List<Row>> byPoint =
        rows.stream()
            .collect(Collectors.groupingBy(Row::point, LinkedHashMap::new, Collectors.toList()));
    return byPoint.entrySet().stream()
        .map(
            entry ->
                new Summary(
                    entry.getKey(),
                    entry.getValue().size(),
                    entry.getValue().stream()
                        .mapToDouble(this::value)
                        .filter(value -> !Double.isNaN(value))
                        .summaryStatistics()))
        .toList();
  }

  private List<Summary> bestFirst() {
    return summaries().stream()
        .sorted(
            Comparator.comparing((Summary one) -> !one.isComplete())
                .thenComparing(Summary::mean, score.bestFirst()))
        .toList();
  }

  /** The best settings; empty if of none all seeds are complete. */
  public Optional<Point> best() {
    return bestFirst().stream().filter(Summary::isComplete).findFirst().map(Summary::point);
  }

  /** Whether all runs are complete. */
  public boolean isComplete() {
    return rows.stream().allMatch(Row::isComplete);
  }

  /** The ids of the runs, in the order of the settings and seeds. */
  public List<String> runs() {
    return rows.stream().map(Row::id).filter(id -> !id.isEmpty()).toList();
  }

  /** The names of what was varied; of settings with a single value only if there are no others. */
  private List<String> varied() {
    List<String> names = List.copyOf(rows.get(0).point().settings().keySet());
    List<String> varied = names.stream().filter(name -> values(name).size() > 1).toList();
    return varied.isEmpty() ? names : varied;
  }

  private List<String> values(String name) {
    return rows.stream().map(row -> row.point().text(name)).distinct().toList();
  }

  private boolean isNumeric(String name) {
    return values(name).stream().allMatch(SweepReport::isNumber);
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }

  private <T> Columns<T> settings(List<T> of, Function<T, Point> point) {
    Columns<T> columns = Columns.of(of);
    for (String name : varied()) {
      if (isNumeric(name)) {
        columns.number(name, one -> point.apply(one).real(name));
      } else {
        columns.text(name, one -> point.apply(one).text(name));
      }
    }
    return columns;
  }

  /**
   * A row a run: what differs, the seed, what it came to, mean and range of the seeds of its
   * settings, and how it stands.
   */
  public Table table() {
    Map<Point, Summary> of =
        summaries().stream().collect(Collectors.toMap(Summary::point, one -> one));
    return settings(rows, Row::point)
        .whole("seed", Row::seed)
        .number(metric(), DECIMALS, this::value)
        .number("mean of the seeds", DECIMALS, row -> of.get(row.point()).mean())
        .number("lowest", DECIMALS, row -> of.get(row.point()).low())
        .number("highest", DECIMALS, row -> of.get(row.point()).high())
        .count("epochs", row -> row.history().epochs().size())
        .number(
            "seconds",
            1,
            row -> row.history().epochs().stream().mapToDouble(e -> e.seconds()).sum())
        .text("state", Row::state)
        .text("run", Row::id)
        .table(title);
  }

  /** A row a setting, the best first: its seeds, their mean, lowest and highest. */
  public Table ranking() {
    return settings(bestFirst(), Summary::point)
        .count("seeds", one -> (int) one.values().getCount())
        .number("mean " + metric(), DECIMALS, Summary::mean)
        .number("lowest", DECIMALS, Summary::low)
        .number("highest", DECIMALS, Summary::high)
        .table(title + ", the best first");
  }

  /** How many settings were tried, which is the best, and what that is worth. */
  public String summary() {
    long complete = rows.stream().filter(Row::isComplete).count();
    String tried =
        CountText.of(summaries().size(), "setting")
            + " tried in "
            + CountText.of(rows.size(), "run")
            + (complete == rows.size() ? "" : ", of which " + complete + " are complete");
    Optional<Summary> best = bestFirst().stream().filter(Summary::isComplete).findFirst();
    if (best.isEmpty()) {
      return tried + "; of none all runs are complete.";
    }
    Summary first = best.get();
    String range =
        first.asked() > 1
            ? " (mean of "
                + first.asked()
                + " seeds, "
                + NumberText.interval(first.low(), first.high(), DECIMALS)
                + ")"
            : " (one seed)";
    return tried
        + ". The best on validation data: "
        + first.point().label()
        + ", "
        + metric()
        + " "
        + NumberText.fixed(first.mean(), DECIMALS)
        + range
        + ". As the best of "
        + summaries().size()
        + " it is a little flattered; test data were not looked at.";
  }

  /** What failed or diverged, a sentence each. */
  public List<String> problems() {
    return rows.stream()
        .filter(row -> !row.isComplete() && !row.state().equals("not begun"))
        .map(
            row ->
                row.point().label()
                    + (row.seed() == null ? "" : ", seed " + row.seed())
                    + ": "
                    + (row.problem().isEmpty()
                        ? row.state()
                            + " after "
                            + CountText.of(row.history().epochs().size(), "epoch")
                            + (row.state().equals("diverged")
                                ? "; try a smaller step, or leave these settings out"
                                : "; ask for the sweep again, and it goes on")
                        : row.problem()))
        .toList();
  }

  /**
   * The metric against one setting, a line for each choice of the others: the mean over the seeds,
   * the range from the lowest to the highest seed as a band, each run as a point.
   *
   * @param setting whose values are numbers
   * @throws InputProblem if they are not
   */
  public LineChart against(String setting) {
    if (!varied().contains(setting) || !isNumeric(setting)) {
      throw new InputProblem(
          "chart against '" + setting + "'",
          "the sweep has no numbers of this name",
          "ask for one of " + varied().stream().filter(this::isNumeric).toList());
    }
    LineChart chart = Charts.lines(title, setting, metric());
    Map<String, List<Summary>> lines =
        summaries().stream()
            .sorted(Comparator.comparingDouble(one -> one.point().real(setting)))
            .collect(
                Collectors.groupingBy(
                    one -> others(one.point(), setting), LinkedHashMap::new, Collectors.toList()));
    lines.forEach(
        (name, line) -> {
          double[] x = line.stream().mapToDouble(one -> one.point().real(setting)).toArray();
          chart.band(
              x,
              line.stream().mapToDouble(Summary::low).toArray(),
              line.stream().mapToDouble(Summary::high).toArray());
          chart.line(
              name.isEmpty() ? "mean of the seeds" : name,
              x,
              line.stream().mapToDouble(Summary::mean).toArray());
        });
    List<Row> complete = rows.stream().filter(Row::isComplete).toList();
    if (complete.size() > summaries().size()) {
      chart.points(
          "each run",
          complete.stream().mapToDouble(row -> row.point().real(setting)).toArray(),
          complete.stream().mapToDouble(this::value).toArray());
    }
    double[] all = values(setting).stream().mapToDouble(Double::parseDouble).sorted().toArray();
    if (all[0] > 0 && all[all.length - 1] >= 9.99 * all[0]) {
      chart.getStyler().setXAxisLogarithmic(true);
    }
    return chart;
  }

  private String others(Point point, String setting) {
    return varied().stream()
        .filter(name -> !name.equals(setting))
        .map(name -> name + " " + point.text(name))
        .collect(Collectors.joining(", "));
  }

  /** Every setting a row, the best on top: its mean, and the range of its seeds. */
  public DotChart dots() {
    DotChart chart = Charts.dots(title, metric() + " (mean, lowest and highest seed)");
    bestFirst().forEach(one -> chart.dot(label(one.point()), "", one.range()));
    return chart;
  }

  private String label(Point point) {
    return others(point, "");
  }

  /** The metric by epoch, means over the seeds; of many settings the best {@value #LINES}. */
  public LineChart curves() {
    List<Summary> drawn =
        bestFirst().stream().filter(one -> one.values().getCount() > 0).limit(LINES).toList();
    String which = drawn.size() < summaries().size() ? ": the best " + drawn.size() : "";
    LineChart chart = Charts.lines(title + which, "epoch", metric());
    for (Summary one : drawn) {
      chart.seeds(
          label(one.point()),
          rows.stream()
              .filter(row -> row.isComplete() && row.point().equals(one.point()))
              .map(row -> row.history().values(score.metric()))
              .toList());
    }
    return chart;
  }

  /**
   * The mean over the seeds, and over all other settings that are varied, in shades.
   *
   * @param columns the setting of the columns
   * @param rowSetting the setting of the rows
   */
  public HeatMapChart heatMap(String columns, String rowSetting) {
    List<String> across = sorted(columns);
    List<String> down = sorted(rowSetting);
    double[][] means = new double[down.size()][across.size()];
    for (int r = 0; r < down.size(); r++) {
      for (int c = 0; c < across.size(); c++) {
        String row = down.get(r);
        String column = across.get(c);
        means[r][c] =
            summaries().stream()
                .filter(one -> one.point().text(columns).equals(column))
                .filter(one -> one.point().text(rowSetting).equals(row))
                .mapToDouble(Summary::mean)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
      }
    }
    return Charts.heatMap(title + ": " + metric(), columns, across, rowSetting, down, means);
  }

  private List<String> sorted(String name) {
    return isNumeric(name)
        ? values(name).stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
        : values(name);
  }

  /** The charts that suit what was varied. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    if (rows.stream().noneMatch(Row::isComplete)) {
      return figures;
    }
    List<String> varied = varied();
    Optional<String> axis =
        varied.stream()
            .filter(this::isNumeric)
            .filter(name -> lines(name) <= LINES)
            .max(Comparator.comparingInt(name -> values(name).size()));
    figures.add(
        (axis.isPresent() ? Figure.of(against(axis.get())) : Figure.of(dots())).note(SEEDS));
    if (varied.size() == 2 && varied.stream().allMatch(name -> values(name).size() > 1)) {
      figures.add(
          Figure.of(heatMap(varied.get(0), varied.get(1)))
              .note("Means over the seeds, of validation data."));
    }
    if (rows.stream().anyMatch(row -> row.history().epochs().size() > 1)) {
      figures.add(Figure.of(curves()).note(SEEDS));
    }
    return figures;
  }

  private long lines(String setting) {
    return rows.stream().map(row -> others(row.point(), setting)).distinct().count();
  }

  /** Summary, failures, tables and charts as a page of its own. */
  public HtmlPage page() {
    HtmlPage page = new HtmlPage(title).say(summary());
    problems().forEach(page::say);
    page.show(HtmlTable.of(ranking()));
    figures().forEach(page::show);
    return page.show(HtmlTable.of(table()));
  }

  /**
   * Writes {@code index.html}, {@code runs.csv}, {@code settings.csv} and the charts as PNG and
   * SVG.
   *
   * @param folder made if it is missing
   * @return the page
   * @throws InputProblem if it cannot be written
   */
  public Path save(Path folder) {
    Path page = folder.resolve("index.html");
    InputProblem.ifRefused(
        folder,
        "the report of the sweep cannot be written there",
        "make room or name another folder",
        () -> {
          AtomicFile.writeText(folder.resolve("runs.csv"), csv(table()));
          AtomicFile.writeText(folder.resolve("settings.csv"), csv(ranking()));
          List<Figure> figures = figures();
          for (int i = 0; i < figures.size(); i++) {
            figures.get(i).save(folder, "figure-" + (i + 1));
          }
          AtomicFile.writeText(page, page().html());
        });
    return page;
  }

  private static String csv(Table table) {
    StringWriter text = new StringWriter();
    table.write().csv(text);
    return text.toString();
  }
}
