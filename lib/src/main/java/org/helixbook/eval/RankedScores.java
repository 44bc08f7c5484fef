package org.helixbook.eval;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * The scores of one yes-or-no task in falling order, and what depends on that order alone, on all
 * examples or on a resample of them. Equal scores are one threshold: nothing here depends on the
 * order in which examples came. A resample costs one pass over the examples.
 *
 * <p>Where a resample is asked for, {@code times} is {@code [examples]}, how often each counts, and
 * what is undefined is NaN.
 */
public final class RankedScores {
  /** The examples, highest score first. */
  private final int[] order;

  /** In that order. */
  private final double[] scores;

  /** In that order. */
  private final boolean[] yes;

  /** How many examples there are, those that are not ranked included. */
  private final int examples;

  private RankedScores(int examples, int[] order, double[] scores, boolean[] yes) {
    this.examples = examples;
    this.order = order;
    this.scores = scores;
    this.yes = yes;
  }

  /**
   * Ranks scores.
   *
   * @param scores one for each example, higher for yes; may be infinite
   * @param labels the truth
   * @return the ranking
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static RankedScores of(double[] scores, boolean[] labels) {
    return of(scores, labels, new BitSet());
  }

  /** The same without the examples whose truth is not known. */
  public static RankedScores of(double[] scores, boolean[] labels, BitSet unknown) {
    PairedInput.pairUp(scores.length, "score", labels.length, "label");
    int n = scores.length;
    double[] falling = new double[n];
    for (int i = 0; i < n; i++) {
      PairedInput.rankable(scores[i], i);
      // Zeros of both signs are one score.
      falling[i] = 0.0 - scores[i];
    }
    double[] distinct = Arrays.stream(falling).sorted().distinct().toArray();
    long[] keys =
        IntStream.range(0, n)
            .filter(i -> !unknown.get(i))
            .mapToLong(i -> (long) Arrays.binarySearch(distinct, falling[i]) << 32 | i)
            .sorted()
            .toArray();
    int[] order = new int[keys.length];
    double[] sorted = new double[keys.length];
    boolean[] yes = new boolean[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i];
      sorted[i] = 0.0 - falling[order[i]];
      yes[i] = labels[order[i]];
    }
    return new RankedScores(n, order, sorted, yes);
  }

  /**
   * Ranks the scores of one class against all others.
   *
   * @param scores one for each example, higher for the positive class
   * @param labels the class of each example
   * @param positive which class counts as positive
   * @return the ranking
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static RankedScores of(double[] scores, int[] labels, int positive) {
    boolean[] found = new boolean[labels.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = labels[i] == positive;
    }
    return of(scores, found);
  }

  private int[] once() {
    int[] once = new int[examples];
    Arrays.fill(once, 1);
    return once;
  }

  private static OptionalDouble defined(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** How many examples are yes. */
  public int positives() {
    int positives = 0;
    for (boolean one : yes) {
      positives += one ? 1 : 0;
    }
    return positives;
  }

  /** Whether the example in this place is the last of those with its score. */
  private boolean endsTie(int place) {
    return place + 1 == scores.length || scores[place + 1] != scores[place];
  }

  /**
   * The area under the ROC curve: the share of pairs of a yes and a no that are in the right order,
   * ties counting one half.
   *
   * @return in [0, 1]; empty if a class is missing
   */
  public OptionalDouble auroc() {
    return defined(auroc(once()));
  }

  /** The same of a resample. */
  public double auroc(int[] times) {
    long positives = 0;
    long negatives = 0;
    long before = 0;
    long tied = 0;
    // Twice the count of (yes, no) pairs in the right order: whole numbers, no rounding.
    long twice = 0;
    for (int i = 0; i < order.length; i++) {
      if (yes[i]) {
        positives += times[order[i]];
      } else {
        tied += times[order[i]];
      }
      if (endsTie(i)) {
        twice += tied * (before + positives);
        negatives += tied;
        tied = 0;
        before = positives;
      }
    }
    return positives == 0 || negatives == 0 ? Double.NaN : twice / (2.0 * positives * negatives);
  }

  /**
   * The area under the precision-recall curve as average precision: the sum over thresholds of
   * precision times the gain of recall, without interpolation, as scikit-learn's {@code
   * average_precision_score}. Guessing has the share of yes.
   *
   * @return in (0, 1]; empty if there is no yes
   */
  public OptionalDouble averagePrecision() {
    return defined(averagePrecision(once()));
  }

  /** The same of a resample. */
  public double averagePrecision(int[] times) {
    long positives = 0;
    long taken = 0;
    long before = 0;
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      taken += times[order[i]];
      positives += yes[i] ? times[order[i]] : 0;
      if (positives > before && endsTie(i)) {
        sum += (double) (positives - before) * positives / taken;
        before = positives;
      }
    }
    return positives == 0 ? Double.NaN : sum / positives;
  }

  /**
   * F1 of taking the examples above a threshold for yes.
   *
   * @param threshold an example is taken for yes if its score is above it, see {@link Decisions}
   * @return in [0, 1], 0 if no yes was found; empty if there is no yes
   */
  public OptionalDouble f1(double threshold) {
    return defined(f1(threshold, once()));
  }

  /** The same of a resample. */
  public double f1(double threshold, int[] times) {
    long positives = 0;
    long taken = 0;
    long found = 0;
    for (int i = 0; i < order.length; i++) {
      int count = times[order[i]];
      positives += yes[i] ? count : 0;
      if (scores[i] > threshold) {
        taken += count;
        found += yes[i] ? count : 0;
      }
    }
    return positives == 0 ? Double.NaN : 2.0 * found / (positives + taken);
  }

  /**
   * The threshold with the highest F1 on these examples, for use on others; never tune on the
   * examples that are judged. It lies between two scores; of equally good ones the highest is
   * taken.
   *
   * @param between what lies halfway between a lower and a higher score
   * @return the threshold; empty if there is no yes
   */
  public OptionalDouble bestF1Threshold(DoubleBinaryOperator between) {
    int positives = positives();
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    int found = 0;
    double highest = -1;
    int best = 0;
    for (int i = 0; i < order.length; i++) {
      found += yes[i] ? 1 : 0;
      double f1 = 2.0 * found / (positives + i + 1);
      if (endsTie(i) && f1 > highest) {
        highest = f1;
        best = i;
      }
    }
    return OptionalDouble.of(
        best + 1 < scores.length
            ? between.applyAsDouble(scores[best + 1], scores[best])
            : Math.nextDown(scores[best]));
  }
}
