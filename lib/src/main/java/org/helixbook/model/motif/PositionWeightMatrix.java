package org.helixbook.model.motif;

import java.util.Arrays;
import java.util.List;
import org.helixbook.data.chromatin.BaseIds;

/**
 * A motif: how often each base was seen at each of its positions.
 *
 * @param counts {@code [length][4]}, columns by base id (A, G, C, T)
 */
public record PositionWeightMatrix(double[][] counts) {
  private static final double PSEUDO_COUNT = 0.5;

  /** A consensus counts as if very many sequences stood behind it. */
  private static final double BEHIND_A_CONSENSUS = 1e6;

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if it has no position, or not four counts at each
   */
  public PositionWeightMatrix {
    if (counts.length == 0) {
      throw new IllegalArgumentException("a motif has at least one position");
    }
    for (double[] position : counts) {
      if (position.length != BaseIds.KNOWN || Arrays.stream(position).anyMatch(c -> !(c >= 0))) {
        throw new IllegalArgumentException("four counts a position, none below 0");
      }
    }
    counts = Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Counts the bases of aligned sequences.
   *
   * @param sequences of equal length, base ids; an unknown base counts for none
   * @return the matrix
   * @throws IllegalArgumentException if there is none, or lengths differ
   */
  public static PositionWeightMatrix of(List<byte[]> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("a motif is made of at least one sequence");
    }
    double[][] counts = new double[sequences.get(0).length][BaseIds.KNOWN];
    for (byte[] sequence : sequences) {
      if (sequence.length != counts.length) {
        throw new IllegalArgumentException("the sequences of a motif have other lengths");
      }
      for (int i = 0; i < sequence.length; i++) {
        if (sequence[i] != BaseIds.UNKNOWN) {
          counts[i][sequence[i]]++;
        }
      }
    }
    return new PositionWeightMatrix(counts);
  }

  /**
   * A motif as a consensus states it.
   *
   * @param consensus IUPAC letters, such as {@code CCGCGNGGNGGCAG}
   * @return each position's bases in equal parts
   * @throws IllegalArgumentException if a letter is none of IUPAC's
   */
  public static PositionWeightMatrix ofConsensus(String consensus) {
    double[][] counts = new double[consensus.length()][BaseIds.KNOWN];
    for (int i = 0; i < counts.length; i++) {
      int set = BaseIds.set(consensus.charAt(i));
      for (int base = 0; base < BaseIds.KNOWN; base++) {
        counts[i][base] = (set >> base & 1) * BEHIND_A_CONSENSUS / Integer.bitCount(set);
      }
    }
    return new PositionWeightMatrix(counts);
  }

  /** Positions. */
  public int length() {
    return counts.length;
  }

  /** Bits of each position, {@code [length]}, 0 to 2, corrected for the number of sequences. */
  public double[] bits() {
    return Arrays.stream(counts).mapToDouble(InformationContent::correctedBits).toArray();
  }

  /**
   * The letters' heights in a logo: each base's share of the position's bits.
   *
   * @return {@code [length][4]} in bits
   */
  public double[][] letterBits() {
    double[] bits = bits();
    double[][] heights = new double[length()][BaseIds.KNOWN];
    for (int i = 0; i < heights.length; i++) {
      double total = Arrays.stream(counts[i]).sum();
      for (int base = 0; base < BaseIds.KNOWN; base++) {
        heights[i][base] = total == 0 ? 0 : bits[i] * counts[i][base] / total;
      }
    }
    return heights;
  }

  /**
   * One letter a position by Cavener's rule (1987): a base alone if it has more than half and more
   * than twice as much as the next; two if they have more than three quarters together; else N.
   *
   * @return IUPAC letters
   */
  public String consensus() {
    StringBuilder text = new StringBuilder();
    for (double[] position : counts) {
      Integer[] order = {0, 1, 2, 3};
      Arrays.sort(order, (a, b) -> Double.compare(position[b], position[a]));
      double total = Arrays.stream(position).sum();
      double first = position[order[0]];
      double second = position[order[1]];
      if (first > total / 2 && first > 2 * second) {
        text.append(BaseIds.letterOfSet(1 << order[0]));
      } else if (first + second > 0.75 * total) {
        text.append(BaseIds.letterOfSet(1 << order[0] | 1 << order[1]));
      } else {
        text.append('N');
      }
    }
    return text.toString();
  }

  /** The same motif as the other strand spells it. */
  public PositionWeightMatrix reverseComplement() {
    double[][] other = new double[length()][BaseIds.KNOWN];
    for (int i = 0; i < other.length; i++) {
      for (byte base = 0; base < BaseIds.KNOWN; base++) {
        other[length() - 1 - i][BaseIds.complement(base)] = counts[i][base];
      }
    }
    return new PositionWeightMatrix(other);
  }

  /**
   * How much likelier a stretch is under the motif than under four equally likely bases.
   *
   * @param bases {@code [length]} or longer, base ids
   * @param from where the stretch begins
   * @return bits; half a count is added for each base, and an unknown base counts 0
   */
  public double logOdds(byte[] bases, int from) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += weight(i, bases[from + i]);
    }
    return sum;
  }

  private double weight(int position, byte base) {
    if (base == BaseIds.UNKNOWN) {
      return 0;
    }
    double[] column = counts[position];
    double total = column[0] + column[1] + column[2] + column[3];
    double share = (column[base] + PSEUDO_COUNT) / (total + BaseIds.KNOWN * PSEUDO_COUNT);
    return Math.log(BaseIds.KNOWN * share) / Math.log(2);
  }

  /** All log odds, {@code [length][4]} in bits, as {@link #logOdds} adds them up. */
  double[][] weights() {
    double[][] weights = new double[length()][BaseIds.KNOWN];
    for (int i = 0; i < weights.length; i++) {
      for (byte base = 0; base < BaseIds.KNOWN; base++) {
        weights[i][base] = weight(i, base);
      }
    }
    return weights;
  }
}
