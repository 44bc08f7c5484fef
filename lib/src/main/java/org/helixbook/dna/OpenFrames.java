package org.helixbook.dna;

/**
 * Reading frames without a stop codon (TAA, TAG, TGA; standard genetic code). Coding sequence
 * always has one; other DNA meets a stop codon every twenty codons or so. A codon with an unknown
 * base is no stop codon, and one or two bases left over at the end are no codon.
 */
public final class OpenFrames {
  private static final int FRAMES = 3;

  private OpenFrames() {}

  /** Whether one of the three frames of the strand given has no stop codon from end to end. */
  public static boolean anyForward(DnaSequence sequence) {
    for (int frame = 0; frame < FRAMES; frame++) {
      if (longestRun(sequence, frame) == codons(sequence, frame)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The longest run of codons without a stop codon, in the three frames of either strand.
   *
   * @param sequence of any length
   * @return in codons; 0 for fewer than three bases
   */
  public static int longestRun(DnaSequence sequence) {
    DnaSequence reverse = sequence.reverseComplement();
    int longest = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      longest = Math.max(longest, longestRun(sequence, frame));
      longest = Math.max(longest, longestRun(reverse, frame));
    }
    return longest;
  }

  private static int codons(DnaSequence sequence, int frame) {
    return Math.max(0, sequence.length() - frame) / 3;
  }

  private static int longestRun(DnaSequence sequence, int frame) {
    int longest = 0;
    int run = 0;
    for (int codon = 0; codon < codons(sequence, frame); codon++) {
      run = isStop(sequence, frame + 3 * codon) ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static boolean isStop(DnaSequence sequence, int at) {
    char second = sequence.baseAt(at + 1);
    char third = sequence.baseAt(at + 2);
    return sequence.baseAt(at) == 'T'
        && (second == 'A' && (third == 'A' || third == 'G') || second == 'G' && third == 'A');
  }
}
