package org.helixbook.paper1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.claims.Criterion;
import org.helixbook.claims.Result;
import org.helixbook.claims.Rule;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.ClassifierReport;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Trial;
import org.helixbook.experiment.Trials;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.threshold.Threshold;
import org.helixbook.notebook.Notebook;
import org.helixbook.plot.Charts;
import org.helixbook.plot.NumberText;
import org.helixbook.plot.SpecificationCurve;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.storage.AtomicFile;
import tech.tablesaw.api.Table;

/**
 * What Model 2a did in the worlds of a {@link Multiverse}. None of them is the protocol of a claim:
 * what is counted here is a finding, and no verdict.
 *
 * @param worlds in the order of the draw
 */
public record MultiverseReport(List<World> worlds) {
  private static final double LEVEL = 0.95;
  private static final int DIVERGED = -1;
  private static final String MADE =
      "restore it from the repository, or give: helixbook reference paper1-multiverse";

  /** Copies the list. */
  public MultiverseReport {
    worlds = List.copyOf(worlds);
  }

  /**
   * One world.
   *
   * @param choices its answers
   * @param windows how many it was tested on
   * @param seeds of its trainings
   * @param accuracies of the trainings that ended; fewer than seeds if one diverged
   * @param leftIn the epoch in which each training left the loss of guessing, from 1; 0 if it never
   *     did, -1 if it diverged
   * @param accuracy mean with its interval over test windows and seeds; NaN if all diverged
   * @param auc likewise; coding windows are to be found
   * @param minusOpenFrame accuracy minus that of the rule "an open forward frame is coding"
   * @param minusRatio accuracy minus that of a threshold on the period-3 ratio
   * @param runs the ids of the runs
   */
  public record World(
      Point choices,
      int windows,
      List<Long> seeds,
      List<Double> accuracies,
      List<Integer> leftIn,
      ConfidenceInterval accuracy,
      ConfidenceInterval auc,
      ConfidenceInterval minusOpenFrame,
      ConfidenceInterval minusRatio,
      List<String> runs) {

    /** Copies the lists. */
    public World {
      seeds = List.copyOf(seeds);
      accuracies = List.copyOf(accuracies);
      leftIn = List.copyOf(leftIn);
      runs = List.copyOf(runs);
    }

    /** Scores the trainings of a world beside the two baselines, which are fitted here. */
    static World of(
        Point choices, Trials<Predictions> trials, SequenceSplit split, Bootstrap bootstrap) {
      List<Trial<Predictions>> ended =
          trials.trials().stream()
              .filter(trial -> trial.status() == TrainingOutcome.Status.FINISHED)
              .toList();
      List<Integer> leftIn = trials.trials().stream().map(World::leftIn).toList();
      if (ended.isEmpty()) {
        ConfidenceInterval none = new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN, LEVEL);
        return new World(
            choices,
            trials.examples(),
            trials.seeds(),
            List.of(),
            leftIn,
            none,
            none,
            none,
            none,
            trials.runs());
      }
      Trials<Predictions> network =
          new Trials<>(
              trials.name(), trials.dataset(), trials.parameters(), trials.examples(), ended);
      return new World(
          choices,
          trials.examples(),
          trials.seeds(),
          network.decisions().accuracies(),
          leftIn,
          network.decisions().accuracy(bootstrap, ClassifierReport.DRAWS_OF_ACCURACY),
          network.decisions().auc(0, bootstrap, ClassifierReport.DRAWS_OF_AUC),
          minus(network, Threshold.openFrame(split.train()), split, bootstrap),
          minus(network, Threshold.period3(split.train()), split, bootstrap),
          trials.runs());
    }

    private static ConfidenceInterval minus(
        Trials<Predictions> network, Threshold baseline, SequenceSplit split, Bootstrap bootstrap) {
      return Comparison.ofAccuracy(
              network, Trials.of(baseline, network.dataset(), split.test()), bootstrap)
          .difference();
    }

    private static int leftIn(Trial<Predictions> trial) {
      return trial.status() == TrainingOutcome.Status.FINISHED
          ? ChancePlateau.leftIn(trial.history().values("trainLoss")).orElse(0)
          : DIVERGED;
    }

    long left() {
      return leftIn.stream().filter(epoch -> epoch > 0).count();
    }

    /** How its trainings fared, for the legend. */
    String fared() {
      return left() == leftIn.size()
          ? "all trainings left the plateau"
          : left() == 0 ? "no training left the plateau" : "some trainings left the plateau";
    }
  }

  /** Something that is asked of every world. */
  private record Question(String text, Function<World, Rule.Outcome> answer) {}

  private static List<Question> questions() {
    Rule printed = rule("P1.7-accuracy");
    Rule better = new Rule.Difference(Rule.Direction.above, 0);
    Rule betterThanChance = new Rule.Difference(Rule.Direction.above, 0.5);
    return List.of(
        new Question(
            "P1.7: the accuracy is the printed .98 (" + printed.inWords() + ")",
            world -> judge(printed, world.accuracy())),
        new Question(
            "every training leaves the loss of guessing",
            world ->
                world.left() == world.leftIn().size() ? Rule.Outcome.HOLDS : Rule.Outcome.FAILS),
        new Question(
            "the network orders windows better than chance (AUC above .5)",
            world -> judge(betterThanChance, world.auc())),
        new Question(
            "P1.15: it is more often right than the period-3 ratio",
            world -> judge(better, world.minusRatio())),
        new Question(
            "it is more often right than the rule of the open forward frame",
            world -> judge(better, world.minusOpenFrame())));
  }

  private static Rule rule(String measurement) {
    return new PaperOne()
        .claims().stream()
            .flatMap(claim -> claim.measurements().stream())
            .filter(criterion -> criterion.id().equals(measurement))
            .map(Criterion::rule)
            .findFirst()
            .orElseThrow();
  }

  private static Rule.Outcome judge(Rule rule, ConfidenceInterval measured) {
    return Double.isNaN(measured.value())
        ? Rule.Outcome.FAILS
        : rule.judge(Result.of("P1.7-accuracy", measured, Provenance.none()));
  }

  private long count(Question question, Rule.Outcome outcome) {
    return worlds.stream().filter(world -> question.answer().apply(world) == outcome).count();
  }

  /** A row a statement: in how many worlds it holds, does not hold, or is undecided. */
  public Table verdicts() {
    return Columns.of(questions())
        .text("statement", Question::text)
        .whole("holds in", each -> count(each, Rule.Outcome.HOLDS))
        .whole("does not hold in", each -> count(each, Rule.Outcome.FAILS))
        .whole("undecided in", each -> count(each, Rule.Outcome.UNDECIDED))
        .table("Of " + CountText.of(worlds.size(), "world"));
  }

  /** The same as one sentence. */
  public String sentence() {
    return "Of "
        + CountText.of(worlds.size(), "world")
        + ": "
        + questions().stream()
            .map(
                each ->
                    each.text()
                        + ": in "
                        + count(each, Rule.Outcome.HOLDS)
                        + ", not in "
                        + count(each, Rule.Outcome.FAILS)
                        + ", undecided in "
                        + count(each, Rule.Outcome.UNDECIDED))
            .collect(Collectors.joining("; "))
        + ". No world is the paper's protocol, so these are findings and no verdicts.";
  }

  /**
   * A row an answer: the worlds that have it, their mean accuracy, and how many of their trainings
   * left the loss of guessing. Each world has one answer to every question, so that the rows of one
   * question share out all worlds.
   */
  public Table answers() {
    record Answer(String question, String answer, List<World> in) {}
    List<Answer> rows = new ArrayList<>();
    for (String question : settings()) {
      worlds.stream()
          .collect(
              Collectors.groupingBy(
                  world -> world.choices().text(question), LinkedHashMap::new, Collectors.toList()))
          .forEach((answer, in) -> rows.add(new Answer(question, answer, in)));
    }
    return Columns.of(rows)
        .text("question", Answer::question)
        .text("answer", Answer::answer)
        .count("worlds", row -> row.in().size())
        .number(
            "mean test accuracy",
            row ->
                row.in().stream()
                    .mapToDouble(world -> world.accuracy().value())
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN))
        .text(
            "trainings that left 0.693",
            row ->
                row.in().stream().mapToLong(World::left).sum()
                    + " of "
                    + row.in().stream().mapToInt(world -> world.leftIn().size()).sum())
        .table("What each answer makes of it");
  }

  /** A row a world, the best first. */
  public Table table(String title) {
    Columns<World> columns = Columns.of(sorted(false));
    settings().forEach(name -> columns.text(name, world -> world.choices().text(name)));
    return columns
        .number("accuracy", world -> world.accuracy().value())
        .number("from", world -> world.accuracy().low())
        .number("to", world -> world.accuracy().high())
        .number("AUC", world -> world.auc().value())
        .text("left 0.693", world -> world.left() + " of " + world.leftIn().size())
        .table(title);
  }

  /**
   * What was computed here beside the same worlds of a reference run.
   *
   * @param reference the reference run
   * @return a row a world of this report that the reference run has, too
   */
  public Table beside(MultiverseReport reference) {
    List<World> both = worlds.stream().filter(world -> reference.find(world).isPresent()).toList();
    Columns<World> columns = Columns.<World>of(both).text("world", w -> w.choices().label());
    return columns
        .count("seeds here", world -> world.seeds().size())
        .number("accuracy here", world -> world.accuracy().value())
        .text("left 0.693 here", world -> world.left() + " of " + world.leftIn().size())
        .number("reference run", world -> reference.same(world).accuracy().value())
        .number("from", world -> reference.same(world).accuracy().low())
        .number("to", world -> reference.same(world).accuracy().high())
        .text(
            "left 0.693",
            world -> reference.same(world).left() + " of " + reference.same(world).leftIn().size())
        .table("Worlds computed here, beside the reference run");
  }

  private Optional<World> find(World other) {
    return worlds.stream().filter(one -> one.choices().equals(other.choices())).findFirst();
  }

  private World same(World other) {
    return find(other).orElseThrow();
  }

  private List<String> settings() {
    return worlds.isEmpty() ? List.of() : List.copyOf(worlds.get(0).choices().settings().keySet());
  }

  private List<World> sorted(boolean rising) {
    return worlds.stream()
        .sorted(
            (one, other) ->
                (rising ? 1 : -1)
                    * Double.compare(one.accuracy().value(), other.accuracy().value()))
        .toList();
  }

  /** The specification curve: all worlds by their accuracy, and below each its answers. */
  public SpecificationCurve curve() {
    SpecificationCurve curve =
        Charts.specifications(
            "Model 2a in " + CountText.of(worlds.size(), "world"),
            "test accuracy (95 % interval)",
            settings());
    for (World world : sorted(true)) {
      curve.world(
          List.copyOf(world.choices().settings().values()), world.fared(), world.accuracy());
    }
    return curve.horizontal("guessing", 0.5).horizontal("printed: .98", 0.98);
  }

  /** The ids of all runs. */
  public List<String> runs() {
    return worlds.stream().flatMap(world -> world.runs().stream()).toList();
  }

  /**
   * Writes a line a world: tab-separated text, whole or not at all.
   *
   * @param file its place; the folder is made
   * @throws InputProblem if it cannot be written
   */
  public void write(Path file) {
    String lines =
        Stream.concat(
                Stream.of(String.join("\t", head())),
                worlds.stream().map(world -> String.join("\t", cells(world))))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    InputProblem.ifRefused(
        file,
        "it cannot be written",
        "give write permission, or choose another report folder",
        () -> AtomicFile.writeText(file, lines));
  }

  private List<String> head() {
    return Stream.of(
            settings().stream(),
            Stream.of("windows", "seeds", "accuracies", "left in"),
            Stream.of("accuracy", "AUC", "minus open frame", "minus period-3 ratio")
                .flatMap(name -> Stream.of(name, name + " from", name + " to")),
            Stream.of("runs"))
        .flatMap(each -> each)
        .toList();
  }

  private static List<String> cells(World world) {
    return Stream.of(
            world.choices().settings().values().stream(),
            Stream.of(
                "" + world.windows(),
                joined(world.seeds()),
                joined(world.accuracies()),
                joined(world.leftIn())),
            Stream.of(world.accuracy(), world.auc(), world.minusOpenFrame(), world.minusRatio())
                .flatMap(each -> Stream.of(each.value(), each.low(), each.high()))
                .map(MultiverseReport::digits),
            Stream.of(joined(world.runs())))
        .flatMap(each -> each)
        .toList();
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String digits(double value) {
    return Double.isNaN(value) ? "NA" : NumberText.fixed(value, 6);
  }

  /**
   * The kit's reference run, if it is shipped.
   *
   * @throws InputProblem if it is damaged
   */
  public static Optional<MultiverseReport> shipped(Notebook book) {
    return in(book.referenceResults().resolve("paper1-multiverse"));
  }

  /** The report of a folder; empty without {@code worlds.tsv}. */
  static Optional<MultiverseReport> in(Path folder) {
    return Optional.of(folder.resolve("worlds.tsv"))
        .filter(Files::isRegularFile)
        .map(MultiverseReport::read);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file a line a world
   * @throws InputProblem if it cannot be read, or is no such file
   */
  public static MultiverseReport read(Path file) {
    try {
      List<String[]> lines =
          Files.readString(file).lines().map(line -> line.split("\t", -1)).toList();
      List<String> head = Arrays.asList(lines.get(0));
      int settings = head.indexOf("windows");
      List<World> worlds = new ArrayList<>();
      for (String[] cells : lines.subList(1, lines.size())) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
          row.put(head.get(i), cells[i]);
        }
        Map<String, String> choices = new LinkedHashMap<>();
        head.subList(0, settings).forEach(name -> choices.put(name, row.get(name)));
        worlds.add(world(new Point(choices), row));
      }
      return new MultiverseReport(worlds);
    } catch (IOException | RuntimeException e) {
      throw new InputProblem(
          file.toString(), "it cannot be read as a table of worlds (" + e + ")", MADE, e);
    }
  }

  private static World world(Point choices, Map<String, String> row) {
    return new World(
        choices,
        Integer.parseInt(row.get("windows")),
        list(row.get("seeds"), Long::valueOf),
        list(row.get("accuracies"), Double::valueOf),
        list(row.get("left in"), Integer::valueOf),
        interval(row, "accuracy"),
        interval(row, "AUC"),
        interval(row, "minus open frame"),
        interval(row, "minus period-3 ratio"),
        list(row.get("runs"), run -> run));
  }

  private static <T> List<T> list(String cell, Function<String, T> read) {
    return cell.isEmpty() ? List.of() : Arrays.stream(cell.split(" ")).map(read).toList();
  }

  private static ConfidenceInterval interval(Map<String, String> row, String name) {
    return new ConfidenceInterval(
        number(row.get(name)),
        number(row.get(name + " from")),
        number(row.get(name + " to")),
        LEVEL);
  }

  private static double number(String cell) {
    return cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
  }
}
