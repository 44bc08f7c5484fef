package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class OneClassIntervalTest {
  private static final int[] HALF_AND_HALF = classes(200, 200);
  private static final List<int[]> ALWAYS_FIRST = List.of(new int[400]);

  private static int[] classes(int first, int second) {
    int[] labels = new int[first + second];
    Arrays.fill(labels, first, labels.length, 1);
    return labels;
  }

  private static void same(double value, double low, double high, ConfidenceInterval interval) {
    assertEquals(value, interval.value(), 1e-9);
    assertEquals(low, interval.low(), 5e-7);
    assertEquals(high, interval.high(), 5e-7);
    assertEquals(0.95, interval.level());
  }

  @Test
  void onlyWhereTheBootstrapHasNoSpread() {
    ConfidenceInterval drawn =
        Bootstrap.of(new Seeds(1))
            .interval(
                Units.withinClasses(HALF_AND_HALF),
                1,
                (run, times) -> Arrays.stream(times, 0, 200).sum() / 400.0,
                "a");
    assertEquals(drawn.low(), drawn.high(), "why this class is there");
    assertTrue(OneClassInterval.isNeeded(ALWAYS_FIRST));
    assertTrue(OneClassInterval.isNeeded(List.of(new int[] {0, 0}, new int[] {1, 1})));
    assertFalse(OneClassInterval.isNeeded(List.of(new int[] {0, 0}, new int[] {0, 1})));
    assertFalse(OneClassInterval.isNeeded(List.of(new int[0])));
  }

  /**
   * 200 right of 400. With z = 1.959964, z^2 / 400 = 0.00960365: the centre is 0.5, half the width
   * 1.959964 sqrt((0.25 + 0.00240091) / 400) / 1.00960365 = 0.0487655.
   */
  @Test
  void theAccuracyHasWilsonsInterval() {
    same(0.5, 0.4512345, 0.5487655, OneClassInterval.accuracy(HALF_AND_HALF, ALWAYS_FIRST));
  }

  /**
   * The class that is given: J = 200 / 400, so the ends are 2 x 0.4512345 / 1.4512345 and 2 x
   * 0.5487655 / 1.5487655. The other: J = 0 / 200, whose upper end is z^2 / (200 + z^2) =
   * 0.01884533.
   */
  @Test
  void f1HasTheIntervalOfItsShare() {
    same(2 / 3.0, 0.6218630, 0.7086489, OneClassInterval.f1(HALF_AND_HALF, ALWAYS_FIRST, 0));
    same(0, 0, 0.0369935, OneClassInterval.f1(HALF_AND_HALF, ALWAYS_FIRST, 1));
    assertTrue(
        Double.isNaN(OneClassInterval.f1(new int[5], List.of(new int[5]), 1).value()),
        "neither there nor given");
  }

  /** 3 right of 5: 0.2307243 to 0.8823792; 2 right of 5: 0.1176208 to 0.7692757. */
  @Test
  void trainingsThatGiveDifferentClassesAreAveraged() {
    int[] labels = classes(3, 2);
    List<int[]> predictions = List.of(new int[5], new int[] {1, 1, 1, 1, 1});
    same(0.5, 0.1741725, 0.8258275, OneClassInterval.accuracy(labels, predictions));
    // F1 of class 0: 0.75 (0.3749406 to 0.9375148) when given, 0 (0 to 0.7191778) when not.
    same(0.375, 0.1874703, 0.8283463, OneClassInterval.f1(labels, predictions, 0));
  }

  @Test
  void lengthsMustMatch() {
    List<int[]> two = List.of(new int[2]);
    assertThrows(IllegalArgumentException.class, () -> OneClassInterval.accuracy(new int[3], two));
    assertThrows(IllegalArgumentException.class, () -> OneClassInterval.f1(new int[3], two, 0));
  }
}
