package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResampledAucTest {

  /**
   * Positives 0.9 and 0.5, negatives 0.5 and 0.1: of four pairs three are right and one is tied.
   * Drawing the first row twice and the last never: (0.9, 0.9, 0.5) against (0.5): two right, one
   * tied.
   */
  @Test
  void tiesCountOneHalfAndRowsAsOftenAsDrawn() {
    ResampledAuc ranked =
        ResampledAuc.of(new double[] {0.9, 0.5, 0.5, 0.1}, new int[] {0, 0, 1, 1}, 0);
    assertEquals(3.5 / 4, ranked.auc(new int[] {0, 1, 2, 3}));
    assertEquals(2.5 / 3, ranked.auc(new int[] {0, 0, 1, 2}));
    assertEquals(Double.NaN, ranked.auc(new int[] {0, 1}));
  }

  @Test
  void zerosOfBothSignsAreTiedAndInfinitiesAreScores() {
    double[] scores = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    int[] labels = {1, 0, 1, 0};
    assertEquals(3.5 / 4, ResampledAuc.of(scores, labels, 1).auc(new int[] {0, 1, 2, 3}));
  }

  /** The slower way is tested against hand-made and independent values elsewhere. */
  @Property(tries = 300)
  void isTheAreaOfTheCurveToTheLastBit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    SplittableRandom random = new SplittableRandom(seed);
    int levels = 1 + random.nextInt(2 * n);
    double[] scores = random.ints(n, -levels, levels).mapToDouble(i -> i / 7.0).toArray();
    int[] labels = random.ints(n, 0, 3).toArray();
    int[] rows = random.ints(n, 0, n).toArray();
    double expected =
        RocCurve.of(
                Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(),
                Arrays.stream(rows).map(row -> labels[row]).toArray(),
                1)
            .auc();
    assertEquals(expected, ResampledAuc.of(scores, labels, 1).auc(rows));
  }

  @Test
  void refusesWhatTheCurveRefuses() {
    assertThrows(
        IllegalArgumentException.class, () -> ResampledAuc.of(new double[2], new int[3], 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> ResampledAuc.of(new double[] {Double.NaN}, new int[] {0}, 0));
  }
}
