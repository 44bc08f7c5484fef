package org.helixbook.eval;

/**
 * A measured value with the least and the greatest that were seen, such as the fastest and the
 * slowest epoch: no confidence interval, and without coverage of anything.
 *
 * @param value the estimate
 * @param low the least
 * @param high the greatest
 */
public record Range(double value, double low, double high) {

  /**
   * Checks the order of the ends; NaN passes, for what is undefined.
   *
   * @throws IllegalArgumentException if the least is above the greatest
   */
  public Range {
    if (low > high) {
      throw new IllegalArgumentException(low + " is above " + high);
    }
  }
}
