package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RankedScoresTest {

  private static int[] once(int n) {
    int[] once = new int[n];
    Arrays.fill(once, 1);
    return once;
  }

  /**
   * Positives 0.9 and 0.5, negatives 0.5 and 0.1: of four pairs three are right and one is tied.
   * Drawing the first row twice and the last never: (0.9, 0.9, 0.5) against (0.5): two right, one
   * tied.
   */
  @Test
  void tiesCountOneHalfAndRowsAsOftenAsDrawn() {
    RankedScores ranked =
        RankedScores.of(new double[] {0.9, 0.5, 0.5, 0.1}, new int[] {0, 0, 1, 1}, 0);
    assertEquals(3.5 / 4, ranked.auroc(once(4)));
    assertEquals(2.5 / 3, ranked.auroc(new int[] {2, 1, 1, 0}));
    assertEquals(Double.NaN, ranked.auroc(new int[] {1, 1, 0, 0}));
    // Twice 0.9 with precision 1, then one of three more.
    assertEquals((2 + 3.0 / 4) / 3, ranked.averagePrecision(new int[] {2, 1, 1, 0}), 1e-15);
    // Above 0.5: two of three.
    assertEquals(2 * 2.0 / (3 + 2), ranked.f1(0.5, new int[] {2, 1, 1, 0}), 1e-15);
    assertEquals(Double.NaN, ranked.f1(0.5, new int[] {0, 0, 1, 1}));
  }

  @Test
  void zerosOfBothSignsAreTiedAndInfinitiesAreScores() {
    double[] scores = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    int[] labels = {1, 0, 1, 0};
    assertEquals(3.5 / 4, RankedScores.of(scores, labels, 1).auroc(once(4)));
  }

  /** The slower way is tested against hand-made and independent values elsewhere. */
  @Property(tries = 300)
  void aResampleIsWhatItsRowsAre(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    SplittableRandom random = new SplittableRandom(seed);
    int levels = 1 + random.nextInt(2 * n);
    double[] scores = random.ints(n, -levels, levels).mapToDouble(i -> i / 7.0).toArray();
    int[] labels = random.ints(n, 0, 3).toArray();
    int[] rows = random.ints(n, 0, n).toArray();
    int[] times = new int[n];
    Arrays.stream(rows).forEach(row -> times[row]++);
    double[] drawn = Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray();
    int[] drawnLabels = Arrays.stream(rows).map(row -> labels[row]).toArray();
    RankedScores all = RankedScores.of(scores, labels, 1);
    RankedScores some = RankedScores.of(drawn, drawnLabels, 1);
    assertEquals(RocCurve.of(drawn, drawnLabels, 1).auc(), all.auroc(times));
    assertEquals(some.averagePrecision().orElse(Double.NaN), all.averagePrecision(times), 1e-12);
    assertEquals(some.f1(0.3).orElse(Double.NaN), all.f1(0.3, times));
  }

  @Test
  void refusesWhatTheCurveRefuses() {
    assertThrows(
        IllegalArgumentException.class, () -> RankedScores.of(new double[2], new int[3], 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> RankedScores.of(new double[] {Double.NaN}, new int[] {0}, 0));
  }
}
