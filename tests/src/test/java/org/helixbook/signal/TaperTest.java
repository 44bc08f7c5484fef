package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TaperTest {

  @Test
  void weightsOfFour() {
    assertArrayEquals(new double[] {0, 0.5, 1, 0.5}, Taper.HANN.weights(4), 1e-15);
    assertArrayEquals(new double[] {0.08, 0.54, 1, 0.54}, Taper.HAMMING.weights(4), 1e-15);
    assertArrayEquals(new double[] {0, 0.34, 1, 0.34}, Taper.BLACKMAN.weights(4), 1e-15);
    assertArrayEquals(new double[] {1, 1, 1, 1}, Taper.RECTANGULAR.weights(4));
  }

  @Test
  void oneWeightIsTooFew() {
    assertThrows(IllegalArgumentException.class, () -> Taper.HANN.weights(1));
  }
}
