package org.helixbook.experiment;

import java.util.Arrays;
import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ResampledAuc;

/** The difference of two methods on the same windows, in accuracy or AUC. */
public final class PairedDifference {
  private PairedDifference() {}

  /**
   * Mean accuracy of the first minus that of the second; the interval resamples the windows that
   * both have judged.
   *
   * @param first the classes that the first gives, an array a seed
   * @param second likewise
   * @param labels {@code [n]} the true classes
   * @param bootstrap how to resample
   * @return the difference, in [-1, 1]
   */
  public static ConfidenceInterval ofAccuracy(
      List<int[]> first, List<int[]> second, int[] labels, Bootstrap bootstrap) {
    double[] gain = new double[labels.length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = shareRight(first, labels[i], i) - shareRight(second, labels[i], i);
    }
    return bootstrap.interval(
        labels,
        rows -> Arrays.stream(rows).mapToDouble(row -> gain[row]).average().orElse(Double.NaN),
        "difference of accuracies");
  }

  /**
   * Mean area under the ROC curve of the first minus that of the second; the interval resamples the
   * windows that both have judged.
   *
   * @param first the scores that the first gives, high for class 0, an array a seed
   * @param second likewise
   * @param labels {@code [n]} the true classes
   * @param bootstrap how to resample
   * @return the difference, in [-1, 1]
   */
  public static ConfidenceInterval ofAuc(
      List<double[]> first, List<double[]> second, int[] labels, Bootstrap bootstrap) {
    List<ResampledAuc> one = VariantResult.ranked(first, labels);
    List<ResampledAuc> other = VariantResult.ranked(second, labels);
    return bootstrap.interval(
        labels, rows -> meanAuc(one, rows) - meanAuc(other, rows), "difference of areas");
  }

  private static double meanAuc(List<ResampledAuc> scores, int[] rows) {
    return scores.stream().mapToDouble(one -> one.auc(rows)).average().orElseThrow();
  }

  private static double shareRight(List<int[]> decided, int label, int row) {
    return decided.stream().mapToInt(one -> one[row] == label ? 1 : 0).average().orElseThrow();
  }
}
