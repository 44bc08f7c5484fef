package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;

/**
 * Intervals for a classifier that gives every example the same class. All examples of a class are
 * then judged alike, so that resampling within the classes ({@link Bootstrap}) always draws the
 * same accuracy and F1, and its interval has no width, however few the examples are. Wilson's
 * interval of the counts stands instead ({@link ProportionInterval}), the one that the paper's
 * printed tables get.
 *
 * <p>Over several trainings on the same examples, all of one class each, value and ends are the
 * means of theirs.
 */
public final class OneClassInterval {
  private static final double LEVEL = 0.95;

  private OneClassInterval() {}

  /**
   * Whether the intervals are needed.
   *
   * @param predictions of each training, the class given to each example
   * @return whether each training gives all its examples one class; different trainings may differ
   *     in which
   */
  public static boolean isNeeded(List<int[]> predictions) {
    return predictions.stream()
        .allMatch(one -> one.length > 0 && Arrays.stream(one).allMatch(c -> c == one[0]));
  }

  /**
   * The interval of the accuracy.
   *
   * @param labels {@code [n]} the actual class of each example
   * @param predictions of each training {@code [n]}, the class given to each example
   * @return the mean accuracy with its 95 % interval
   */
  public static ConfidenceInterval accuracy(int[] labels, List<int[]> predictions) {
    return mean(
        predictions.stream()
            .map(
                one -> {
                  PairedInput.pairUp(labels.length, "label", one.length, "prediction");
                  int right = 0;
                  for (int i = 0; i < labels.length; i++) {
                    right += one[i] == labels[i] ? 1 : 0;
                  }
                  return ProportionInterval.wilson(right, labels.length);
                })
            .toList());
  }

  /**
   * The interval of the F1 of one class. F1 is 2J / (1 + J), and J, the share of hits among hits,
   * misses and false alarms, is a proportion.
   *
   * @param labels {@code [n]} the actual class of each example
   * @param predictions of each training {@code [n]}, the class given to each example
   * @return the mean F1 with its 95 % interval; NaN if the class is neither there nor given
   */
  public static ConfidenceInterval f1(int[] labels, List<int[]> predictions, int classIndex) {
    return mean(
        predictions.stream()
            .map(
                one -> {
                  PairedInput.pairUp(labels.length, "label", one.length, "prediction");
                  int hits = 0;
                  int concerned = 0;
                  for (int i = 0; i < labels.length; i++) {
                    boolean is = labels[i] == classIndex;
                    boolean given = one[i] == classIndex;
                    hits += is && given ? 1 : 0;
                    concerned += is || given ? 1 : 0;
                  }
                  ConfidenceInterval share = ProportionInterval.wilson(hits, concerned);
                  return new ConfidenceInterval(
                      f1(share.value()), f1(share.low()), f1(share.high()), LEVEL);
                })
            .toList());
  }

  private static double f1(double share) {
    return 2 * share / (1 + share);
  }

  private static ConfidenceInterval mean(List<ConfidenceInterval> each) {
    return new ConfidenceInterval(
        each.stream().mapToDouble(ConfidenceInterval::value).average().orElseThrow(),
        each.stream().mapToDouble(ConfidenceInterval::low).average().orElseThrow(),
        each.stream().mapToDouble(ConfidenceInterval::high).average().orElseThrow(),
        LEVEL);
  }
}
