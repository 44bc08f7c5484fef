package org.helixbook.eval;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * When a training curve has become stable. The paper says "about epoch 60" and no rule; this one
 * was fixed before any curve was looked at: the first epoch from which on the running mean over
 * {@value #SMOOTHING} epochs stays within {@value #TOLERANCE} of the mean of the last fifth of the
 * epochs.
 */
public final class StableEpoch {
  /** Epochs in the running mean, the epoch itself and those before it. */
  public static final int SMOOTHING = 5;

  /** How far the running mean may be off. */
  public static final double TOLERANCE = 0.02;

  /** Below this number of epochs the rule says nothing. */
  public static final int FEWEST = 25;

  private StableEpoch() {}

  /**
   * Applies the rule.
   *
   * @param curve one value an epoch, such as the test accuracy
   * @return the epoch, from 1; empty if there are fewer than {@value #FEWEST} epochs, or if the
   *     curve is still moving in its last fifth
   */
  public static OptionalInt of(double[] curve) {
    int epochs = curve.length;
    if (epochs < FEWEST) {
      return OptionalInt.empty();
    }
    int tail = epochs / 5;
    double end = Arrays.stream(curve, epochs - tail, epochs).average().orElseThrow();
    int first = epochs;
    while (first > 0 && Math.abs(runningMean(curve, first - 1) - end) <= TOLERANCE) {
      first--;
    }
    return first > epochs - tail ? OptionalInt.empty() : OptionalInt.of(first + 1);
  }

  private static double runningMean(double[] curve, int last) {
    return Arrays.stream(curve, Math.max(0, last + 1 - SMOOTHING), last + 1)
        .average()
        .orElseThrow();
  }
}
