package org.helixbook.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Two models on the same tasks, by one metric. Tasks where either has no value are left out. The
 * interval and the test take the tasks for independent; tasks that share examples are not, so both
 * look surer than they are.
 *
 * @param metric what was compared
 * @param wins tasks where the first model is better
 * @param losses tasks where the second is better
 * @param ties tasks where both are equal
 * @param leftOut tasks where either has no value
 * @param firstMean the first model's mean over the compared tasks; NaN without any
 * @param secondMean the second model's
 * @param difference the mean of first minus second, with its bootstrap interval over the tasks
 * @param test Wilcoxon's signed-rank test of the differences
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
    WilcoxonSignedRank test) {

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
    if (!first.tasks().stream()
        .map(TaskMetrics::task)
        .toList()
        .equals(second.tasks().stream().map(TaskMetrics::task).toList())) {
      throw new IllegalArgumentException("the two reports are not of the same tasks");
    }
    return of(first.values(metric), second.values(metric), metric, bootstrap);
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
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          first.length + " and " + second.length + " tasks do not pair up");
    }
    int[] both =
        IntStream.range(0, first.length)
            .filter(task -> !Double.isNaN(first[task]) && !Double.isNaN(second[task]))
            .toArray();
    double[] differences = Arrays.stream(both).mapToDouble(t -> first[t] - second[t]).toArray();
    ConfidenceInterval difference =
        bootstrap.interval(
            new int[both.length],
            rows ->
                Arrays.stream(rows).mapToDouble(r -> differences[r]).average().orElse(Double.NaN),
            "difference of " + metric.label());
    return new TaskComparison(
        metric,
        (int) Arrays.stream(differences).filter(d -> d > 0).count(),
        (int) Arrays.stream(differences).filter(d -> d < 0).count(),
        (int) Arrays.stream(differences).filter(d -> d == 0).count(),
        first.length - both.length,
        Arrays.stream(both).mapToDouble(t -> first[t]).average().orElse(Double.NaN),
        Arrays.stream(both).mapToDouble(t -> second[t]).average().orElse(Double.NaN),
        difference,
        WilcoxonSignedRank.of(differences));
  }

  /** The share of compared tasks that the first model wins; NaN without any. */
  public double winShare() {
    int compared = wins + losses + ties;
    return compared == 0 ? Double.NaN : (double) wins / compared;
  }
}
