package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class Period3RatioTest {

  private static double ratio(String bases) {
    return Period3Ratio.of(DnaSequence.of("s", bases));
  }

  @Provide
  static Arbitrary<String> dna() {
    return Arbitraries.strings().withChars("ACGT").ofMinLength(6).ofMaxLength(90);
  }

  @Test
  void byHand() {
    // ACGACT: counts by codon position A 2 0 0, C 0 2 0, G 0 0 1, T 0 0 1.
    // S[2] = 4 + 4 + 1 + 1 = 10; S[0] = 4 + 4 + 1 + 1 = 10; all S sum to 36.
    // The three others share 36 - 10 - 2 * 10 = 6, mean 2: ratio 5.
    assertEquals(5, ratio("ACGACT"), 1e-12);
  }

  @Test
  void lastIncompleteCodonIsLeftOut() {
    assertEquals(5, ratio("ACGACTG"), 1e-12);
    assertEquals(5, ratio("ACGACTGG"), 1e-12);
  }

  @Test
  void extremesAreDefined() {
    assertEquals(Double.POSITIVE_INFINITY, ratio("ATGATGATG"));
    assertEquals(0, ratio("AAAAAAAAA"));
    // Period 2: each base stands equally often at the three positions.
    assertEquals(0, ratio("ACACAC"));
  }

  @Test
  void unusableSequencesAreRefused() {
    var tooShort = assertThrows(InputProblem.class, () -> ratio("ACGTA"));
    assertTold(tooShort.getMessage(), "sequence s", "5 bp", "6 bp");
    var unknown = assertThrows(InputProblem.class, () -> ratio("ACGTANN"));
    assertTold(unknown.getMessage(), "sequence s, base 6", "N");
    // The N is in the part that is left out, and is still told.
    assertThrows(InputProblem.class, () -> ratio("ACGTAAN"));
  }

  /** The ratio read off the kit's own whole-window transform, an independent way to it. */
  @Property(tries = 300)
  void isThatOfTheVossSpectrum(@ForAll("dna") String bases) {
    String whole = bases.substring(0, bases.length() - bases.length() % 3);
    int n = whole.length();
    double[] power =
        new Stft(new StftSettings(n, 1, Taper.RECTANGULAR, false))
            .transform(DnaSequence.of("s", whole), NumericMapping.VOSS)
            .totalPower()[0];
    double others = 0;
    for (int k = 1; k < n; k++) {
      if (k != n / 3 && k != 2 * n / 3) {
        others += power[Math.min(k, n - k)] / (n - 3);
      }
    }
    double ratio = ratio(bases);
    if (others > 1e-9) {
      assertEquals(power[n / 3] / others, ratio, 1e-9 * (1 + ratio));
    }
  }

  @Property(tries = 200)
  void otherStrandHasTheSameRatio(@ForAll("dna") String bases) {
    String whole = bases.substring(0, bases.length() - bases.length() % 3);
    DnaSequence sequence = DnaSequence.of("s", whole);
    assertEquals(Period3Ratio.of(sequence), Period3Ratio.of(sequence.reverseComplement()));
  }
}
