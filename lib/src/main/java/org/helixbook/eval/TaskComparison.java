package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * Two models on the same tasks, by one metric. Tasks where either has no value are left out. The
 * interval and the test take the tasks for independent; tasks that share examples are not, so both
 * look surer than they are. With several trainings of each model, the interval is over trainings
 * and tasks; with one of each it is over tasks alone, and the variation from seed to seed is not in
 * it.
 *
 * @param metric what was compared
 * @param wins tasks where the first model is better
 * @param losses tasks where the second is better
 * @param ties tasks where both are equal
 * @param leftOut tasks where either has no value
 * @param firstMean the first model's mean over the compared tasks and its trainings; NaN without
 *     any
 * @param secondMean the second model's
 * @param difference the mean of first minus second, with its bootstrap interval over the tasks and,
 *     where there are several, over the trainings
 * @param test Wilcoxon's signed-rank test of the tasks' differences, each a mean over the trainings
 * @param bySeed the mean difference over the tasks in each pair of trainings
 */
public record TaskComparison(
    TaskMetric metric,
    int wins,
    int losses,
    int ties,
    int leftOut,
    double firstMean,
    double secondMean,
    ConfidenceInterval difference,
    WilcoxonSignedRank test,
    List<Double> bySeed) {

  /** Copies the list. */
  public TaskComparison {
    bySeed = List.copyOf(bySeed);
  }

  /**
   * Compares two reports.
   *
   * @param first the first model's
   * @param second the second model's, on the same test examples
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if the tasks differ
   */
  public static TaskComparison of(
      MultiTaskReport first, MultiTaskReport second, TaskMetric metric, Bootstrap bootstrap) {
    if (!first.names().equals(second.names())) {
      throw new IllegalArgumentException("the two reports are not of the same tasks");
    }
    return of(first.values(metric), second.values(metric), metric, bootstrap);
  }

  /**
   * Compares two models, each with a report a training. Where both have as many, trainings are
   * paired in their order, see {@link #ofSeeds}; else their means are compared.
   *
   * @param first the first model's
   * @param second the second model's, on the same test examples
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if the tasks differ
   */
  public static TaskComparison ofReports(
      List<MultiTaskReport> first,
      List<MultiTaskReport> second,
      TaskMetric metric,
      Bootstrap bootstrap) {
    if (!first.get(0).names().equals(second.get(0).names())) {
      throw new IllegalArgumentException("the two are not of the same tasks");
    }
    if (first.size() != second.size()) {
      return of(
          MultiTaskReport.values(first, metric),
          MultiTaskReport.values(second, metric),
          metric,
          bootstrap);
    }
    return ofSeeds(
        first.stream().map(report -> report.values(metric)).toList(),
        second.stream().map(report -> report.values(metric)).toList(),
        metric,
        bootstrap);
  }

  /**
   * Compares two lists of values.
   *
   * @param first the first model's value of each task, NaN where there is none
   * @param second the second model's
   * @param metric what they are
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if the lengths differ
   */
  public static TaskComparison of(
      double[] first, double[] second, TaskMetric metric, Bootstrap bootstrap) {
    return ofSeeds(List.of(first), List.of(second), metric, bootstrap);
  }

  /**
   * Compares two models that were each trained several times. Trainings are paired in their order,
   * those from the same seed with each other. Pairs and tasks are both drawn again for the interval
   * ({@link Bootstrap#overRuns}), so that the difference must hold over seeds, too.
   *
   * @param first the first model's value of each task, NaN where there is none, a row a training
   * @param second the second model's
   * @param metric what they are
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if trainings or tasks do not pair up, or there are none
   */
  public static TaskComparison ofSeeds(
      List<double[]> first, List<double[]> second, TaskMetric metric, Bootstrap bootstrap) {
    if (first.size() != second.size() || first.isEmpty()) {
      throw new IllegalArgumentException(
          first.size() + " and " + second.size() + " trainings do not pair up");
    }
    int tasks = first.get(0).length;
    Stream.concat(first.stream(), second.stream())
        .filter(row -> row.length != tasks)
        .forEach(
            row -> {
              throw new IllegalArgumentException(
                  tasks + " and " + row.length + " tasks do not pair up");
            });
    int[] both =
        IntStream.range(0, tasks)
            .filter(
                task ->
                    Stream.concat(first.stream(), second.stream())
                        .noneMatch(row -> Double.isNaN(row[task])))
            .toArray();
    List<double[]> rows =
        IntStream.range(0, first.size())
            .mapToObj(
                seed ->
                    Arrays.stream(both)
                        .mapToDouble(t -> first.get(seed)[t] - second.get(seed)[t])
                        .toArray())
            .toList();
    double[] differences =
        IntStream.range(0, both.length)
            .mapToDouble(t -> rows.stream().mapToDouble(row -> row[t]).average().orElseThrow())
            .toArray();
    return new TaskComparison(
        metric,
        (int) Arrays.stream(differences).filter(d -> d > 0).count(),
        (int) Arrays.stream(differences).filter(d -> d < 0).count(),
        (int) Arrays.stream(differences).filter(d -> d == 0).count(),
        tasks - both.length,
        mean(first, both),
        mean(second, both),
        bootstrap.overRuns(new int[both.length], rows, "difference of " + metric.label()),
        WilcoxonSignedRank.of(differences),
        rows.stream().map(row -> Arrays.stream(row).average().orElse(Double.NaN)).toList());
  }

  private static double mean(List<double[]> trainings, int[] tasks) {
    return trainings.stream()
        .flatMapToDouble(row -> Arrays.stream(tasks).mapToDouble(t -> row[t]))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The same two models by several metrics, a row a metric: {@code metric}, {@code wins}, {@code
   * ties}, {@code losses} of the first, {@code NA} for tasks left out, both means, {@code
   * difference} with {@code low} and {@code high}, Wilcoxon's {@code p}.
   *
   * @param title such as {@code Network minus logistic regression}
   * @param first the first model's name
   * @param second the second model's name
   * @param comparisons one for each metric
   */
  public static Table table(
      String title, String first, String second, List<TaskComparison> comparisons) {
    return Columns.of(comparisons)
        .text("metric", one -> one.metric().label())
        .count("wins", TaskComparison::wins)
        .count("ties", TaskComparison::ties)
        .count("losses", TaskComparison::losses)
        .count("NA", TaskComparison::leftOut)
        .number("mean, " + first, TaskComparison::firstMean)
        .number("mean, " + second, TaskComparison::secondMean)
        .number("difference", one -> one.difference().value())
        .number("low", one -> one.difference().low())
        .number("high", one -> one.difference().high())
        .number("Wilcoxon p", one -> one.test().pValue())
        .table(title);
  }

  /**
   * Two models by every metric.
   *
   * @param first the first model's report
   * @param second the second model's, on the same test examples
   * @param bootstrap how the intervals are made
   * @return in the order of {@link TaskMetric}
   */
  public static List<TaskComparison> all(
      MultiTaskReport first, MultiTaskReport second, Bootstrap bootstrap) {
    return Arrays.stream(TaskMetric.values())
        .map(metric -> of(first, second, metric, bootstrap))
        .toList();
  }

  /** The share of compared tasks that the first model wins; NaN without any. */
  public double winShare() {
    return compared() == 0 ? Double.NaN : (double) wins / compared();
  }

  /** How many tasks were compared. */
  public int compared() {
    return wins + losses + ties;
  }
}
