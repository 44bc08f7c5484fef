package org.helixbook.eval;

/**
 * A measured value with an interval around it.
 *
 * @param value the estimate
 * @param low the interval's lower end
 * @param high its upper end
 * @param level its nominal coverage, in (0, 1): 0.95 for a 95 % interval
 */
public record ConfidenceInterval(double value, double low, double high, double level) {

  /**
   * Checks the order of the ends; NaN passes, for what is undefined.
   *
   * @throws IllegalArgumentException if the lower end is above the upper or the level outside (0,
   *     1)
   */
  public ConfidenceInterval {
    if (low > high) {
      throw new IllegalArgumentException("lower end " + low + " is above upper end " + high);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
    }
  }
}
