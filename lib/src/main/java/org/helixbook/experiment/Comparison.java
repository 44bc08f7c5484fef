package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.McNemar;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.Columns;
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
 * @param p of the paired test, NaN if there is none; over several seeds the greatest
 * @param tests McNemar's, a seed each; empty where they do not apply
 * @param tasks the comparison task by task, if it is one
 * @param provenance of the first, with the runs of both
 */
public record Comparison(
    String first,
    String second,
    String metric,
    ConfidenceInterval difference,
    double p,
    List<McNemar> tests,
    Optional<TaskComparison> tasks,
    Provenance provenance) {

  /** The level of paired tests: a p below it, in every seed, is needed to call one better. */
  public static final double LEVEL = 0.05;

  /** Copies the list. */
  public Comparison {
    tests = List.copyOf(tests);
  }

  /**
   * Mean accuracies on the same test set, the seeds' mean against the seeds' mean; the interval is
   * over the examples, which both have judged. McNemar's exact test seed by seed, or of each seed
   * against a method that has none.
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

  /**
   * Accuracies seed by seed, with an interval over examples and seeds: the variation from seed to
   * seed is in it.
   *
   * @param first one
   * @param second another, from the same seeds in the same order
   * @param bootstrap how to resample
   * @param draws a name for the draws
   * @return first minus second
   * @throws IllegalArgumentException if the examples or the number of seeds differ
   */
  public static Comparison overSeeds(
      Trials<? extends Decisions> first,
      Trials<? extends Decisions> second,
      Bootstrap bootstrap,
      String draws) {
    return ofAccuracy(
        first,
        second,
        first.decisions().accuracyMinusOverRuns(second.decisions(), bootstrap, draws));
  }

  private static Comparison ofAccuracy(
      Trials<? extends Decisions> first,
      Trials<? extends Decisions> second,
      ConfidenceInterval difference) {
    RepeatedDecisions one = first.decisions();
    RepeatedDecisions other = second.decisions();
    boolean paired =
        one.each().size() == other.each().size()
            || one.each().size() == 1
            || other.each().size() == 1;
    List<McNemar> tests = paired ? one.mcNemar(other) : List.of();
    return new Comparison(
        first.name(),
        second.name(),
        "accuracy",
        difference,
        tests.stream().mapToDouble(McNemar::pValue).max().orElse(Double.NaN),
        tests,
        Optional.empty(),
        first.provenance().and(second.provenance()));
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
        Double.NaN,
        List.of(),
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
        tasks.test().pValue(),
        List.of(),
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
    int[] blocks = new int[differences.get(0).length];
    return new Comparison(
        first.name(),
        second.name(),
        "nats a letter",
        bootstrap.overRuns(blocks, differences, "difference of losses on a text"),
        Double.NaN,
        List.of(),
        Optional.empty(),
        first.provenance().and(second.provenance()).withN(blocks.length));
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
        Double.NaN,
        List.of(),
        Optional.empty(),
        firstFrom.and(secondFrom));
  }

  /**
   * What it allows to say: one is better only if the interval leaves out 0 and, where there is a
   * paired test, its p is below {@value #LEVEL} for every seed.
   */
  public String verdict() {
    if (!(difference.low() > 0 || difference.high() < 0)) {
      return "the difference may be chance";
    }
    if (p >= LEVEL) {
      long clear = tests.stream().filter(test -> test.pValue() < LEVEL).count();
      return tests.size() > 1
          ? "no conclusion, as p is below 0.05 for " + clear + " of " + tests.size() + " seeds"
          : "no conclusion, as p is not below 0.05";
    }
    return (difference.low() > 0 ? first : second) + " is better";
  }

  /**
   * A row a comparison: {@code first}, {@code second}, {@code metric}, {@code difference} with
   * {@code low} and {@code high}; seed by seed on how many examples {@code only the first} and
   * {@code only the second} is right, and the {@code p} of the exact test; and what may be said.
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
        .text("only the first is right", one -> one.bySeed(test -> "" + test.onlyFirstRight()))
        .text("only the second is right", one -> one.bySeed(test -> "" + test.onlySecondRight()))
        .text("exact McNemar p", one -> one.bySeed(test -> NumberText.probability(test.pValue())))
        .text("so", Comparison::verdict)
        .table(title);
  }

  private String bySeed(Function<McNemar, String> part) {
    return tests.stream().map(part).collect(Collectors.joining(", "));
  }

  /** The same under other names. */
  public Comparison named(String one, String other) {
    return new Comparison(one, other, metric, difference, p, tests, tasks, provenance);
  }

  /** The same with another provenance. */
  public Comparison from(Provenance other) {
    return new Comparison(first, second, metric, difference, p, tests, tasks, other);
  }
}
