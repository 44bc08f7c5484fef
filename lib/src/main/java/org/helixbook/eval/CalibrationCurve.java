package org.helixbook.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * How far predicted probabilities can be taken at their word: of the examples that were given about
 * 80 %, do about 80 % belong to the class? Probabilities are put into bins of equal width (the
 * reliability diagram; Guo et al. 2017, "On Calibration of Modern Neural Networks").
 *
 * @param bins those that hold examples, in rising order
 * @param examples how many there are in all
 */
public record CalibrationCurve(List<Bin> bins, int examples) {

  /**
   * One bin.
   *
   * @param low its lower end
   * @param high its upper end; only the last bin holds it
   * @param predicted the mean of the probabilities in it
   * @param observed the share of its examples that belong to the class
   * @param count how many examples it holds, at least 1
   */
  public record Bin(double low, double high, double predicted, double observed, int count) {}

  /** Copies the bins. */
  public CalibrationCurve {
    bins = List.copyOf(bins);
  }

  /**
   * Sorts probabilities into bins.
   *
   * @param probabilities of the positive class, {@code [n]}, each in [0, 1]
   * @param labels the class of each example, {@code [n]}
   * @param positive which class they are the probabilities of
   * @param binCount how many bins from 0 to 1, at least 1
   * @return the curve
   * @throws IllegalArgumentException if lengths, a probability or the number of bins cannot be used
   */
  public static CalibrationCurve of(
      double[] probabilities, int[] labels, int positive, int binCount) {
    if (probabilities.length != labels.length || binCount < 1) {
      throw new IllegalArgumentException(
          probabilities.length
              + " probabilities, "
              + labels.length
              + " labels, "
              + binCount
              + " bins");
    }
    double[] sums = new double[binCount];
    int[] hits = new int[binCount];
    int[] counts = new int[binCount];
    for (int i = 0; i < labels.length; i++) {
      double p = probabilities[i];
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("example " + i + " has the probability " + p);
      }
      int bin = Math.min(binCount - 1, (int) (p * binCount));
      sums[bin] += p;
      hits[bin] += labels[i] == positive ? 1 : 0;
      counts[bin]++;
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < binCount; b++) {
      if (counts[b] > 0) {
        bins.add(
            new Bin(
                (double) b / binCount,
                (b + 1.0) / binCount,
                sums[b] / counts[b],
                (double) hits[b] / counts[b],
                counts[b]));
      }
    }
    return new CalibrationCurve(bins, labels.length);
  }

  /**
   * Expected calibration error: the mean distance between predicted and observed, each bin counted
   * by its examples.
   *
   * @return in [0, 1]; 0 is perfect; NaN without examples
   */
  public double expectedError() {
    return bins.stream()
            .mapToDouble(bin -> bin.count() * Math.abs(bin.predicted() - bin.observed()))
            .sum()
        / examples;
  }
}
