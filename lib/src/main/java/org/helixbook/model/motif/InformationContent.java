package org.helixbook.model.motif;

/**
 * How many bits a position of a motif says about its base: 2 minus the entropy of the base
 * frequencies (Schneider and Stephens 1990, doi 10.1093/nar/18.20.6097). Background: all four bases
 * alike.
 */
public final class InformationContent {
  private static final double ALL = 2;

  private InformationContent() {}

  /**
   * The bits of one position.
   *
   * @param counts {@code [4]}, how often each base was seen, at least 0
   * @return 0 to 2; 0 if nothing was seen
   */
  public static double bits(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    if (total == 0) {
      return 0;
    }
    double entropy = 0;
    for (double count : counts) {
      if (count > 0) {
        double share = count / total;
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return Math.max(0, ALL - entropy);
  }

  /**
   * The same less what a small number of sequences shows by chance alone, {@code 3 / (2 n ln 2)}.
   *
   * @param counts {@code [4]}
   * @return 0 to 2
   */
  public static double correctedBits(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total == 0 ? 0 : Math.max(0, bits(counts) - 3 / (2 * total * Math.log(2)));
  }
}
