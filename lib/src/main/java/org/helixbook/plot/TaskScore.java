package org.helixbook.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.TaskMetrics;

/**
 * The scores of two models on one task.
 *
 * @param task its name
 * @param first the first model's score; NaN where it has none
 * @param second the second model's score; NaN where it has none
 * @param positives how many positive examples the task has
 */
public record TaskScore(String task, double first, double second, long positives) {
  /** The order in which tasks stand side by side. */
  public enum Order {
    /** By the first model's score, lowest first. */
    FIRST,
    /** By the second model's score, lowest first. */
    SECOND,
    /** By the number of positives, fewest first. */
    POSITIVES;

    /**
     * Sorts tasks.
     *
     * @param tasks in any order
     * @return those with both scores, in this order; equal ones by name, so that it is one order
     */
    public List<TaskScore> sorted(List<TaskScore> tasks) {
      Comparator<TaskScore> comparator =
          switch (this) {
            case FIRST -> Comparator.comparingDouble(TaskScore::first);
            case SECOND -> Comparator.comparingDouble(TaskScore::second);
            case POSITIVES -> Comparator.comparingLong(TaskScore::positives);
          };
      return tasks.stream()
          .filter(task -> Double.isFinite(task.first()) && Double.isFinite(task.second()))
          .sorted(comparator.thenComparing(TaskScore::task))
          .toList();
    }
  }

  /** Checks that there is a name. */
  public TaskScore {
    Objects.requireNonNull(task, "task");
  }

  /**
   * Two models by one metric.
   *
   * @param first the first model's report
   * @param second the second model's, on the same tasks and test examples
   * @param metric which
   * @return one for each task
   */
  public static List<TaskScore> of(
      MultiTaskReport first, MultiTaskReport second, TaskMetric metric) {
    double[] ofFirst = first.values(metric);
    double[] ofSecond = second.values(metric);
    return IntStream.range(0, ofFirst.length)
        .mapToObj(
            task -> {
              TaskMetrics row = first.tasks().get(task);
              return new TaskScore(row.task(), ofFirst[task], ofSecond[task], row.positives());
            })
        .toList();
  }
}
