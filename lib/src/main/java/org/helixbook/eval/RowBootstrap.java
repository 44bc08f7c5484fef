package org.helixbook.eval;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Two models' F1 on the same examples, with intervals from resampling the examples: all tasks see
 * the same draw, so that tasks that share examples do not look like independent evidence. A task
 * without a yes in a draw is left out of it.
 *
 * @param meanDifference the mean over tasks of the first model's F1 minus the second's
 * @param winShare the share of tasks where the first model's F1 is above the second's
 */
public record RowBootstrap(ConfidenceInterval meanDifference, ConfidenceInterval winShare) {

  /**
   * Compares two models at the threshold 0.5.
   *
   * @param first the first model's scores
   * @param second the second model's scores of the same examples
   * @param bootstrap how many resamples, and where they come from; the examples are not stratified,
   *     because each task has other classes
   * @return both intervals
   * @throws IllegalArgumentException if tasks, examples or labels differ
   */
  public static RowBootstrap f1(ScoredTasks first, ScoredTasks second, Bootstrap bootstrap) {
    double[] half = new double[first.tasks()];
    Arrays.fill(half, 0.5);
    return f1(first, half, second, half, bootstrap);
  }

  /**
   * Compares two models at thresholds of their own.
   *
   * @param first the first model's scores
   * @param firstThresholds one for each task, from other examples; NaN leaves the task out
   * @param second the second model's scores of the same examples
   * @param secondThresholds one for each task
   * @param bootstrap as above
   * @return both intervals
   * @throws IllegalArgumentException if tasks, examples or labels differ
   */
  public static RowBootstrap f1(
      ScoredTasks first,
      double[] firstThresholds,
      ScoredTasks second,
      double[] secondThresholds,
      Bootstrap bootstrap) {
    if (!Arrays.deepEquals(first.labels(), second.labels())) {
      throw new IllegalArgumentException("the two models were not scored on the same examples");
    }
    int[] tasks =
        IntStream.range(0, first.tasks())
            .filter(t -> !Double.isNaN(firstThresholds[t]) && !Double.isNaN(secondThresholds[t]))
            .toArray();
    int n = first.examples();
    // Bit 0: yes; bit 1: the first model says so; bit 2: the second does.
    byte[][] cells = new byte[tasks.length][n];
    for (int i = 0; i < tasks.length; i++) {
      int task = tasks[i];
      for (int row = 0; row < n; row++) {
        cells[i][row] =
            (byte)
                ((first.labels()[task][row] ? 1 : 0)
                    + (first.probabilities()[task][row] > firstThresholds[task] ? 2 : 0)
                    + (second.probabilities()[task][row] > secondThresholds[task] ? 4 : 0));
      }
    }
    int[] once = new int[n];
    Arrays.fill(once, 1);
    double[] whole = compare(cells, once);
    SplittableRandom random = bootstrap.seeds().generator("bootstrap over examples");
    double[] differences = new double[bootstrap.resamples()];
    double[] shares = new double[bootstrap.resamples()];
    int[] times = new int[n];
    for (int i = 0; i < differences.length; i++) {
      Arrays.fill(times, 0);
      for (int k = 0; k < n; k++) {
        times[random.nextInt(n)]++;
      }
      double[] drawn = compare(cells, times);
      differences[i] = drawn[0];
      shares[i] = drawn[1];
    }
    return new RowBootstrap(
        bootstrap.around(whole[0], differences), bootstrap.around(whole[1], shares));
  }

  /** Mean difference and share of wins, when each example counts so many times. */
  private static double[] compare(byte[][] cells, int[] times) {
    int compared = 0;
    int wins = 0;
    double sum = 0;
    int[] counts = new int[8];
    for (byte[] task : cells) {
      Arrays.fill(counts, 0);
      for (int row = 0; row < times.length; row++) {
        counts[task[row]] += times[row];
      }
      int yes = counts[1] + counts[3] + counts[5] + counts[7];
      if (yes == 0) {
        continue;
      }
      int firstRight = counts[3] + counts[7];
      int secondRight = counts[5] + counts[7];
      double difference =
          2.0 * firstRight / (yes + firstRight + counts[2] + counts[6])
              - 2.0 * secondRight / (yes + secondRight + counts[4] + counts[6]);
      compared++;
      wins += difference > 0 ? 1 : 0;
      sum += difference;
    }
    return new double[] {sum / compared, (double) wins / compared};
  }
}
