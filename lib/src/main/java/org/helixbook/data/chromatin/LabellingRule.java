package org.helixbook.data.chromatin;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.helixbook.dna.GenomicInterval;

/**
 * When a bin of the genome is positive for a feature: when peaks of the feature cover enough of it.
 * Bins lie side by side from the chromosome's first base on; an incomplete one at the end is none.
 *
 * @param binLength bases a bin
 * @param smallestCover the fewest covered bases of a positive bin
 * @param byOnePeak whether one peak must cover them, or several may do so together
 */
public record LabellingRule(int binLength, int smallestCover, boolean byOnePeak) {

  /**
   * DeepSEA's rule, as its paper words it: bins of 200 bp, positive if more than half of it, 101
   * bp, lies in peaks.
   */
  public static final LabellingRule DEEPSEA = new LabellingRule(200, 101, false);

  /**
   * The same as {@code bedtools intersect -f} reads it, which looks at one peak at a time: two that
   * cover a half only together do not count.
   */
  public static final LabellingRule DEEPSEA_BY_ONE_PEAK = new LabellingRule(200, 101, true);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException unless {@code 1 <= smallestCover <= binLength}
   */
  public LabellingRule {
    if (smallestCover < 1 || smallestCover > binLength) {
      throw new IllegalArgumentException(
          "of " + binLength + " bp at least " + smallestCover + " cannot be covered");
    }
  }

  /**
   * The number of whole bins.
   *
   * @param chromosomeLength bases of the chromosome
   * @return how many bins it has
   */
  public int bins(int chromosomeLength) {
    return chromosomeLength / binLength;
  }

  /**
   * The positive bins of one chromosome. The peaks may overlap and come in any order; where they
   * may cover a bin together, a base under several of them counts once.
   *
   * @param peaks the feature's peaks on this chromosome; what lies past its end is ignored
   * @param chromosomeLength bases of the chromosome
   * @return one bit a bin
   */
  public BitSet positiveBins(List<GenomicInterval> peaks, int chromosomeLength) {
    int bins = bins(chromosomeLength);
    int[] covered = new int[bins]; // by all peaks together, or the most by one
    int done = 0;
    for (GenomicInterval peak :
        peaks.stream().sorted(Comparator.comparingInt(GenomicInterval::start)).toList()) {
      int from = byOnePeak ? peak.start() : Math.max(done, peak.start());
      int to = Math.min(peak.end(), bins * binLength);
      for (int at = from; at < to; ) {
        int bin = at / binLength;
        int next = Math.min(to, (bin + 1) * binLength);
        covered[bin] = byOnePeak ? Math.max(covered[bin], next - at) : covered[bin] + next - at;
        at = next;
      }
      done = Math.max(done, to);
    }
    BitSet positive = new BitSet(bins);
    for (int bin = 0; bin < bins; bin++) {
      if (covered[bin] >= smallestCover) {
        positive.set(bin);
      }
    }
    return positive;
  }
}
