package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PixelStatisticsTest {

  @Test
  void fourNumbersByHand() {
    // Mean 4; squared differences 9 + 1 + 1 + 9 = 20, over 4 is 5.
    assertEquals(
        new PixelStatistics(1, 4, Math.sqrt(5), 7), PixelStatistics.of(new float[] {5, 1, 7, 3}));
    assertEquals(
        new PixelStatistics(-0.5, -0.5, 0, -0.5), PixelStatistics.of(new float[] {-0.5f, -0.5f}));
  }

  @Test
  void noPixelsHaveNoStatistics() {
    assertEquals(
        "a picture without pixels has no statistics",
        assertThrows(IllegalArgumentException.class, () -> PixelStatistics.of(new float[0]))
            .getMessage());
  }
}
