package org.helixbook.eval;

import java.util.Arrays;

/**
 * The scores of two classes, put in order once for the areas under the ROC curve of many resamples:
 * each area is that of {@link RocCurve#of} on the drawn examples, to the last bit, in time linear
 * in their number.
 */
public final class ResampledAuc {
  /** Of each example: the place of its score among the distinct scores, highest first. */
  private final int[] ranks;

  private final boolean[] positive;
  private final int distinct;

  private ResampledAuc(int[] ranks, boolean[] positive, int distinct) {
    this.ranks = ranks;
    this.positive = positive;
    this.distinct = distinct;
  }

  /**
   * Puts scores in order.
   *
   * @param scores one for each example, higher for the positive class
   * @param labels the class of each example
   * @param positive which class counts as positive
   * @return the ranked scores
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static ResampledAuc of(double[] scores, int[] labels, int positive) {
    PairedInput.pairUp(scores.length, "score", labels.length, "label");
    double[] falling = new double[scores.length];
    boolean[] isPositive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      PairedInput.rankable(scores[i], i);
      // Zeros of both signs are one score.
      falling[i] = 0.0 - scores[i];
      isPositive[i] = labels[i] == positive;
    }
    double[] distinct = Arrays.stream(falling).sorted().distinct().toArray();
    int[] ranks = new int[scores.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Arrays.binarySearch(distinct, falling[i]);
    }
    return new ResampledAuc(ranks, isPositive, distinct.length);
  }

  /**
   * The area of some of the examples.
   *
   * @param rows the examples, each as often as it was drawn
   * @return the area, in [0, 1]; NaN if a class is missing among them
   */
  public double auc(int[] rows) {
    int[] positivesAt = new int[distinct];
    int[] negativesAt = new int[distinct];
    int positives = 0;
    for (int row : rows) {
      if (positive[row]) {
        positivesAt[ranks[row]]++;
        positives++;
      } else {
        negativesAt[ranks[row]]++;
      }
    }
    int negatives = rows.length - positives;
    if (positives == 0 || negatives == 0) {
      return Double.NaN;
    }
    long above = 0;
    // Twice the count of (positive, negative) pairs in the right order: whole numbers, no rounding.
    long rightPairsTwice = 0;
    for (int rank = 0; rank < distinct; rank++) {
      rightPairsTwice += negativesAt[rank] * (2 * above + positivesAt[rank]);
      above += positivesAt[rank];
    }
    return rightPairsTwice / (2.0 * positives * negatives);
  }
}
