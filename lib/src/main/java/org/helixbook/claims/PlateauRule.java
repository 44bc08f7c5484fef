package org.helixbook.claims;

import java.util.Arrays;
import java.util.OptionalInt;
import org.helixbook.training.EpochRecord;
import org.helixbook.training.History;

/**
 * When a training is stable (claim P1.11), defined before any run was looked at: the first epoch
 * from which the running median of test accuracy stays within a tolerance of its mean over the last
 * part of the run.
 *
 * @param window epochs of the running median, odd
 * @param tolerance in accuracy
 * @param tail the share of the run that counts as its end, in (0, 1]
 * @param leastEpochs a shorter run has no plateau that could be told from its end
 */
public record PlateauRule(int window, double tolerance, double tail, int leastEpochs) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the window is even or a value is out of range
   */
  public PlateauRule {
    if (window < 1 || window % 2 == 0 || !(tolerance > 0) || !(tail > 0 && tail <= 1)) {
      throw new IllegalArgumentException(
          "window " + window + ", tolerance " + tolerance + ", tail " + tail);
    }
  }

  /** The rule of the ledger: a median of 5 epochs, 0.02, the last fifth, 125 epochs. */
  public static PlateauRule standard() {
    return new PlateauRule(5, 0.02, 0.2, 125);
  }

  /**
   * The epoch from which a training is stable.
   *
   * @param history the training
   * @return from 1; empty if it is shorter than the rule asks for, or not stable before its end
   */
  public OptionalInt epoch(History history) {
    double[] accuracy = history.epochs().stream().mapToDouble(EpochRecord::testAccuracy).toArray();
    if (accuracy.length < Math.max(leastEpochs, window)) {
      return OptionalInt.empty();
    }
    double[] median = new double[accuracy.length];
    for (int i = 0; i < accuracy.length; i++) {
      int from = Math.max(0, i - window / 2);
      int to = Math.min(accuracy.length, i + window / 2 + 1);
      double[] near = Arrays.copyOfRange(accuracy, from, to);
      Arrays.sort(near);
      median[i] =
          near.length % 2 == 1
              ? near[near.length / 2]
              : (near[near.length / 2 - 1] + near[near.length / 2]) / 2;
    }
    int tailLength = Math.max(1, (int) Math.round(tail * accuracy.length));
    int tailStart = accuracy.length - tailLength;
    double end = Arrays.stream(median, tailStart, median.length).average().orElseThrow();
    int first = median.length;
    while (first > 0 && Math.abs(median[first - 1] - end) <= tolerance) {
      first--;
    }
    // Stable only in its last part is not stable.
    return first >= tailStart ? OptionalInt.empty() : OptionalInt.of(first + 1);
  }
}
