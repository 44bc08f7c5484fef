package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.threshold.GcContentBaseline;
import org.helixbook.model.threshold.Period3Classifier;
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
    assertEquals(
        "sequence s: its 5 bp are too few for a period-3 ratio; give at least 6 bp",
        tooShort.getMessage());
    var unknown = assertThrows(InputProblem.class, () -> ratio("ACGTANN"));
    assertEquals(
        "sequence s, base 6: it is N, which has no numeric value; "
            + "use windows of A, C, G and T only",
        unknown.getMessage());
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

  @Test
  void classifierCallsHighRatiosCoding() {
    List<DnaSequence> training =
        List.of(
            DnaSequence.of("c1", "ACGACT"),
            DnaSequence.of("c2", "ATGATGATG"),
            DnaSequence.of("n1", "ACACAC"),
            DnaSequence.of("n2", "AAAAAA"));
    int[] labels = {0, 0, 1, 1};
    Period3Classifier classifier = Period3Classifier.fit(training, labels);
    // Ratios 5, infinite, 0, 0: halfway between 0 and 5.
    assertEquals(2.5, classifier.threshold().threshold(), 1e-12);
    assertArrayEquals(labels, classifier.classify(training));
    assertEquals(1, classifier.accuracy(training, labels));
    assertArrayEquals(
        new double[] {5, Double.POSITIVE_INFINITY, 0, 0},
        Period3Classifier.scores(training),
        1e-12);
  }

  @Test
  void gcBaselineCallsHighGcCoding() {
    List<DnaSequence> training =
        List.of(
            DnaSequence.of("c1", "GGCC"),
            DnaSequence.of("c2", "GCTA"),
            DnaSequence.of("n1", "GATT"),
            DnaSequence.of("n2", "GGGG"));
    int[] labels = {0, 0, 1, 1};
    GcContentBaseline baseline = GcContentBaseline.fit(training, labels);
    assertEquals(0.375, baseline.threshold().threshold());
    assertArrayEquals(new int[] {0, 0, 1, 0}, baseline.classify(training));
    assertEquals(0.75, baseline.accuracy(training, labels));
    assertArrayEquals(new double[] {1, 0.5, 0.25, 1}, GcContentBaseline.scores(training));
  }
}
