package org.helixbook.signal;

import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;

/**
 * The period-3 signal-to-noise ratio of a sequence (Tiwari et al. 1997; Yin and Yau 2005): how much
 * louder the frequency 1/3 is than the others. Coding DNA repeats its preference for certain bases
 * at certain codon positions every three bases; other DNA does not, and has a ratio about 1.
 *
 * <p>With U_b[k] the discrete Fourier transform of the indicator sequence of base b over N bases,
 * and S[k] the sum of |U_b[k]|^2 over A, C, G and T, the ratio is S[N/3] divided by the mean of
 * S[k] over k = 1 .. N-1 without N/3 and its mirror 2N/3. If N is no multiple of three, its last
 * one or two bases are left out.
 *
 * <p>No transform is needed: S[N/3] follows from how often each base stands at the three codon
 * positions, and the sum of all S[k] is N^2 (Parseval).
 */
public final class Period3Ratio {
  private Period3Ratio() {}

  /**
   * The ratio of a sequence.
   *
   * @param sequence at least 6 bp, no N
   * @return at least 0; infinite for a pure repeat of three bases, whose other frequencies are
   *     empty; 0 if all bases are the same
   * @throws InputProblem if the sequence is too short or holds N, with the position of the first N
   */
  public static double of(DnaSequence sequence) {
    int length = sequence.length() - sequence.length() % 3;
    if (length < 6) {
      throw new InputProblem(
          "sequence " + sequence.name(),
          "its " + sequence.length() + " bp are too few for a period-3 ratio",
          "give at least 6 bp");
    }
    long[][] counts = new long[4][3];
    for (int i = 0; i < sequence.length(); i++) {
      int base = NumericMapping.indexOf(sequence.baseAt(i));
      if (base < 0) {
        throw NumericMapping.unknownBase(sequence, i);
      }
      if (i < length) {
        counts[base][i % 3]++;
      }
    }
    // Twice S[N/3], so that it stays an integer.
    long twicePeak = 0;
    long zeroFrequency = 0;
    for (long[] n : counts) {
      twicePeak += square(n[0] - n[1]) + square(n[1] - n[2]) + square(n[2] - n[0]);
      zeroFrequency += square(n[0] + n[1] + n[2]);
    }
    long others = square(length) - zeroFrequency - twicePeak;
    if (twicePeak == 0) {
      return 0;
    }
    return others == 0
        ? Double.POSITIVE_INFINITY
        : 0.5 * twicePeak / ((double) others / (length - 3));
  }

  private static long square(long value) {
    return value * value;
  }
}
