package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.helixbook.dna.DnaSequence;
import org.helixbook.paper1.Variants;
import org.helixbook.signal.SpectrogramImage;
import org.junit.jupiter.api.Test;

class FrequencyProfileTest {
  /** 24 rows: from the top the frequencies 24/48, 23/48 and so on to 1/48. */
  private static final SpectrogramImage PICTURE =
      Variants.rowKeeper(1, 60).pipeline().picture(DnaSequence.of("w", "GATTACACCA".repeat(6)));

  @Test
  void bandsAreReadFromTheLowestFrequencyUpwards() {
    assertEquals(24, PICTURE.height());
    // Bands of 5 rows and a last one of 4, two patches each; the mean over the time counts.
    double[][] coding = {{.1, .3}, {.5, .5}, {.9, .7}, {0, 0}, {-.2, -.4}};
    double[][] other = {{0, 0}, {.1, .1}, {0, .2}, {.4, 0}, {0, 0}};
    FrequencyProfile profile =
        FrequencyProfile.of(new OcclusionMap(new double[][][] {coding, other}, 5, 3), PICTURE);
    assertArrayEquals(
        new double[] {2.5 / 48, 7 / 48., 12 / 48., 17 / 48., 22 / 48.},
        profile.frequencies(),
        1e-12);
    assertArrayEquals(new double[] {-.3, 0, .8, .5, .2}, profile.lost()[0], 1e-12);
    assertArrayEquals(new double[] {0, .2, .1, .1, 0}, profile.lost()[1], 1e-12);
    assertEquals(0.25, profile.mostLostAt(0), 1e-12);
    assertEquals(7 / 48., profile.mostLostAt(1), 1e-12);
  }
}
