package org.helixbook.model.threshold;

import java.util.Arrays;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;

/**
 * A classifier of two classes with one parameter: a score above the threshold is one class, any
 * other score the other.
 *
 * @param threshold any number but NaN; may be infinite, and then one class is always given
 * @param classAbove the label given to scores above it, 0 or 1
 */
public record ThresholdClassifier(double threshold, int classAbove) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the threshold is NaN or the label not 0 or 1
   */
  public ThresholdClassifier {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("the threshold is NaN");
    }
    checkLabel(classAbove);
  }

  /**
   * Fits the threshold for the highest accuracy on a training set. It is tried below all scores,
   * halfway between each two neighbouring different scores (at the lower one if the upper is
   * infinite), and at the highest score; of thresholds with equal accuracy the lowest is taken.
   *
   * @param scores {@code [n]}, no NaN; of training examples only
   * @param labels {@code [n]}, 0 or 1
   * @param classAbove the label of high scores, 0 or 1, known beforehand
   * @return the classifier
   * @throws InputProblem if there is no score, or if one is NaN
   * @throws IllegalArgumentException if lengths or labels do not fit
   */
  public static ThresholdClassifier fit(double[] scores, int[] labels, int classAbove) {
    check(scores, labels);
    checkLabel(classAbove);
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    // + 0.0 makes of -0.0 and 0.0 one score, as the comparison in classify has it.
    Arrays.sort(order, (a, b) -> Double.compare(scores[a] + 0.0, scores[b] + 0.0));
    // Below all scores everything is classAbove.
    int right = 0;
    for (int label : labels) {
      right += label == classAbove ? 1 : 0;
    }
    int best = right;
    double threshold = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < order.length; i++) {
      right += labels[order[i]] == classAbove ? -1 : 1;
      boolean last = i + 1 == order.length;
      if (!last && scores[order[i + 1]] == scores[order[i]]) {
        continue;
      }
      if (right > best) {
        best = right;
        threshold = last ? scores[order[i]] : between(scores[order[i]], scores[order[i + 1]]);
      }
    }
    return new ThresholdClassifier(threshold, classAbove);
  }

  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle > low && middle < high ? middle : low;
  }

  private static void check(double[] scores, int[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          "there are "
              + CountText.of(scores.length, "score")
              + " and "
              + CountText.of(labels.length, "label"));
    }
    if (scores.length == 0) {
      throw new InputProblem(
          "threshold", "there is no training score to fit it on", "give at least one");
    }
    for (int i = 0; i < scores.length; i++) {
      checkLabel(labels[i]);
      if (Double.isNaN(scores[i])) {
        throw new InputProblem(
            "score " + i + " of the training set", "it is NaN", "leave that example out");
      }
    }
  }

  private static void checkLabel(int label) {
    if (label != 0 && label != 1) {
      throw new IllegalArgumentException("label " + label + " is not 0 or 1");
    }
  }

  /**
   * The class of a score.
   *
   * @param score any number but NaN
   * @return 0 or 1
   * @throws IllegalArgumentException if it is NaN
   */
  public int classify(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("a score that is NaN has no class");
    }
    return score > threshold ? classAbove : 1 - classAbove;
  }

  /**
   * The classes of many scores.
   *
   * @param scores {@code [n]}, no NaN
   * @return {@code [n]}, 0 or 1
   */
  public int[] classify(double[] scores) {
    return Arrays.stream(scores).mapToInt(this::classify).toArray();
  }

  /**
   * The share of scores whose class is right.
   *
   * @param scores {@code [n]}, no NaN, at least one
   * @param labels {@code [n]}, 0 or 1
   * @return in [0, 1]
   */
  public double accuracy(double[] scores, int[] labels) {
    check(scores, labels);
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      right += classify(scores[i]) == labels[i] ? 1 : 0;
    }
    return (double) right / scores.length;
  }
}
