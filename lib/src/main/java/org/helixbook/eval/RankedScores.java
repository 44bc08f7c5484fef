package org.helixbook.eval;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The scores of one yes-or-no task in falling order, and what depends on that order alone. Equal
 * scores are one threshold: nothing here depends on the order in which examples came.
 */
public final class RankedScores {
  private final double[] thresholds;

  /** Positives and negatives whose score is at least the threshold. */
  private final int[] truePositives;

  private final int[] falsePositives;
  private final int positives;
  private final int negatives;

  private RankedScores(
      double[] thresholds,
      int[] truePositives,
      int[] falsePositives,
      int positives,
      int negatives) {
    this.thresholds = thresholds;
    this.truePositives = truePositives;
    this.falsePositives = falsePositives;
    this.positives = positives;
    this.negatives = negatives;
  }

  /**
   * Ranks scores.
   *
   * @param scores one for each example, higher for yes
   * @param labels the truth
   * @return the ranking
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static RankedScores of(float[] scores, boolean[] labels) {
    PairedInput.pairUp(scores.length, "score", labels.length, "label");
    int n = scores.length;
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      PairedInput.rankable(scores[i], i);
      // The bits of a float, turned so that whole numbers have the order of the floats; +0 makes
      // one zero of the two.
      int bits = Float.floatToIntBits(scores[i] + 0f);
      int ordered = bits ^ (bits >> 31 & 0x7fffffff);
      keys[i] = (long) ordered << 1 | (labels[i] ? 1 : 0);
    }
    Arrays.sort(keys);
    double[] thresholds = new double[n];
    int[] truePositives = new int[n];
    int[] falsePositives = new int[n];
    int count = 0;
    int yes = 0;
    int no = 0;
    for (int i = n - 1; i >= 0; i--) {
      yes += (int) (keys[i] & 1);
      no += (int) (~keys[i] & 1);
      if (i == 0 || keys[i] >> 1 != keys[i - 1] >> 1) {
        int ordered = (int) (keys[i] >> 1);
        thresholds[count] = Float.intBitsToFloat(ordered ^ (ordered >> 31 & 0x7fffffff));
        truePositives[count] = yes;
        falsePositives[count] = no;
        count++;
      }
    }
    return new RankedScores(
        Arrays.copyOf(thresholds, count),
        Arrays.copyOf(truePositives, count),
        Arrays.copyOf(falsePositives, count),
        yes,
        no);
  }

  /** How many examples are yes. */
  public int positives() {
    return positives;
  }

  /**
   * The area under the ROC curve: the share of pairs of a yes and a no that are in the right order,
   * ties counting one half.
   *
   * @return in [0, 1]; empty if a class is missing
   */
  public OptionalDouble auroc() {
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    long twice = 0;
    int yesBefore = 0;
    int noBefore = 0;
    for (int i = 0; i < thresholds.length; i++) {
      long no = falsePositives[i] - noBefore;
      twice += no * ((long) yesBefore + truePositives[i]);
      yesBefore = truePositives[i];
      noBefore = falsePositives[i];
    }
    return OptionalDouble.of(twice / (2.0 * positives * negatives));
  }

  /**
   * The area under the precision-recall curve as average precision: the sum over thresholds of
   * precision times the gain of recall, without interpolation, as scikit-learn's {@code
   * average_precision_score}. Guessing has the share of yes.
   *
   * @return in (0, 1]; empty if there is no yes
   */
  public OptionalDouble averagePrecision() {
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    int before = 0;
    for (int i = 0; i < thresholds.length; i++) {
      int gained = truePositives[i] - before;
      sum += (double) gained * truePositives[i] / (truePositives[i] + falsePositives[i]);
      before = truePositives[i];
    }
    return OptionalDouble.of(sum / positives);
  }

  /**
   * F1 of taking the examples above a threshold for yes.
   *
   * @param threshold an example is taken for yes if its score is above it, as scikit-learn's
   *     classifiers and the larger of two softmax values have it at 0.5
   * @return in [0, 1], 0 if no yes was found; empty if there is no yes
   */
  public OptionalDouble f1(double threshold) {
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    int above = 0;
    while (above < thresholds.length && thresholds[above] > threshold) {
      above++;
    }
    return OptionalDouble.of(above == 0 ? 0 : f1At(above - 1));
  }

  private double f1At(int i) {
    return 2.0 * truePositives[i] / (positives + truePositives[i] + falsePositives[i]);
  }

  /**
   * The threshold with the highest F1 on these examples, for use on others; never tune on the
   * examples that are judged. It lies halfway between two scores; of equally good ones the highest
   * is taken.
   *
   * @return the threshold; empty if there is no yes
   */
  public OptionalDouble bestF1Threshold() {
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    int best = 0;
    for (int i = 1; i < thresholds.length; i++) {
      if (f1At(i) > f1At(best)) {
        best = i;
      }
    }
    double low =
        best + 1 < thresholds.length
            ? (thresholds[best] + thresholds[best + 1]) / 2
            : Math.nextDown(thresholds[best]);
    return OptionalDouble.of(low);
  }
}
