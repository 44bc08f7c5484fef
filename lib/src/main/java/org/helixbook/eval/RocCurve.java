package org.helixbook.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of a score: the true-positive rate against the
 * false-positive rate as the threshold falls, one point for each distinct score.
 *
 * <p>Own code, because ND4J's exact ROC orders equal scores as they come: ties then have an AUC
 * that depends on the order of the examples. Here a tie between a positive and a negative counts
 * one half, so the AUC is exactly the Mann-Whitney statistic (Hanley and McNeil 1982, doi
 * 10.1148/radiology.143.1.7063747).
 *
 * @param points from (0, 0) to (1, 1); empty if a class is missing
 * @param auc the area under the curve, in [0, 1]; NaN if a class is missing
 * @param positives how many positive examples there are
 * @param negatives how many negative examples there are
 */
public record RocCurve(List<Point> points, double auc, int positives, int negatives) {

  /**
   * One threshold.
   *
   * @param threshold examples that score at least this much are taken for positive; infinite for
   *     the first point
   * @param falsePositiveRate the share of negatives taken for positive
   * @param truePositiveRate the share of positives taken for positive
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  /** Makes the points unchangeable. */
  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of a score.
   *
   * @param scores one for each example, higher for the positive class
   * @param labels the class of each example
   * @param positive which class counts as positive (0, CDN, in Paper 1)
   * @return the curve
   * @throws IllegalArgumentException if the lengths differ or a score is NaN
   */
  public static RocCurve of(double[] scores, int[] labels, int positive) {
    PairedInput.pairUp(scores.length, "score", labels.length, "label");
    int positives = 0;
    for (int i = 0; i < labels.length; i++) {
      PairedInput.rankable(scores[i], i);
      positives += labels[i] == positive ? 1 : 0;
    }
    int negatives = labels.length - positives;
    if (positives == 0 || negatives == 0) {
      return new RocCurve(List.of(), Double.NaN, positives, negatives);
    }
    return count(scores, labels, positive, positives, negatives);
  }

  private static RocCurve count(
      double[] scores, int[] labels, int positive, int positives, int negatives) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    long truePositives = 0;
    long falsePositives = 0;
    // Twice the count of (positive, negative) pairs in the right order: whole numbers, no rounding.
    long rightPairsTwice = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      long tiedPositives = 0;
      double score = scores[order[start]];
      while (end < order.length && scores[order[end]] == score) {
        tiedPositives += labels[order[end]] == positive ? 1 : 0;
        end++;
      }
      long tiedNegatives = end - start - tiedPositives;
      rightPairsTwice += tiedNegatives * (2 * truePositives + tiedPositives);
      truePositives += tiedPositives;
      falsePositives += tiedNegatives;
      points.add(
          new Point(
              score, (double) falsePositives / negatives, (double) truePositives / positives));
      start = end;
    }
    double auc = rightPairsTwice / (2.0 * positives * negatives);
    return new RocCurve(points, auc, positives, negatives);
  }
}
