package org.helixbook.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What trainings of one model from one start did, over the seeds.
 *
 * @param trials how many there were
 * @param left how many left the loss of guessing
 * @param firstLeft the earliest epoch in which one left; 0 if none did
 * @param lastLeft the latest
 * @param stuckInOneClass how many never left and give one class always, as the paper's Model 3
 * @param meanLosses {@code [epochs]} mean training loss in nats
 * @param leastLosses {@code [epochs]} that of the best seed
 * @param greatestLosses {@code [epochs]} that of the worst seed
 */
public record PlateauSummary(
    int trials,
    int left,
    int firstLeft,
    int lastLeft,
    int stuckInOneClass,
    double[] meanLosses,
    double[] leastLosses,
    double[] greatestLosses) {

  /**
   * Counts.
   *
   * @param all trainings of any models and starts, equally long for one model and start
   * @param model the model asked for; empty for all
   * @param start the start asked for
   * @return what they did; without losses if there is no such training
   */
  public static PlateauSummary of(List<PlateauTrial> all, String model, String start) {
    List<PlateauTrial> those =
        all.stream()
            .filter(one -> model.isEmpty() || one.model().equals(model))
            .filter(one -> one.start().equals(start))
            .toList();
    int[] when =
        those.stream().filter(PlateauTrial::left).mapToInt(PlateauTrial::leftIn).sorted().toArray();
    int epochs = those.stream().mapToInt(one -> one.trainLosses().size()).min().orElse(0);
    double[][] losses =
        IntStream.range(0, epochs)
            .mapToObj(
                epoch ->
                    those.stream()
                        .mapToDouble(one -> one.trainLosses().get(epoch))
                        .sorted()
                        .toArray())
            .toArray(double[][]::new);
    return new PlateauSummary(
        those.size(),
        when.length,
        when.length == 0 ? 0 : when[0],
        when.length == 0 ? 0 : when[when.length - 1],
        (int) those.stream().filter(one -> !one.left() && one.oneClass()).count(),
        Arrays.stream(losses).mapToDouble(at -> Arrays.stream(at).average().orElse(0)).toArray(),
        Arrays.stream(losses).mapToDouble(at -> at[0]).toArray(),
        Arrays.stream(losses).mapToDouble(at -> at[at.length - 1]).toArray());
  }

  /** In words, such as {@code 4 of 5, in epoch 2 to 6; stuck in one class: 1}. */
  public String inWords() {
    if (trials == 0) {
      return "not run";
    }
    String when =
        left == 0
            ? ""
            : firstLeft == lastLeft
                ? ", in epoch " + firstLeft
                : ", in epochs " + firstLeft + " to " + lastLeft;
    return left + " of " + trials + when + "; stuck in one class: " + stuckInOneClass;
  }
}
