package org.helixbook.notebook;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.helixbook.claims.ClaimCatalogue;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.engine.BackendReport;
import org.helixbook.engine.NumericBackend;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Variant;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.experiment.sweep.Sweep;
import org.helixbook.experiment.sweep.SweepReport;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.PlainProgress;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.SettingText;
import org.helixbook.plot.Charts;
import org.helixbook.plot.Drawing;
import org.helixbook.plot.Figure;
import org.helixbook.plot.FontCheck;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.HtmlText;
import org.helixbook.run.History;
import org.helixbook.run.Profile;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.run.WorkingCopy;
import org.helixbook.storage.KitFolder;
import org.helixbook.storage.Seeds;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * What the cells of one notebook call. A notebook begins with
 *
 * <pre>{@code
 * var notebook = Notebook.open("paper1-spectrogram-cnn/04-model-2");
 * int epochs = notebook.parameter("epochs", 1, 8, 125);
 * notebook.showParameters();
 * }</pre>
 */
public final class Notebook {
  /** The environment variable that, set to {@code silent}, hides progress. */
  public static final String PROGRESS_VARIABLE = "HELIXBOOK_PROGRESS";

  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private final String name;
  private final Profile profile;
  private final Seeds seeds;
  private final Map<String, String> environment;
  private final CellOutput output;
  private final Path workingFolder;
  private final Path reportFolder;
  private final Parameters parameters;
  private final Optional<SweepPlan> plan;
  private final ResultLog log;
  private final ClaimCatalogue claims = ClaimCatalogue.load();

  private Notebook(
      String name,
      Profile profile,
      Seeds seeds,
      Map<String, String> environment,
      CellOutput output,
      Path workingFolder,
      Path reportFolder) {
    this.name = name;
    this.profile = profile;
    this.seeds = seeds;
    this.plan = SweepPlan.in(environment);
    this.environment = plan.map(asked -> asked.applied(environment)).orElse(environment);
    this.output = output;
    this.workingFolder = workingFolder;
    this.reportFolder = reportFolder;
    this.parameters = new Parameters(profile, this.environment);
    this.log = ResultLog.open(reportFolder, name, profile.label());
  }

  /**
   * Opens a notebook and shows its header: profile, seed, processors, code version, and where
   * results go. Results that an earlier execution of the same notebook recorded are forgotten.
   *
   * @param name its place under {@code notebooks/}, such as {@code
   *     paper1-spectrogram-cnn/04-model-2}
   * @return what the following cells call
   * @throws InputProblem if a setting of the environment cannot be read, or the report folder
   *     cannot be written
   */
  public static Notebook open(String name) {
    return open(name, System.getenv(), KernelOutput.KNOWN_CLASSES, KitFolder.root());
  }

  /** The same in surroundings that a test makes. */
  static Notebook open(
      String name,
      Map<String, String> environment,
      List<String> displayClasses,
      Path workingFolder) {
    if (!name.matches("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")) {
      throw new InputProblem(
          "notebook '" + name + "'",
          "this is not a notebook's name",
          "write its place under notebooks/ without .ipynb, such as"
              + " paper1-spectrogram-cnn/04-model-2");
    }
    if (System.getProperty(LOG_LEVEL) == null) {
      // Read once, when the first library logs. The kit's own kernel has it from its start.
      System.setProperty(LOG_LEVEL, "warn");
    }
    KitVariable.check(environment, workingFolder);
    Profile profile = Profile.from(environment);
    Seeds seeds = KitVariable.seeds(environment);
    Path reportFolder = ReportFolder.of(environment, workingFolder);
    Header header =
        new Header(
            name,
            profile,
            seeds.base(),
            NumericBackend.threadsFrom(environment.get(NumericBackend.THREADS)),
            WorkingCopy.commit(KitFolder.root(workingFolder)),
            reportFolder,
            profile == Profile.PAPER
                ? Header.expected(KitFolder.root(workingFolder), name, profile)
                : OptionalDouble.empty());
    CellOutput output = outputThatTakes(header.toHtml(), displayClasses);
    return new Notebook(name, profile, seeds, environment, output, workingFolder, reportFolder);
  }

  private static CellOutput outputThatTakes(HtmlFragment header, List<String> displayClasses) {
    PlainOutput text = new PlainOutput(() -> System.out);
    // The classes of a kernel may be there though another one runs, or none.
    for (KernelOutput kernel : KernelOutput.find(displayClasses, text)) {
      if (kernel.tryToShow(header).isPresent()) {
        return kernel;
      }
    }
    text.show(header);
    return text;
  }

  /** Whether progress is hidden. */
  static boolean isSilent(Map<String, String> environment) {
    Optional<String> given = SettingText.given(environment, PROGRESS_VARIABLE);
    if (given.isPresent() && !given.get().equalsIgnoreCase("silent")) {
      throw new InputProblem(
          PROGRESS_VARIABLE,
          "'" + given.get() + "' is not silent, the only value that it has",
          "set it to silent to hide progress, or unset it");
    }
    return given.isPresent();
  }

  /** How much work this execution does. */
  public Profile profile() {
    return profile;
  }

  /** The seeds of this execution; {@code HELIXBOOK_SEED} chooses their base, 1 without it. */
  public Seeds seeds() {
    return seeds;
  }

  /** How many threads the library computes with. */
  public int threads() {
    return NumericBackend.prepare();
  }

  /** What decides whether the numbers come out right and fast on this machine, a line a topic. */
  public BackendReport machine() {
    return NumericBackend.check().with(JavaHeap.finding()).with(FontCheck.finding());
  }

  /** Where results and figures go. */
  public Path reportFolder() {
    return reportFolder;
  }

  /**
   * Gives a parameter that the library takes another value, for every profile. Call it above the
   * cell that takes the parameter. The environment comes first, as for every parameter.
   *
   * @param name of the parameter
   * @param value its value, such as {@code 0.01}, {@code true} or one of a choice
   */
  public void set(String name, Object value) {
    parameters.set(name, value);
  }

  /**
   * A whole-number parameter.
   *
   * @param name in words; {@code HELIXBOOK_} and the name in capitals with underscores is the
   *     environment variable that overrides it
   * @param smoke its value in smoke
   * @param quick its value in quick
   * @param paper its value in paper
   * @return the value for this execution
   * @throws InputProblem if the environment's value is not a whole number, negative, or 0 where no
   *     profile has 0
   */
  public int parameter(String name, int smoke, int quick, int paper) {
    return parameters.whole(name, smoke, quick, paper);
  }

  /**
   * A whole-number parameter of which only some values can be used: others are refused here, and
   * not after what is computed first.
   *
   * @param least the smallest value
   * @param most the greatest value
   * @throws InputProblem if the environment's value is none of these
   */
  public int parameter(String name, int smoke, int quick, int paper, int least, int most) {
    return parameters.whole(name, smoke, quick, paper, least, most);
  }

  /**
   * A real parameter.
   *
   * @param name as for a whole number
   * @param smoke its value in smoke
   * @param quick its value in quick
   * @param paper its value in paper
   * @return the value for this execution
   * @throws InputProblem if the environment's value is not a number of at least 0
   */
  public double parameter(String name, double smoke, double quick, double paper) {
    return parameters.real(name, smoke, quick, paper);
  }

  /**
   * A real parameter of which only some values can be used.
   *
   * @param least the smallest value; it may be negative
   * @param most the greatest value
   * @throws InputProblem if the environment's value is none of these
   */
  public double parameter(
      String name, double smoke, double quick, double paper, double least, double most) {
    return parameters.real(name, smoke, quick, paper, least, most);
  }

  /**
   * A text parameter.
   *
   * @param name as for a whole number
   * @param smoke its value in smoke
   * @param quick its value in quick
   * @param paper its value in paper
   * @return the value for this execution
   */
  public String parameter(String name, String smoke, String quick, String paper) {
    return parameters.text(name, smoke, quick, paper);
  }

  /**
   * A yes-or-no parameter.
   *
   * @param name as for a whole number
   * @param smoke its value in smoke
   * @param quick its value in quick
   * @param paper its value in paper
   * @return the value for this execution
   * @throws InputProblem if the environment's value is neither true nor false
   */
  public boolean parameter(String name, boolean smoke, boolean quick, boolean paper) {
    return parameters.flag(name, smoke, quick, paper);
  }

  /**
   * A parameter that is one of a few choices.
   *
   * @param name as for a whole number
   * @param smoke its value in smoke
   * @param quick its value in quick
   * @param paper its value in paper
   * @param <E> the choices; the environment names one in lower case with hyphens
   * @return the value for this execution
   * @throws InputProblem if the environment's value is none of the choices
   */
  public <E extends Enum<E>> E parameter(String name, E smoke, E quick, E paper) {
    return parameters.choice(name, smoke, quick, paper);
  }

  /**
   * A whole-number parameter with the same value in every profile.
   *
   * @param name as above
   * @return the value for this execution
   * @throws InputProblem if the environment's value is not a whole number, negative, or 0 where no
   *     profile has 0
   */
  public int parameter(String name, int value) {
    return parameter(name, value, value, value);
  }

  /**
   * A real parameter with the same value in every profile.
   *
   * @param name as above
   * @return the value for this execution
   * @throws InputProblem if the environment's value is not a number of at least 0
   */
  public double parameter(String name, double value) {
    return parameter(name, value, value, value);
  }

  /**
   * A text parameter with the same value in every profile.
   *
   * @param name as above
   * @return the value for this execution
   */
  public String parameter(String name, String value) {
    return parameter(name, value, value, value);
  }

  /**
   * A text parameter that is one of a few, with the same value in every profile.
   *
   * @param name as above
   * @param choices all that it may be
   * @return the value for this execution
   * @throws InputProblem if the environment's value is none of the choices
   */
  public String parameter(String name, String value, List<String> choices) {
    return parameters.oneOf(name, choices, value);
  }

  /**
   * A yes-or-no parameter with the same value in every profile.
   *
   * @param name as above
   * @return the value for this execution
   * @throws InputProblem if the environment's value is neither true nor false
   */
  public boolean parameter(String name, boolean value) {
    return parameter(name, value, value, value);
  }

  /**
   * A choice with the same value in every profile.
   *
   * @param name as above
   * @param <E> the choices
   * @return the value for this execution
   * @throws InputProblem if the environment's value is none of the choices
   */
  public <E extends Enum<E>> E parameter(String name, E value) {
    return parameter(name, value, value, value);
  }

  /**
   * Shows all parameters taken so far: the value here, and that of each profile beside it; and
   * which variables of the environment look like parameters and are none of this notebook. Open are
   * the first five and those that were changed from outside; the others are folded.
   */
  public void showParameters() {
    HtmlTable first = HtmlTable.of(parameters.table());
    HtmlTable more = HtmlTable.of(parameters.more());
    output.show(
        more.rows().isEmpty()
            ? new HtmlFragment(first.toHtml(), first.toString())
            : new HtmlFragment(first.toHtml() + more.folded(), first + "\n" + more));
    List<String> unread = parameters.unread();
    if (!unread.isEmpty()) {
      output.print("Set, and no parameter of this notebook: " + String.join(", ", unread));
    }
  }

  /**
   * Shows something below the cell: a chart, a table, HTML or a picture as such, anything else as
   * text.
   *
   * @param content an XChart {@link Chart}, {@link Drawing}, {@link Figure}, Tablesaw {@link
   *     Table}, {@link HtmlTable}, {@link HtmlFragment}, {@link SweepReport}, {@link
   *     BufferedImage}, or any object
   */
  public void show(Object content) {
    if (content instanceof Chart<?, ?> chart) {
      show(Figure.of(chart));
    } else if (content instanceof Drawing drawing) {
      show(Figure.of(drawing));
    } else if (content instanceof Figure figure) {
      output.show(sourced(figure).toHtml());
    } else if (content instanceof HtmlTable table) {
      output.show(new HtmlFragment(table.toHtml(), table.toString()));
    } else if (content instanceof Table table) {
      show(HtmlTable.of(table));
    } else if (content instanceof HtmlFragment fragment) {
      output.show(fragment);
    } else if (content instanceof SweepReport swept) {
      say(swept.summary());
      swept.problems().forEach(this::say);
      show(swept.ranking());
      swept.figures().forEach(this::show);
    } else if (content instanceof BufferedImage image) {
      output.show(picture(image));
    } else {
      output.print(String.valueOf(content));
    }
  }

  /**
   * Shows a sentence below the cell, as running text: its lines break between words, which those of
   * printed text do not.
   *
   * @param sentence such as one that is put together from results
   */
  public void say(String sentence) {
    output.show(
        new HtmlFragment(
            "<p style=\"margin:0.4em 0\">" + HtmlText.escape(sentence) + "</p>", sentence));
  }

  /**
   * Says whether an answer to one of the notebooks' exercises is right, or gives a hint.
   *
   * @param exercise its name
   * @param answer a number; null as long as there is none
   * @throws InputProblem if there is no such exercise
   */
  public void check(String exercise, Number answer) {
    say(Exercises.load().tell(exercise, answer));
  }

  private static HtmlFragment picture(BufferedImage image) {
    String size = image.getWidth() + " x " + image.getHeight() + " pixels";
    return HtmlFragment.picture(
        HtmlFragment.png(image), image.getWidth(), "picture of " + size, "[picture, " + size + "]");
  }

  /**
   * Shows an XChart chart and saves it as PNG and SVG under {@code figures/} of the report folder.
   * The profile is written under it.
   *
   * @param fileName lower-case letters, digits and hyphens
   * @param chart the chart; its title is written above it
   * @throws InputProblem if the name is not a file name or the folder cannot be written
   */
  public void figure(String fileName, Chart<?, ?> chart) {
    figure(fileName, Figure.of(chart));
  }

  /**
   * Shows and saves a chart with a note.
   *
   * @param fileName as above
   * @param note what is written under it after the profile, such as {@code "Means of 3 seeds."}
   * @throws InputProblem as above
   */
  public void figure(String fileName, Chart<?, ?> chart, String note) {
    figure(fileName, Figure.of(chart).note(note));
  }

  /**
   * Shows and saves what XChart cannot draw.
   *
   * @param fileName as above
   * @param drawing the drawing; its title is written above it
   * @throws InputProblem as above
   */
  public void figure(String fileName, Drawing drawing) {
    figure(fileName, Figure.of(drawing));
  }

  /**
   * Shows and saves a drawing with a note.
   *
   * @param fileName as above
   * @param note what is written under it after the profile
   * @throws InputProblem as above
   */
  public void figure(String fileName, Drawing drawing, String note) {
    figure(fileName, Figure.of(drawing).note(note));
  }

  /**
   * Shows and saves a finished figure, such as one of charts side by side. A figure without a
   * source of its own is of this execution: the profile is written under it.
   *
   * @param fileName as above
   * @throws InputProblem as above
   */
  public void figure(String fileName, Figure figure) {
    Figure sourced = sourced(figure);
    save(fileName, sourced);
    show(sourced);
  }

  /**
   * Saves a figure that is on show already, such as live curves that have come to their end.
   *
   * @param fileName as for {@link #figure}
   * @throws InputProblem if the name is not a file name or the folder cannot be written
   */
  public void save(String fileName, Figure figure) {
    sourced(figure).save(reportFolder.resolve("figures"), fileName);
  }

  private Figure sourced(Figure figure) {
    return figure.source().isEmpty() ? figure.source("Profile: " + profile.label() + ".") : figure;
  }

  /** A listener for long work: a bar in place, or lines without rich display. */
  public Progress progress() {
    if (isSilent(environment)) {
      return Progress.silent();
    }
    return output.isRich()
        ? new HtmlProgress(output, System::nanoTime)
        : new PlainProgress(System.out, Duration.ofSeconds(10));
  }

  /**
   * The trainings of all executions: a complete one is given at once, a stopped one goes on. {@code
   * HELIXBOOK_RUNS} chooses their folder, {@code .helixbook/runs} without it.
   */
  public RunStore runs() {
    return RunStore.from(environment, workingFolder).calledFrom(name);
  }

  /**
   * Curves of accuracy and loss that grow in place, epoch by epoch.
   *
   * @param title such as {@code Model 2: training}
   * @return the curves, empty
   */
  public LiveCurves liveCurves(String title) {
    return liveCurves(histories -> Charts.training(title, histories));
  }

  /**
   * Curves that grow in place, epoch by epoch.
   *
   * @param drawing of the histories so far, a seed each
   * @return the curves, empty
   */
  public LiveCurves liveCurves(Function<List<History>, Figure> drawing) {
    return new LiveCurves(histories -> sourced(drawing.apply(histories)), liveFigure());
  }

  /**
   * An experiment whose runs are kept in {@link #runs}, from consecutive seeds that begin with
   * {@code HELIXBOOK_SEED}.
   *
   * @param seedCount how many seeds, at least 1
   * @return {@code experiment(3).run(variant)} trains a variant; {@link Experiment#listeningTo}
   *     with {@link #liveCurves(String)} shows how
   */
  public Experiment experiment(int seedCount) {
    Experiment experiment = new Experiment(runs(), seeds.consecutive(seedCount), progress());
    return plan.map(asked -> experiment.before(variant -> answer(asked, variant)))
        .orElse(experiment);
  }

  private void answer(SweepPlan asked, Variant<?> variant) {
    asked.answer(variant, seeds.consecutive(asked.seeds()), parameters.names());
  }

  /** What is not asked for has the first value that the notebook's own sweep gives it. */
  private void answer(
      SweepPlan asked, Sweep sweep, Function<Point, ? extends Variant<?>> variantOf) {
    Map<String, String> point = new LinkedHashMap<>(sweep.points().get(0).settings());
    Map<String, String> names = parameters.names();
    for (String axis : sweep.names()) {
      names.put(Parameters.variable(axis), axis);
      asked.setting(axis).ifPresent(value -> point.put(axis, value));
    }
    asked.answer(variantOf.apply(new Point(point)), seeds.consecutive(asked.seeds()), names);
  }

  /**
   * Tries many settings, each from consecutive seeds, and judges them on validation data: test data
   * choose nothing. Runs are kept in {@link #runs}: complete ones are not computed again, and after
   * an interrupt the same call goes on. {@link #show} shows what came of it.
   *
   * @param sweep which settings
   * @param seedCount how many seeds, at least 1
   * @param variantOf what to train with some settings
   * @return tables and charts; also if some runs failed
   * @throws InputProblem if two settings ask for the same run
   */
  public SweepReport sweep(
      Sweep sweep, int seedCount, Function<Point, ? extends Variant<?>> variantOf) {
    plan.ifPresent(asked -> answer(asked, sweep, variantOf));
    return sweep.run(
        experiment(seedCount), "Sweep over " + String.join(", ", sweep.names()), variantOf);
  }

  /** A place for a figure that is redrawn while work goes on. */
  public LiveFigure liveFigure() {
    return new LiveFigure(output);
  }

  /**
   * Records a number that needs no data, such as a count of parameters.
   *
   * @param id a measurement that a claim expects, from which text, unit and printed figure come
   * @param value the number; NaN if it is undefined
   * @throws InputProblem if no claim expects the id, or the file cannot be written
   */
  public void record(String id, double value) {
    record(id, value, Provenance.none());
  }

  /**
   * Records a number.
   *
   * @param id a measurement that a claim expects, from which text, unit and printed figure come
   * @param value the number; NaN if it is undefined
   * @param provenance data set, reading, seeds and runs behind it
   * @throws InputProblem if no claim expects the id, or the file cannot be written
   */
  public void record(String id, double value, Provenance provenance) {
    record(Result.of(id, value, provenance));
  }

  /**
   * Records a number with its 95 % interval.
   *
   * @param id a measurement that a claim expects, from which text, unit and printed figure come
   * @param measured number and interval; NaN where it is undefined
   * @param provenance data set, reading, seeds and runs behind it
   * @throws InputProblem if no claim expects the id, or the file cannot be written
   */
  public void record(String id, ConfidenceInterval measured, Provenance provenance) {
    record(Result.of(id, measured, provenance));
  }

  /**
   * Records a comparison: its difference, the interval, and the p-value of its paired test.
   *
   * @param id a measurement that a claim expects, from which text, unit and printed figure come
   * @param comparison with the data set, seeds and runs behind it
   * @throws InputProblem if no claim expects the id, or the file cannot be written
   */
  public void record(String id, Comparison comparison) {
    record(Result.of(id, comparison));
  }

  /**
   * Records a result: in {@code results/<notebook>.json} of the report folder, and below the cell,
   * where ledger and report link to. One with the same id, data set and variant is replaced.
   *
   * @param result what was measured, under an id that a claim expects
   * @throws InputProblem if no claim expects the id, or the file cannot be written
   */
  public void record(Result result) {
    record(List.of(result));
  }

  /**
   * Records several results and shows them as one table.
   *
   * @param results as for one; of none nothing is shown
   * @throws InputProblem if no claim expects one of the ids, or the file cannot be written
   */
  public void record(List<Result> results) {
    if (!results.isEmpty()) {
      List<Result> described = departing(results).stream().map(claims::describe).toList();
      output.show(ResultLines.of(described.stream().map(log::record).toList()));
    }
  }

  /** In the profile of the published protocol: what was changed of it, and what was stopped. */
  private List<Result> departing(List<Result> results) {
    if (profile != Profile.PAPER) {
      return results;
    }
    String changed = String.join("; ", parameters.departures());
    List<StoredRun> kept = runs().runs();
    return results.stream()
        .map(
            one ->
                one.isReference()
                    ? one
                    : one.departing(changed)
                        .departing(
                            kept.stream()
                                .filter(run -> one.runs().contains(run.id().text()))
                                .filter(run -> run.standing().state() == StoredRun.State.PARTIAL)
                                .map(run -> run.standing().epochs() + " of run " + run.id())
                                .toArray(String[]::new)))
        .toList();
  }

  /** All main results that notebooks recorded in this report folder, notebook by notebook. */
  public List<Result> recorded() {
    return ResultLog.readAll(reportFolder);
  }

  /**
   * One of the kit's reference results: what an earlier run gave, to be shown beside the reader's
   * own and named as such.
   *
   * @param folder its name in {@code notebooks/reference-results}
   * @return the folder; empty if the kit does not carry it
   */
  public Optional<Path> referenceResults(String folder) {
    return Optional.of(referenceResults().resolve(folder)).filter(Files::isDirectory);
  }

  /** The folder of all reference results of the kit, which may not be there. */
  public Path referenceResults() {
    return KitFolder.root(workingFolder).resolve("notebooks").resolve("reference-results");
  }

  /**
   * Writes a sweep into the report folder, below {@code sweeps}: a page, its charts, and CSV; and
   * says where.
   *
   * @param swept what came of it
   * @param folder lower-case letters, digits and hyphens
   * @throws InputProblem if it cannot be written
   */
  public void save(SweepReport swept, String folder) {
    say("All runs as page and CSV: " + swept.save(reportFolder.resolve("sweeps").resolve(folder)));
  }

  /**
   * The ledger of everything that notebooks recorded in this report folder, in any order and
   * profile.
   *
   * @return an entry for every claim, also where nothing was measured
   * @throws InputProblem if a result file is damaged, or holds a result that no claim expects
   */
  public Ledger ledger() {
    return Ledger.of(reportFolder, profile.label());
  }

  /**
   * Shows the ledger, paper by paper; its numbers lead to the cells that recorded them.
   *
   * @param ledger all entries or those of one paper
   */
  public void show(Ledger ledger) {
    String up = name.replaceAll("[^/]+", "").replace("/", "../");
    show(new LedgerPage(ledger, up + "../").entries());
  }

  /**
   * Writes the ledger into the report folder: {@value Ledger#FILE} for machines, what the report's
   * first page shows of it, and the reproduction report.
   *
   * @param ledger all entries
   * @return the file for machines
   * @throws InputProblem if it cannot be written
   */
  public Path save(Ledger ledger) {
    new ReproductionReport(ledger, reportFolder, runs()).write();
    return LedgerReport.write(ledger, reportFolder);
  }
}
