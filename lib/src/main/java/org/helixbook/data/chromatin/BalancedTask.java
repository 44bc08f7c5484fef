package org.helixbook.data.chromatin;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * One task with all its positive windows and as many others: for asking a small network what a rare
 * feature looks like. Rates and probabilities are those of this choice, not of the genome.
 */
public final class BalancedTask {
  private BalancedTask() {}

  /**
   * Draws windows for one task.
   *
   * @param data with the task
   * @param task its name
   * @param seeds for the draws
   * @return that task alone; training and validation windows half positive, in random order, and
   *     all test windows as they are
   * @throws InputProblem if there is no such task, or one side has no positive or no negative
   */
  public static ChromatinData of(ChromatinData data, String task, Seeds seeds) {
    int index = data.train().task(task);
    ChromatinData one = data.withTasks(new int[] {index});
    return new ChromatinData(
        data.name(),
        data.split(),
        half(one.train(), seeds, "training windows of " + task + " and others"),
        half(one.validation(), seeds, "validation windows of " + task + " and others"),
        one.test(),
        data.notes());
  }

  private static MultiLabelWindows half(MultiLabelWindows windows, Seeds seeds, String purpose) {
    int[] order = seeds.permutation(windows.size(), purpose);
    int positives = windows.positives()[0];
    int each = Math.min(positives, windows.size() - positives);
    if (each == 0) {
      throw new InputProblem(
          "task '" + windows.tasks().get(0) + "'",
          positives + " of " + windows.size() + " windows are positive",
          "choose a task with positive and negative windows on every side");
    }
    IntStream chosen =
        IntStream.concat(
            Arrays.stream(order).filter(row -> windows.label(row, 0)).limit(each),
            Arrays.stream(order).filter(row -> !windows.label(row, 0)).limit(each));
    int[] rows = chosen.toArray();
    int[] mixed = seeds.permutation(rows.length, "order of " + purpose);
    return windows.rows(Arrays.stream(mixed).map(i -> rows[i]).toArray());
  }
}
