package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizeTest {

  private static double[] line(double[] values, int to) {
    return new Resize(1, values.length, 1, to).apply(new double[][] {values})[0];
  }

  @Test
  void halvingAveragesPairs() {
    assertArrayEquals(new double[] {1.5, 5}, line(new double[] {1, 2, 4, 6}, 2), 1e-15);
  }

  @Test
  void shrinkingSplitsAPixelByTheShareCovered() {
    // Three to two: each new pixel covers one and a half old ones.
    assertArrayEquals(
        new double[] {(3 + 0.5 * 6) / 1.5, (0.5 * 6 + 9) / 1.5},
        line(new double[] {3, 6, 9}, 2),
        1e-15);
  }

  @Test
  void growingInterpolatesBetweenCentres() {
    // Two to four: new centres at -0.25, 0.25, 0.75, 1.25 of the old; the edges go on.
    assertArrayEquals(new double[] {0, 1, 3, 4}, line(new double[] {0, 4}, 4), 1e-15);
    assertArrayEquals(new double[] {7, 7, 7}, line(new double[] {7}, 3));
  }

  @Test
  void sameSizeIsACopy() {
    double[] values = {0.1, 0.7, 0.3};
    assertArrayEquals(values, line(values, 3));
  }

  @Test
  void rowsAndColumnsGoTheirOwnWays() {
    // Columns shrink 2 to 1, rows grow 2 to 4.
    double[][] resized = new Resize(2, 2, 4, 1).apply(new double[][] {{0, 2}, {4, 6}});
    assertArrayEquals(new double[][] {{1}, {2}, {4}, {5}}, resized);
  }

  @Test
  void planeInsideAFlatArrayIsFound() {
    double[][] resized = new Resize(2, 2, 1, 2).apply(new float[] {9, 9, 1, 2, 3, 4}, 2);
    assertArrayEquals(new double[][] {{2, 3}}, resized);
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void constantStaysAndRangeHolds(
      @ForAll @IntRange(min = 1, max = 50) int from, @ForAll @IntRange(min = 1, max = 50) int to) {
    double[] ones = new double[from];
    double[] ramp = new double[from];
    for (int i = 0; i < from; i++) {
      ones[i] = 1;
      ramp[i] = i;
    }
    double[] same = line(ones, to);
    double[] climbing = line(ramp, to);
    assertEquals(to, same.length);
    for (int i = 0; i < to; i++) {
      assertEquals(1, same[i], 1e-12);
      assertTrue(climbing[i] >= -1e-12 && climbing[i] <= from - 1 + 1e-12);
      assertTrue(i == 0 || climbing[i] >= climbing[i - 1]);
    }
    if (to < from) {
      double sum = 0;
      for (double value : climbing) {
        sum += value * from / to;
      }
      // Averaging keeps the total.
      assertEquals(from * (from - 1) / 2.0, sum, 1e-9);
    }
  }
}
