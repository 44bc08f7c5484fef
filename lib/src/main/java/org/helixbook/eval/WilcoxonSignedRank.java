package org.helixbook.eval;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/**
 * Wilcoxon's signed-rank test of whether paired differences lie symmetrically around 0, two-sided
 * (Wilcoxon 1945, doi 10.2307/3001968). Differences of 0 are left out; equal ones share the mean of
 * their ranks. Up to 50 differences the distribution is exact, ties included; above, it is normal
 * with the variance corrected for ties, without correction for continuity.
 *
 * @param differences how many differences are not 0
 * @param positiveRanks the sum of the ranks of the positive ones
 * @param negativeRanks the sum of the ranks of the negative ones
 * @param pValue in (0, 1]; 1 if all differences are 0
 * @param exact whether p comes from the exact distribution
 */
public record WilcoxonSignedRank(
    int differences, double positiveRanks, double negativeRanks, double pValue, boolean exact) {
  private static final int EXACT_UP_TO = 50;

  /**
   * Tests differences.
   *
   * @param differences of the pairs
   * @return the test
   * @throws IllegalArgumentException if one is NaN
   */
  public static WilcoxonSignedRank of(double[] differences) {
    double[] kept = Arrays.stream(differences).filter(d -> d != 0).toArray();
    for (double difference : kept) {
      if (Double.isNaN(difference)) {
        throw new IllegalArgumentException("a difference is NaN: leave undefined pairs out");
      }
    }
    int n = kept.length;
    double[] sizes = Arrays.stream(kept).map(Math::abs).sorted().toArray();
    // Twice the ranks: whole numbers also where ties share one.
    int[] twice = new int[n];
    double ties = 0;
    for (int start = 0; start < n; ) {
      int end = start;
      while (end < n && sizes[end] == sizes[start]) {
        end++;
      }
      Arrays.fill(twice, start, end, start + 1 + end);
      double tied = end - start;
      ties += tied * tied * tied - tied;
      start = end;
    }
    long positive = 0;
    long total = 0;
    for (double difference : kept) {
      int rank = twice[Arrays.binarySearch(sizes, Math.abs(difference))];
      total += rank;
      positive += difference > 0 ? rank : 0;
    }
    long smaller = Math.min(positive, total - positive);
    boolean exact = n <= EXACT_UP_TO;
    double p = exact ? exactP(twice, smaller) : normalP(n, smaller / 2.0, ties);
    return new WilcoxonSignedRank(n, positive / 2.0, (total - positive) / 2.0, p, exact);
  }

  /** Twice the chance that random signs make a sum of ranks this small. */
  private static double exactP(int[] twice, long smaller) {
    double[] chance = new double[(int) smaller + 1];
    chance[0] = 1;
    for (int rank : twice) {
      for (int sum = (int) smaller; sum >= 0; sum--) {
        chance[sum] = (chance[sum] + (sum >= rank ? chance[sum - rank] : 0)) / 2;
      }
    }
    return Math.min(1, 2 * Arrays.stream(chance).sum());
  }

  private static double normalP(int n, double smaller, double ties) {
    double mean = n * (n + 1.0) / 4;
    double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
    return Math.min(1, Erf.erfc((mean - smaller) / Math.sqrt(2 * variance)));
  }
}
