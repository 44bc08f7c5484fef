package org.helixbook.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGruRuns;
import org.helixbook.model.bigru.BiGruTask;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.language.CharacterLearner;
import org.helixbook.model.language.LanguageRuns;
import org.helixbook.model.language.TextLosses;
import org.helixbook.model.logistic.LogisticRuns;
import org.helixbook.model.logistic.LogisticTask;
import org.helixbook.plot.Charts;
import org.helixbook.plot.Figure;
import org.helixbook.plot.HtmlPage;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.LineChart;
import org.helixbook.plot.NumberText;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.run.TrainingOutcome;
import tech.tablesaw.api.Table;

/**
 * Some runs of a store, compared: their curves, and of each two of them a paired test on what they
 * said of the same test data. Runs that differ in their seed alone stand together.
 */
public final class RunsSideBySide {
  private static final int SETTINGS_IN_A_NAME = 3;
  private static final int BLOCKS = 20;
  private static final int BLOCK = 1000;

  /** Runs with the same settings from several seeds. */
  private record Group(String name, List<StoredRun> runs) {
    RunConfiguration configuration() {
      return runs.get(0).configuration().orElseThrow();
    }

    String kind() {
      RunConfiguration run = configuration();
      return RunKind.all().stream()
          .filter(kind -> kind.holds(run))
          .map(RunKind::name)
          .findFirst()
          .orElse(run.kind());
    }

    List<Long> seeds() {
      return runs.stream().map(run -> run.configuration().orElseThrow().seed()).toList();
    }
  }

  private final RunStore store;
  private final List<StoredRun> runs;
  private final List<Group> groups;
  private final Bootstrap bootstrap;
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Compares.
   *
   * @param store where the runs are: of networks of many tasks the data are made again, to know
   *     their labels
   * @param runs at least two with other settings
   * @param bootstrap how intervals are drawn
   * @throws InputProblem if there are no two to compare, or a configuration cannot be read
   */
  public RunsSideBySide(RunStore store, List<StoredRun> runs, Bootstrap bootstrap) {
    this.store = store;
    this.runs = runs.stream().distinct().toList();
    this.bootstrap = bootstrap;
    this.groups = groups(this.runs);
    if (groups.size() < 2) {
      throw new InputProblem(
          "comparison of runs",
          groups.isEmpty() ? "there are none" : "they differ in their seeds alone",
          "name two runs or more with other settings");
    }
    for (int i = 0; i < groups.size(); i++) {
      for (Group other : groups.subList(i + 1, groups.size())) {
        compare(groups.get(i), other);
      }
    }
  }

  private static List<Group> groups(List<StoredRun> runs) {
    Map<String, List<StoredRun>> bySettings = new LinkedHashMap<>();
    for (StoredRun run : runs) {
      RunConfiguration configuration =
          run.configuration()
              .orElseThrow(
                  () ->
                      new InputProblem(
                          "run " + run.id(),
                          "its configuration cannot be read",
                          "leave it out of the comparison"));
      bySettings.computeIfAbsent(withoutSeed(configuration), key -> new ArrayList<>()).add(run);
    }
    List<List<StoredRun>> all = List.copyOf(bySettings.values());
    List<String> names = names(all.stream().map(group -> group.get(0)).toList());
    return IntStream.range(0, all.size())
        .mapToObj(i -> new Group(names.get(i), all.get(i)))
        .toList();
  }

  private static String withoutSeed(RunConfiguration run) {
    ObjectNode training = (ObjectNode) run.training();
    training.put("seed", 0);
    return new RunConfiguration(
            run.kind(),
            run.experiment(),
            run.network(),
            training,
            run.data(),
            run.preparation(),
            run.codeVersion(),
            run.threads())
        .toJson();
  }

  /** What differs between them, in words; the run's id where that would be too long or the same. */
  private static List<String> names(List<StoredRun> runs) {
    Map<String, List<String>> columns = differing(runs);
    List<String> names =
        IntStream.range(0, runs.size())
            .mapToObj(
                i ->
                    columns.entrySet().stream()
                        .limit(SETTINGS_IN_A_NAME)
                        .map(column -> column.getKey() + " " + column.getValue().get(i))
                        .collect(Collectors.joining(", ")))
            .toList();
    return IntStream.range(0, runs.size())
        .mapToObj(
            i ->
                names.stream().filter(names.get(i)::equals).count() == 1
                    ? names.get(i)
                    : names.get(i) + " (" + runs.get(i).id() + ")")
        .toList();
  }

  /**
   * The settings in which runs differ, but for their seeds.
   *
   * @return a value a run by the setting's short name
   */
  public static Map<String, List<String>> differing(Collection<StoredRun> runs) {
    Map<String, List<String>> columns =
        new LinkedHashMap<>(
            new DifferingSettings(
                    runs.stream()
                        .map(run -> run.configuration().map(RunConfiguration::values).orElseThrow())
                        .toList())
                .columns());
    columns.remove("seed");
    return columns;
  }

  private void compare(Group one, Group other) {
    String both = "'" + one.name() + "' and '" + other.name() + "'";
    if (!one.kind().equals(other.kind())) {
      notes.add(both + " are networks of different kinds: no test.");
      return;
    }
    String tested = one.kind().equals(LanguageRuns.NAME) ? "heldOut" : "test";
    if (!one.configuration().data().get(tested).equals(other.configuration().data().get(tested))) {
      notes.add(both + " were tested on different data: no test.");
      return;
    }
    try {
      comparisons.add(compared(one, other));
    } catch (InputProblem | IllegalArgumentException e) {
      notes.add(both + ": no test (" + e.getMessage() + ").");
    }
  }

  private Comparison compared(Group one, Group other) {
    return switch (one.kind()) {
      case CnnRuns.NAME -> Comparison.ofAccuracy(predictions(one), predictions(other), bootstrap);
      case LanguageRuns.NAME -> {
        Trials<TextLosses> first = losses(one);
        int block = Math.max(1, Math.min(BLOCK, first.examples() / BLOCKS));
        yield Comparison.ofText(first, losses(other), block, bootstrap);
      }
      case BiGruRuns.NAME, LogisticRuns.NAME ->
          Comparison.ofTasks(reports(one), reports(other), TaskMetric.AUROC, bootstrap);
      default ->
          throw new InputProblem(
              "runs of kind " + one.kind(),
              "what they said is not known here",
              "look at the curves");
    };
  }

  private static InputProblem notComplete(StoredRun run) {
    return new InputProblem(
        "run " + run.id(),
        "what it said of its test data is not kept",
        "resume it (helixbook runs resume " + run.id() + ")");
  }

  private static Trials<Predictions> predictions(Group group) {
    List<String> classes = null;
    for (StoredRun run : group.runs()) {
      byte[] csv = run.file("predictions.csv").orElseThrow(() -> notComplete(run));
      String head = new String(csv, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      classes = IntStream.range(0, head.split(",").length - 3).mapToObj(i -> "class " + i).toList();
    }
    return Trials.of(group.name(), "the same test data", classes, group.runs());
  }

  private static Trials<TextLosses> losses(Group group) {
    List<Trial<TextLosses>> trials = new ArrayList<>();
    for (int i = 0; i < group.runs().size(); i++) {
      StoredRun run = group.runs().get(i);
      TextLosses said =
          run.file(CharacterLearner.HELD_OUT_FILE)
              .map(CharacterLearner::doubles)
              .map(TextLosses::new)
              .orElseThrow(() -> notComplete(run));
      trials.add(
          Trial.recorded(
              group.seeds().get(i),
              run.id().text(),
              run.history(),
              TrainingOutcome.Status.FINISHED,
              () -> said));
    }
    int letters = trials.get(0).test().size();
    return new Trials<>(group.name(), "the same text", 0, letters, trials);
  }

  /** Asks for the runs again: the store gives them at once, with their data made anew. */
  private Trials<MultiTaskReport> reports(Group group) {
    for (StoredRun run : group.runs()) {
      if (run.state() != StoredRun.State.COMPLETE) {
        throw notComplete(run);
      }
    }
    RunConfiguration run = group.configuration();
    Variant<MultiTaskReport> variant;
    if (group.kind().equals(LogisticRuns.NAME)) {
      LogisticTask task = new LogisticRuns().task(run, Progress.silent());
      variant = new LogisticVariant(group.name(), task.regression(), task.data());
    } else {
      BiGruTask task = new BiGruRuns().task(run, Progress.silent());
      variant =
          new BiGruVariant(
              group.name(),
              run.experiment(),
              task.description(),
              task.data(),
              run.trainingAs(BiGruTraining.class));
    }
    if (!variant.configuration(run.seed()).equals(run)) {
      throw new InputProblem(
          "run " + run.id(),
          "this code or this number of threads would compute it anew",
          "compare runs of this version of the kit");
    }
    return new Experiment(store, group.seeds(), Progress.silent()).run(variant);
  }

  /** The tests, a row a pair. */
  public Table tests() {
    return Comparison.table("Paired tests on the same test data", comparisons);
  }

  /** Pairs without a test and why, p-values over tasks, and what many tests mean. */
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    comparisons.stream()
        .filter(one -> one.tasks().isPresent())
        .forEach(
            one ->
                all.add(
                    one.first()
                        + " against "
                        + one.second()
                        + ", "
                        + one.metric()
                        + " over the tasks: p of Wilcoxon's signed-rank test "
                        + NumberText.probability(one.p())
                        + "."));
    if (comparisons.size() > 1) {
      all.add(
          comparisons.size()
              + " pairs were tested: of twenty such tests one is below 0.05 by chance alone.");
    }
    return all;
  }

  /** A chart of each figure that all runs measured after each epoch. */
  public List<Figure> figures() {
    List<String> metrics = new ArrayList<>(runs.get(0).history().metrics());
    runs.forEach(run -> metrics.retainAll(run.history().metrics()));
    return metrics.stream()
        .map(metric -> Figure.of(curves(metric)).note("Means; bands: lowest to highest seed."))
        .toList();
  }

  private LineChart curves(String metric) {
    LineChart chart = Charts.lines(EpochRecord.words(metric), "epoch", EpochRecord.words(metric));
    for (Group group : groups) {
      chart.seeds(
          group.name(), group.runs().stream().map(run -> run.history().values(metric)).toList());
    }
    return chart;
  }

  /** Tests, curves and the runs as a page of its own. */
  public HtmlPage page() {
    HtmlPage page = new HtmlPage("Runs side by side");
    if (!comparisons.isEmpty()) {
      page.show(HtmlTable.of(tests()));
    }
    notes().forEach(page::say);
    figures().forEach(page::show);
    return page.show(HtmlTable.of(RunComparison.table("The runs", runs)));
  }
}
