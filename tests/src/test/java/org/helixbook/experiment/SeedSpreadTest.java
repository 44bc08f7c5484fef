package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeedSpreadTest {
  @Test
  void saysMeanAndStandardDeviation() {
    // Deviations -0.125, 0 and 0.125: two squares of 1/64, over n - 1 = 2.
    SeedSpread spread = SeedSpread.of(0.625, 0.75, 0.875);
    assertEquals(0.125, spread.deviation(), 1e-12);
    assertEquals("0.750 ± 0.125", spread.text(3));
    assertEquals("0.6250, 0.7500, 0.8750", spread.each(4));
  }

  @Test
  void oneSeedHasNoSpread() {
    assertEquals("0.5", SeedSpread.of(0.5).text(1));
    assertTrue(Double.isNaN(SeedSpread.of(0.5).deviation()));
    assertThrows(IllegalArgumentException.class, SeedSpread::of);
  }
}
