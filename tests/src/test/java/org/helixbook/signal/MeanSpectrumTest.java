package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class MeanSpectrumTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withMapping(NumericMapping.VOSS)
          .withStft(new StftSettings(6, 6, Taper.RECTANGULAR, true));

  @Test
  void aPureRepeatHasAllItsPowerAtItsFrequency() {
    // Period 3: of the bins 0, 1/6, 1/3, 1/2 only 1/3 has power, so it is 4 times the mean.
    // Period 2: only 1/2.
    LabelledSequences set =
        new LabelledSequences(
            List.of(DnaSequence.of("a", "ACGACGACGACG"), DnaSequence.of("b", "ACACACACACAC")),
            new int[] {0, 1},
            CLASSES);
    MeanSpectrum spectrum = MeanSpectrum.ofEachClass(PIPELINE, set);
    assertEquals(4.0, spectrum.at(0, 1.0 / 3), 1e-9);
    assertEquals(0.0, spectrum.at(0, 0.5), 1e-9);
    assertEquals(4.0, spectrum.at(1, 0.5), 1e-9);
    assertEquals(0.0, spectrum.at(1, 1.0 / 3), 1e-9);
  }

  @Test
  void aClassWithoutWindowsIsRefused() {
    LabelledSequences set =
        new LabelledSequences(List.of(DnaSequence.of("a", "ACGACGACGACG")), new int[] {0}, CLASSES);
    var problem =
        assertThrows(IllegalArgumentException.class, () -> MeanSpectrum.ofEachClass(PIPELINE, set));
    assertEquals("there is no window of the class LNSD", problem.getMessage());
  }

  @Test
  void theMeanOfSeveralWindowsIsTakenByHand() {
    // A window of period 3 (power at 1/3 alone, 4 times its mean) and one of period 2 (at 1/2).
    LabelledSequences set =
        new LabelledSequences(
            List.of(DnaSequence.of("a", "ACGACGACGACG"), DnaSequence.of("b", "ACACACACACAC")),
            new int[] {0, 0},
            List.of("any"));
    MeanSpectrum spectrum = MeanSpectrum.ofEachClass(PIPELINE, set);
    assertArrayEquals(new double[] {0, 1 / 6.0, 1 / 3.0, 0.5}, spectrum.frequencies(), 1e-15);
    assertArrayEquals(new double[] {0, 0, 2, 2}, spectrum.powerOfEachClass().get(0), 1e-9);
    assertEquals(2.0, spectrum.at(0, 0.30), 1e-9, "the nearest bin is 1/3");
    assertEquals(0.0, spectrum.at(0, 0.24), 1e-9, "the nearest bin is 1/6");
  }

  @Test
  void aWindowOfOneBaseOnlyIsRefused() {
    LabelledSequences set =
        new LabelledSequences(
            List.of(DnaSequence.of("a", "ACGACGACGACG"), DnaSequence.of("b", "AAAAAAAAAAAA")),
            new int[] {0, 1},
            CLASSES);
    assertTold(
        assertThrows(InputProblem.class, () -> MeanSpectrum.ofEachClass(PIPELINE, set))
            .getMessage(),
        "sequence b",
        "no power");
  }
}
