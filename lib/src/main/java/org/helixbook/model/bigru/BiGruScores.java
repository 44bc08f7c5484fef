package org.helixbook.model.bigru;

import java.util.Arrays;
import java.util.List;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;

/**
 * What the network of the epoch that validation windows chose says of validation and test windows,
 * and how every epoch did.
 *
 * @param tasks the tasks' names
 * @param epoch the epoch with the lowest validation loss, from 1
 * @param validation what it says of the validation windows, beside the truth
 * @param test what it says of the test windows, beside the truth
 * @param validationF1 F1 at 0.5 {@code [epochs][tasks]} on the validation windows, NaN where a task
 *     has no positive; empty if the training did not judge every epoch
 * @param testF1 the same on the test windows
 */
public record BiGruScores(
    List<String> tasks,
    int epoch,
    ScoredTasks validation,
    ScoredTasks test,
    double[][] validationF1,
    double[][] testF1) {

  /**
   * The same for some of the tasks.
   *
   * @param some their names, at least one, in the order wanted
   * @throws IllegalArgumentException if there is no such task
   */
  public BiGruScores of(List<String> some) {
    int[] chosen = some.stream().mapToInt(tasks::indexOf).toArray();
    if (chosen.length == 0 || !tasks.containsAll(some)) {
      throw new IllegalArgumentException(some + " are not among " + tasks);
    }
    return new BiGruScores(
        some,
        epoch,
        validation.tasks(chosen),
        test.tasks(chosen),
        chosen(validationF1, chosen),
        chosen(testF1, chosen));
  }

  private static double[][] chosen(double[][] byEpoch, int[] tasks) {
    return Arrays.stream(byEpoch)
        .map(epoch -> Arrays.stream(tasks).mapToDouble(task -> epoch[task]).toArray())
        .toArray(double[][]::new);
  }

  /** The test windows, judged with thresholds that were tuned on the validation windows. */
  public MultiTaskReport report() {
    return MultiTaskReport.of(tasks, validation, test);
  }
}
