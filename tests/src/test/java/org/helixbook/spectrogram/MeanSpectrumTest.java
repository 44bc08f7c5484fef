package org.helixbook.spectrogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.helixbook.dataset.LabelledSequences;
import org.helixbook.genome.DnaSequence;
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
}
