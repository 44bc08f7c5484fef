package org.helixbook.eval;

/**
 * McNemar's exact test of whether two classifiers err equally often on the same examples: the
 * two-sided binomial test on the examples where exactly one of them is right (McNemar 1947, doi
 * 10.1007/BF02295996).
 *
 * @param onlyFirstRight examples that only the first classifier got right
 * @param onlySecondRight examples that only the second got right
 * @param pValue the two-sided p-value, in (0, 1]
 */
public record McNemar(int onlyFirstRight, int onlySecondRight, double pValue) {

  /**
   * Compares two classifiers on the same examples.
   *
   * @param labels the actual class of each example
   * @param first the first classifier's predictions
   * @param second the second classifier's predictions
   * @return the test
   * @throws IllegalArgumentException if the lengths differ
   */
  public static McNemar of(int[] labels, int[] first, int[] second) {
    if (labels.length != first.length || labels.length != second.length) {
      throw new IllegalArgumentException(
          labels.length
              + " labels, "
              + first.length
              + " and "
              + second.length
              + " predictions do not pair up");
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < labels.length; i++) {
      boolean firstRight = first[i] == labels[i];
      boolean secondRight = second[i] == labels[i];
      onlyFirst += firstRight && !secondRight ? 1 : 0;
      onlySecond += secondRight && !firstRight ? 1 : 0;
    }
    return ofCounts(onlyFirst, onlySecond);
  }

  /**
   * The test from the two counts of disagreement.
   *
   * @param onlyFirstRight examples that only the first classifier got right
   * @param onlySecondRight examples that only the second got right
   * @return the test; p is 1 if they never disagree
   * @throws IllegalArgumentException if a count is below 0
   */
  public static McNemar ofCounts(int onlyFirstRight, int onlySecondRight) {
    if (onlyFirstRight < 0 || onlySecondRight < 0) {
      throw new IllegalArgumentException("a count is below 0");
    }
    int trials = onlyFirstRight + onlySecondRight;
    int fewer = Math.min(onlyFirstRight, onlySecondRight);
    // In logarithms, because 0.5 to the power of some thousand trials is no double.
    double logTerm = trials * Math.log(0.5);
    double tail = Math.exp(logTerm);
    for (int k = 1; k <= fewer; k++) {
      logTerm += Math.log(trials - k + 1.0) - Math.log(k);
      tail += Math.exp(logTerm);
    }
    return new McNemar(onlyFirstRight, onlySecondRight, Math.min(1, 2 * tail));
  }
}
