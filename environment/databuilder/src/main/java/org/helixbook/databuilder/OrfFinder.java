package org.helixbook.databuilder;

import java.util.Optional;
import org.helixbook.dna.DnaSequence;

/**
 * Finds the longest open reading frame on the strand given: from ATG to the first stop codon (TAA,
 * TAG, TGA) in the same frame, standard genetic code. A frame that meets an unknown base (N) or the
 * end of the sequence before a stop codon is not one.
 */
final class OrfFinder {
  private OrfFinder() {}

  /**
   * An open reading frame.
   *
   * @param start the A of its ATG, from 0
   * @param end one past the last base of its last sense codon; the stop codon follows
   */
  record Orf(int start, int end) {
    /** Its length without the stop codon, in nt; a multiple of 3. */
    int length() {
      return end - start;
    }
  }

  /**
   * The longest one; of several of the same length the one that starts first.
   *
   * @param sequence read 5' to 3'
   * @return nothing if no ATG is followed by a stop codon in its frame
   */
  static Optional<Orf> longest(DnaSequence sequence) {
    Orf best = null;
    for (int frame = 0; frame < 3; frame++) {
      int start = -1;
      for (int i = frame; i + 3 <= sequence.length(); i += 3) {
        char a = sequence.baseAt(i);
        char b = sequence.baseAt(i + 1);
        char c = sequence.baseAt(i + 2);
        if (a == 'N' || b == 'N' || c == 'N') {
          start = -1;
        } else if (isStop(a, b, c)) {
          if (start >= 0) {
            best = better(best, new Orf(start, i));
          }
          start = -1;
        } else if (start < 0 && a == 'A' && b == 'T' && c == 'G') {
          start = i;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Orf better(Orf best, Orf next) {
    boolean replaces =
        best == null
            || next.length() > best.length()
            || (next.length() == best.length() && next.start() < best.start());
    return replaces ? next : best;
  }

  private static boolean isStop(char a, char b, char c) {
    return a == 'T' && ((b == 'A' && (c == 'A' || c == 'G')) || (b == 'G' && c == 'A'));
  }
}
