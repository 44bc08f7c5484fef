package org.helixbook.model.bigru;

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

  /** The test windows, judged with thresholds that were tuned on the validation windows. */
  public MultiTaskReport report() {
    return MultiTaskReport.of(tasks, validation, test);
  }
}
