package org.helixbook.eval;

/**
 * The 95 % interval of a proportion by Wilson's score (Wilson 1927, doi
 * 10.1080/01621459.1927.10502953), which stays inside [0, 1] and keeps its coverage near the ends.
 */
public final class ProportionInterval {
  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  private ProportionInterval() {}

  /**
   * The interval.
   *
   * @param successes how many examples have the property, such as a right prediction
   * @param trials how many examples there are
   * @return the share with its 95 % interval; all NaN without trials
   * @throws IllegalArgumentException unless {@code 0 <= successes <= trials}
   */
  public static ConfidenceInterval wilson(int successes, int trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
    }
    if (trials == 0) {
      return new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN, 0.95);
    }
    double share = (double) successes / trials;
    double squared = Z * Z / trials;
    double center = (share + squared / 2) / (1 + squared);
    double half = Z * Math.sqrt((share * (1 - share) + squared / 4) / trials) / (1 + squared);
    // The ends are exact at 0 and 1; rounding must not take them a hair outside.
    double low = successes == 0 ? 0 : center - half;
    double high = successes == trials ? 1 : center + half;
    return new ConfidenceInterval(share, low, high, 0.95);
  }
}
