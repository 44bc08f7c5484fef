package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.McNemar;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.Power;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.Units;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.model.language.TextLosses;
import org.helixbook.plot.NumberText;
import tech.tablesaw.api.Table;

/**
 * One variant against another.
 *
 * @param first the name of the first
 * @param second the name of the second
 * @param metric what was compared, such as {@code accuracy}
 * @param difference first minus second, with its interval
 * @param over what the interval speaks of, such as {@code test windows and seeds}
 * @param p of the paired test, NaN if there is none. Of several seeds there is none: the interval
 *     holds what differs between them, and a test of one seed would be a second opinion
 * @param tests McNemar's, a seed each; empty where they do not apply
 * @param enough how many windows, seeds or tasks would decide, by {@link Power}, if the truth is
 *     what was seen; empty if no number within reach would, or nobody knows
 * @param tasks the comparison task by task, if it is one
 * @param provenance of the first, with the runs of both
 */
public record Comparison(
    String first,
    String second,
    String metric,
    ConfidenceInterval difference,
    String over,
    double p,
    List<McNemar> tests,
    String enough,
    Optional<TaskComparison> tasks,
    Provenance provenance) {

  /** The level of paired tests: where there is one, a p below it is needed to call one better. */
  public static final double LEVEL = 0.05;

  /** Copies the list. */
  public Comparison {
    tests = List.copyOf(tests);
  }

  /**
   * Mean accuracies on the same test set; the interval is over the examples, which both have
   * judged, and the seeds, which pair up where both have as many. McNemar's exact test seed by
   * seed, or of each seed against a method that has none, is shown beside it.
   *
   * @param first one
   * @param second another, or a baseline
   * @param bootstrap how to resample
   * @return first minus second
   * @throws IllegalArgumentException if the examples differ
   */
  public static Comparison ofAccuracy(
      Trials<? extends Decisions> first, Trials<? extends Decisions> second, Bootstrap bootstrap) {
    return ofAccuracy(first, second, bootstrap, "difference of accuracies");
  }

  /**
   * The same with other draws.
   *
   * @param first one
   * @param second another
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return first minus second
   */
  public static Comparison ofAccuracy(
      Trials<? extends Decisions> first,
      Trials<? extends Decisions> second,
      Bootstrap bootstrap,
      String draws) {
    return ofAccuracy(
        first, second, first.decisions().accuracyMinus(second.decisions(), bootstrap, draws));
  }

  private static Comparison ofAccuracy(
      Trials<? extends Decisions> first,
      Trials<? extends Decisions> second,
      ConfidenceInterval difference) {
    RepeatedDecisions one = first.decisions();
    RepeatedDecisions other = second.decisions();
    int mine = one.each().size();
    int others = other.each().size();
    List<McNemar> tests =
        mine == others || mine == 1 || others == 1 ? one.mcNemar(other) : List.of();
    return new Comparison(
        first.name(),
        second.name(),
        "accuracy",
        difference,
        over(one, other),
        mine == 1 && others == 1 ? tests.get(0).pValue() : Double.NaN,
        tests,
        enough(tests, one.labels().length, mine == others),
        Optional.empty(),
        first.provenance().and(second.provenance()));
  }

  private static String over(RepeatedDecisions one, RepeatedDecisions other) {
    return (one.each().size() > 1 ? one : other).over();
  }

  /** Windows by the mean counts of the seeds, and seeds by the spread of their differences. */
  private static String enough(List<McNemar> tests, int windows, boolean paired) {
    double[] differences =
        tests.stream().mapToDouble(one -> one.onlyFirstRight() - one.onlySecondRight()).toArray();
    double first = tests.stream().mapToDouble(McNemar::onlyFirstRight).average().orElse(0);
    double second = tests.stream().mapToDouble(McNemar::onlySecondRight).average().orElse(0);
    return Stream.of(
            enough(Power.windows(first / windows, second / windows), "window"),
            paired ? enough(Power.seeds(effect(differences)), "seed") : "")
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", or "));
  }

  private static String enough(OptionalInt number, String what) {
    return number.isEmpty() ? "" : CountText.of(number.getAsInt(), what);
  }

  /** Mean by standard deviation; NaN of fewer than two. */
  private static double effect(double[] differences) {
    return StatUtils.mean(differences) / Math.sqrt(StatUtils.variance(differences));
  }

  /**
   * Mean areas under the ROC curve that finds class 0, on the same test set.
   *
   * @param first one
   * @param second another, or a baseline
   * @param bootstrap how to resample
   * @return first minus second; without a test
   * @throws IllegalArgumentException if the examples differ
   */
  public static Comparison ofAuc(
      Trials<? extends Decisions> first, Trials<? extends Decisions> second, Bootstrap bootstrap) {
    return new Comparison(
        first.name(),
        second.name(),
        "AUC",
        first.decisions().aucMinus(second.decisions(), 0, bootstrap, "difference of areas"),
        over(first.decisions(), second.decisions()),
        Double.NaN,
        List.of(),
        "",
        Optional.empty(),
        first.provenance().and(second.provenance()));
  }

  /**
   * A metric of many tasks, task by task and, where both have as many seeds, seed by seed: then the
   * interval holds the variation from seed to seed, too.
   *
   * @param first one
   * @param second another, of the same tasks and test examples
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return first minus second; the examples of its provenance are the tasks compared
   * @throws IllegalArgumentException if the tasks differ
   */
  public static Comparison ofTasks(
      Trials<MultiTaskReport> first,
      Trials<MultiTaskReport> second,
      TaskMetric metric,
      Bootstrap bootstrap) {
    TaskComparison tasks =
        TaskComparison.ofReports(first.tests(), second.tests(), metric, bootstrap);
    return new Comparison(
        first.name(),
        second.name(),
        metric.label(),
        tasks.difference(),
        tasks.over(),
        tasks.test().pValue(),
        List.of(),
        enough(Power.tasks(tasks.effect()), "task"),
        Optional.of(tasks),
        first.provenance().and(second.provenance()).withN(tasks.compared()));
  }

  /**
   * What two language models pay for a letter of the same held-out text, the trainings paired in
   * the order of their seeds. The interval is over blocks of the text and over the seeds.
   *
   * @param first one
   * @param second another, from as many seeds, of the same text
   * @param block letters that are drawn together, such as 1,000; a shorter last block is left out
   * @param bootstrap how the interval is made
   * @return first minus second in nats a letter; without a test
   * @throws IllegalArgumentException if the numbers of seeds or of letters differ
   */
  public static Comparison ofText(
      Trials<TextLosses> first, Trials<TextLosses> second, int block, Bootstrap bootstrap) {
    if (first.trials().size() != second.trials().size() || first.examples() != second.examples()) {
      throw new IllegalArgumentException("the two do not pair up in their seeds or letters");
    }
    List<double[]> differences = new ArrayList<>();
    for (int seed = 0; seed < first.trials().size(); seed++) {
      double[] one = first.tests().get(seed).blocks(block);
      double[] other = second.tests().get(seed).blocks(block);
      differences.add(
          IntStream.range(0, one.length)
              .mapToDouble(i -> Math.log(one[i]) - Math.log(other[i]))
              .toArray());
    }
    int blocks = differences.get(0).length;
    return new Comparison(
        first.name(),
        second.name(),
        "nats a letter",
        bootstrap.interval(
            Units.single(blocks),
            differences.size(),
            Bootstrap.meansOf(differences),
            "difference of losses on a text"),
        Bootstrap.over("blocks of " + block + " letters", differences.size()),
        Double.NaN,
        List.of(),
        "",
        Optional.empty(),
        first.provenance().and(second.provenance()).withN(blocks));
  }

  /**
   * The same comparison among other trials, such as those of a reference run.
   *
   * @param others among which its two variants are found by their names
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return empty if one of the two is not among them
   */
  public Optional<Comparison> among(
      List<Trials<MultiTaskReport>> others, TaskMetric metric, Bootstrap bootstrap) {
    Optional<Trials<MultiTaskReport>> one = named(first, others);
    Optional<Trials<MultiTaskReport>> other = named(second, others);
    return one.isEmpty() || other.isEmpty()
        ? Optional.empty()
        : Optional.of(ofTasks(one.get(), other.get(), metric, bootstrap));
  }

  private static Optional<Trials<MultiTaskReport>> named(
      String name, List<Trials<MultiTaskReport>> among) {
    return among.stream().filter(trials -> trials.name().equals(name)).findFirst();
  }

  /**
   * Two figures that were measured on different test sets, with Newcombe's interval: the distances
   * from each value to the end of its interval, squared and added (MOVER; Zou and Donner 2008, doi
   * 10.1002/sim.3095).
   *
   * @param metric what they are
   * @param first with its interval
   * @param firstFrom where it comes from
   * @param second with its interval, of the same level
   * @param secondFrom where it comes from, other examples
   * @return first minus second, named by their data; without a test
   */
  public static Comparison independent(
      String metric,
      ConfidenceInterval first,
      Provenance firstFrom,
      ConfidenceInterval second,
      Provenance secondFrom) {
    double difference = first.value() - second.value();
    return new Comparison(
        firstFrom.dataset(),
        secondFrom.dataset(),
        metric,
        new ConfidenceInterval(
            difference,
            difference - Math.hypot(first.value() - first.low(), second.high() - second.value()),
            difference + Math.hypot(first.high() - first.value(), second.value() - second.low()),
            first.level()),
        "two test sets",
        Double.NaN,
        List.of(),
        "",
        Optional.empty(),
        firstFrom.and(secondFrom));
  }

  /**
   * What it allows to say: one is better only if the interval leaves out 0 and, where there is a
   * paired test, its p is below {@value #LEVEL}.
   */
  public String verdict() {
    if (!(difference.low() > 0 || difference.high() < 0)) {
      return "the difference may be chance";
    }
    if (p >= LEVEL) {
      return "no conclusion, as p is not below 0.05";
    }
    return (difference.low() > 0 ? first : second) + " is better";
  }

  /**
   * What the strictest reading allows to say, for a rule that asks for it beforehand: one is better
   * only if the interval leaves out 0 and McNemar's p is below {@value #LEVEL} for every seed.
   */
  public String verdictInEverySeed() {
    long clear = tests.stream().filter(test -> test.pValue() < LEVEL).count();
    return isDecided() && clear < tests.size()
        ? "no conclusion, as p is below 0.05 for " + clear + " of " + tests.size() + " seeds"
        : verdict();
  }

  /**
   * A row a comparison: {@code first}, {@code second}, {@code metric}, {@code difference} with
   * {@code low} and {@code high}, what the {@code interval} is {@code over}; seed by seed on how
   * many examples {@code only the first} and {@code only the second} is right, and the {@code p} of
   * the exact test; what may be said; and how many windows or seeds {@code would decide}.
   *
   * @param title of the table
   * @param comparisons of classifiers
   */
  public static Table table(String title, List<Comparison> comparisons) {
    return Columns.of(comparisons)
        .text("first", Comparison::first)
        .text("second", Comparison::second)
        .text("metric", Comparison::metric)
        .number("difference", one -> one.difference.value())
        .number("low", one -> one.difference.low())
        .number("high", one -> one.difference.high())
        .text("interval over", Comparison::over)
        .text("only the first is right", one -> one.bySeed(test -> "" + test.onlyFirstRight()))
        .text("only the second is right", one -> one.bySeed(test -> "" + test.onlySecondRight()))
        .text("exact McNemar p", one -> one.bySeed(test -> NumberText.probability(test.pValue())))
        .text("so", Comparison::verdict)
        .text("would decide", one -> one.isDecided() ? "" : one.enough)
        .table(title);
  }

  /** Whether interval and test leave no doubt which is better. */
  boolean isDecided() {
    return (difference.low() > 0 || difference.high() < 0) && !(p >= LEVEL);
  }

  private String bySeed(Function<McNemar, String> part) {
    return tests.stream().map(part).collect(Collectors.joining(", "));
  }

  /** The same under other names. */
  public Comparison named(String one, String other) {
    return new Comparison(
        one, other, metric, difference, over, p, tests, enough, tasks, provenance);
  }

  /** The same with another provenance. */
  public Comparison from(Provenance other) {
    return new Comparison(first, second, metric, difference, over, p, tests, enough, tasks, other);
  }
}
