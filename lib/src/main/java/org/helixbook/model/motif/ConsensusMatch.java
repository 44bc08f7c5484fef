package org.helixbook.model.motif;

import java.util.Arrays;
import org.helixbook.data.chromatin.BaseIds;
import org.helixbook.storage.Seeds;

/**
 * How well a motif agrees with a known consensus, at the best offset and on the better strand.
 *
 * @param consensus what is known, in IUPAC letters
 * @param letters how many of its letters are not N
 * @param agreeing at how many of these the motif's most frequent base is one of the consensus's
 * @param offset the motif's position under the first letter of the consensus; may be below 0
 * @param reversed whether the motif was read from the other strand
 * @param chance the share of shuffled orders of the consensus's letters that agree as well with the
 *     motif, each at its own best offset and strand
 */
public record ConsensusMatch(
    String consensus, int letters, int agreeing, int offset, boolean reversed, double chance) {
  private static final int SHUFFLES = 2000;
  private static final int FEWEST_SEQUENCES = 20;

  /** What may be said of a motif that was compared with a known one. */
  public enum Verdict {
    /** All letters agree, with one bit or more each on average. */
    RECOVERED("recovered"),
    /** More letters agree than in 95 % of shuffled orders, with half a bit or more on average. */
    PARTLY("partly recovered"),
    /** Neither. */
    NOT("NOT recovered"),
    /** Fewer than 20 sequences stand behind the motif: an alignment of few agrees by itself. */
    TOO_FEW("no conclusion, fewer than 20 windows");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    /** Its words for a reader. */
    public String label() {
      return label;
    }
  }

  /** One placement. */
  private record Place(int agreeing, int offset, boolean reversed) {}

  /**
   * Compares.
   *
   * @param motif what was found
   * @param consensus what is known, in IUPAC letters
   * @param seeds for the shuffles
   * @return the best match; the one nearest to offset 0 of equal ones, forward first
   */
  public static ConsensusMatch of(PositionWeightMatrix motif, String consensus, Seeds seeds) {
    int[] known = consensus.chars().map(c -> BaseIds.set((char) c)).toArray();
    int[] forward = top(motif);
    int[] reverse = top(motif.reverseComplement());
    Place best = best(known, forward, reverse);
    int asGood = 0;
    for (int i = 0; i < SHUFFLES; i++) {
      int[] order = seeds.permutation(known.length, "shuffle " + i + " of " + consensus);
      int[] shuffled = new int[known.length];
      for (int k = 0; k < order.length; k++) {
        shuffled[k] = known[order[k]];
      }
      asGood += best(shuffled, forward, reverse).agreeing() >= best.agreeing() ? 1 : 0;
    }
    return new ConsensusMatch(
        consensus,
        (int) consensus.chars().filter(c -> c != 'N').count(),
        best.agreeing(),
        best.offset(),
        best.reversed(),
        (1.0 + asGood) / (1 + SHUFFLES));
  }

  /**
   * The motif cut and turned so that it lies under the consensus.
   *
   * @param motif what was compared
   * @return as long as the consensus; without counts where the motif does not reach
   */
  public PositionWeightMatrix aligned(PositionWeightMatrix motif) {
    double[][] counts = (reversed ? motif.reverseComplement() : motif).counts();
    double[][] under = new double[consensus.length()][];
    for (int i = 0; i < under.length; i++) {
      int at = i + offset;
      under[i] = at >= 0 && at < counts.length ? counts[at] : new double[4];
    }
    return new PositionWeightMatrix(under);
  }

  /**
   * What may be said. The demands on letters and bits were fixed before any motif was seen; that a
   * motif of fewer windows than {@link #FEWEST_SEQUENCES} gets no verdict was added after a motif
   * of six windows from a network that had learned nothing had met them.
   *
   * @param motif what was compared
   * @return the verdict
   */
  public Verdict verdict(PositionWeightMatrix motif) {
    if (Arrays.stream(motif.counts()).mapToDouble(c -> Arrays.stream(c).sum()).max().orElse(0)
        < FEWEST_SEQUENCES) {
      return Verdict.TOO_FEW;
    }
    double[] bits = aligned(motif).bits();
    double sum = 0;
    for (int i = 0; i < bits.length; i++) {
      sum += consensus.charAt(i) == 'N' ? 0 : bits[i];
    }
    if (agreeing == letters && sum >= letters) {
      return Verdict.RECOVERED;
    }
    return chance < 0.05 && sum >= 0.5 * letters ? Verdict.PARTLY : Verdict.NOT;
  }

  /** The most frequent base of each position as a set of one. */
  private static int[] top(PositionWeightMatrix motif) {
    int[] top = new int[motif.length()];
    for (int i = 0; i < top.length; i++) {
      double[] counts = motif.counts()[i];
      int best = 0;
      for (int base = 1; base < counts.length; base++) {
        best = counts[base] > counts[best] ? base : best;
      }
      top[i] = 1 << best;
    }
    return top;
  }

  private static Place best(int[] known, int[] forward, int[] reverse) {
    Place best = new Place(-1, 0, false);
    for (int distance = 0; distance < Math.max(known.length, forward.length); distance++) {
      for (int offset : new int[] {distance, -distance}) {
        for (boolean reversed : new boolean[] {false, true}) {
          int agreeing = agreeing(known, reversed ? reverse : forward, offset);
          if (agreeing > best.agreeing()) {
            best = new Place(agreeing, offset, reversed);
          }
        }
      }
    }
    return best;
  }

  private static int agreeing(int[] known, int[] motif, int offset) {
    int agreeing = 0;
    for (int i = 0; i < known.length; i++) {
      int at = i + offset;
      boolean says = at >= 0 && at < motif.length && known[i] != 15;
      agreeing += says && (known[i] & motif[at]) != 0 ? 1 : 0;
    }
    return agreeing;
  }
}
