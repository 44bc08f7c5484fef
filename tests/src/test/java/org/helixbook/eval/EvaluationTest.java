package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** Cases that are counted by hand. */
class EvaluationTest {
  private static final List<String> CLASSES = List.of("CDN", "LNSD");

  @Test
  void aConfusionMatrixCountsActualByPredicted() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(CLASSES, new int[] {0, 0, 0, 1, 1}, new int[] {0, 1, 1, 1, 0});
    assertEquals(1, matrix.count(0, 0));
    assertEquals(2, matrix.count(0, 1));
    assertEquals(1, matrix.count(1, 0));
    assertEquals(1, matrix.count(1, 1));
    assertEquals(3, matrix.actual(0));
    assertEquals(2, matrix.predicted(0));
    assertEquals(5, matrix.total());
    assertEquals(0.4, matrix.accuracy());
    assertTrue(
        Double.isNaN(ConfusionMatrix.of(CLASSES, new int[0], new int[0]).accuracy()),
        "without examples there is no accuracy");
  }

  @Test
  void aConfusionMatrixChecksItsInput() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfusionMatrix.of(CLASSES, new int[] {0}, new int[] {0, 1}));
    assertEquals(
        "example 1: class 2 is not one of 0 to 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionMatrix.of(CLASSES, new int[] {0, 1}, new int[] {0, 2}))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfusionMatrix.ofCounts(CLASSES, new int[][] {{1, 2}, {-1, 0}}));
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfusionMatrix.ofCounts(CLASSES, new int[][] {{1, 2}}));
  }

  @Test
  void aReportByHand() {
    // CDN: 3 right of 4, taken 5 times. LNSD: 4 right of 6, taken 5 times.
    ClassificationReport report =
        ClassificationReport.of(ConfusionMatrix.ofCounts(CLASSES, new int[][] {{3, 1}, {2, 4}}));
    ClassificationReport.Row coding = report.rows().get(0);
    assertEquals(new ClassificationReport.Row("CDN", 3 / 5.0, 3 / 4.0, 6 / 9.0, 4), coding);
    assertEquals(
        new ClassificationReport.Row("LNSD", 4 / 5.0, 4 / 6.0, 8 / 11.0, 6), report.rows().get(1));
    assertEquals(0.7, report.accuracy());
  }

  @Test
  void whatIsUndefinedIsNaNAndNeverZero() {
    ClassificationReport never =
        ClassificationReport.of(ConfusionMatrix.ofCounts(CLASSES, new int[][] {{2, 0}, {3, 0}}));
    assertTrue(Double.isNaN(never.rows().get(1).precision()), "never predicted");
    assertEquals(0, never.rows().get(1).recall());
    assertEquals(0, never.rows().get(1).f1());
    ClassificationReport absent =
        ClassificationReport.of(ConfusionMatrix.ofCounts(CLASSES, new int[][] {{2, 1}, {0, 0}}));
    assertEquals(0, absent.rows().get(1).precision());
    assertTrue(Double.isNaN(absent.rows().get(1).recall()), "no example");
    assertTrue(Double.isNaN(absent.rows().get(1).f1()), "no example, no F1");
  }

  @Test
  void aucByHand() {
    int[] labels = {0, 0, 1, 1};
    assertEquals(1, RocCurve.of(new double[] {4, 3, 2, 1}, labels, 0).auc());
    assertEquals(0, RocCurve.of(new double[] {1, 2, 3, 4}, labels, 0).auc());
    assertEquals(0.5, RocCurve.of(new double[] {7, 7, 7, 7}, labels, 0).auc());
    // Four pairs: three in the right order, one tied.
    RocCurve tied = RocCurve.of(new double[] {4, 2, 2, 1}, labels, 0);
    assertEquals(3.5 / 4, tied.auc());
    assertEquals(
        List.of(
            new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0),
            new RocCurve.Point(4, 0, 0.5),
            new RocCurve.Point(2, 0.5, 1),
            new RocCurve.Point(1, 1, 1)),
        tied.points());
    assertEquals(0.5 / 4, RocCurve.of(new double[] {4, 2, 2, 1}, labels, 1).auc());
  }

  @Test
  void aRocCurveNeedsBothClassesAndRealScores() {
    RocCurve one = RocCurve.of(new double[] {1, 2}, new int[] {0, 0}, 0);
    assertTrue(Double.isNaN(one.auc()));
    assertEquals(List.of(), one.points());
    assertThrows(
        IllegalArgumentException.class,
        () -> RocCurve.of(new double[] {Double.NaN, 1}, new int[] {0, 1}, 0));
    assertThrows(
        IllegalArgumentException.class, () -> RocCurve.of(new double[] {1}, new int[] {0, 1}, 0));
  }

  @Property(tries = 200)
  void aucIsTheShareOfRightPairsInAnyOrder(
      @ForAll @Size(min = 2, max = 30) List<@IntRange(min = 0, max = 9) Integer> draws) {
    int[] labels = draws.stream().mapToInt(d -> d % 2).toArray();
    double[] scores = draws.stream().mapToDouble(d -> d / 3).toArray();
    double right = 0;
    int pairs = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < labels.length; j++) {
        if (labels[i] == 0 && labels[j] == 1) {
          pairs++;
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    double auc = RocCurve.of(scores, labels, 0).auc();
    assertEquals(pairs == 0 ? Double.NaN : right / pairs, auc, 1e-12);
    int[] backLabels = reversed(labels);
    double[] backScores = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      backScores[i] = scores[scores.length - 1 - i];
    }
    assertEquals(auc, RocCurve.of(backScores, backLabels, 0).auc());
  }

  private static int[] reversed(int[] values) {
    return IntStream.range(0, values.length).map(i -> values[values.length - 1 - i]).toArray();
  }

  @Test
  void theIntervalOfThePapersAccuracy() {
    ConfidenceInterval interval = ProportionInterval.wilson(382, 400);
    assertEquals(0.955, interval.value());
    assertEquals(0.930, interval.low(), 0.0005);
    assertEquals(0.971, interval.high(), 0.0005);
    assertTrue(Double.isNaN(ProportionInterval.wilson(0, 0).low()));
    assertThrows(IllegalArgumentException.class, () -> ProportionInterval.wilson(5, 4));
    assertThrows(IllegalArgumentException.class, () -> ProportionInterval.wilson(-1, 4));
  }

  @Test
  void mcNemarByHand() {
    // Only the first is right on example 0; only the second on 1, 2, 3; both on 4; neither on 5.
    McNemar test =
        McNemar.of(
            new int[] {0, 0, 0, 0, 1, 1},
            new int[] {0, 1, 1, 1, 1, 0},
            new int[] {1, 0, 0, 0, 1, 0});
    assertEquals(1, test.onlyFirstRight());
    assertEquals(3, test.onlySecondRight());
    // 2 * (C(4,0) + C(4,1)) / 16
    assertEquals(10 / 16.0, test.pValue(), 1e-12);
    assertEquals(2.0 / 64, McNemar.ofCounts(0, 6).pValue(), 1e-12);
    assertEquals(1, McNemar.ofCounts(0, 0).pValue());
    assertEquals(1, McNemar.ofCounts(7, 7).pValue());
    assertThrows(IllegalArgumentException.class, () -> McNemar.ofCounts(-1, 2));
  }

  private static double sum(double[] values, int[] times) {
    return IntStream.range(0, times.length).mapToDouble(i -> times[i] * values[i]).sum();
  }

  @Test
  void aBootstrapOfAConstantHasNoWidth() {
    assertEquals(
        new ConfidenceInterval(5, 5, 5, 0.95),
        Bootstrap.of(new Seeds(1))
            .interval(Units.single(5), 1, (run, times) -> IntStream.of(times).sum(), "all"));
  }

  @Test
  void resamplesKeepTheClassesInTheirNumbers() {
    double[] labels = {1, 0, 1, 0, 1, 1, 1};
    Units units = Units.withinClasses(new int[] {1, 0, 1, 0, 1, 1, 1});
    assertEquals(7, units.size());
    assertEquals("examples", units.label());
    assertEquals(
        new ConfidenceInterval(5, 5, 5, 0.95),
        Bootstrap.of(new Seeds(1)).interval(units, 1, (run, times) -> sum(labels, times), "share"));
  }

  /**
   * Two blocks, of three examples and of one: 0, 1 or 2 times the first, and the rest the other.
   */
  @Test
  void blocksAreDrawnWhole() {
    Units units = Units.blocks(new int[] {7, 3, 7, 7}, "blocks of 1 kb");
    assertEquals(2, units.count());
    assertEquals(4, units.size());
    assertEquals("blocks of 1 kb", units.label());
    Set<List<Integer>> seen = new TreeSet<>(Comparator.comparing(List::toString));
    new Bootstrap(50, 0.95, new Seeds(1))
        .interval(
            units,
            1,
            (run, times) -> {
              synchronized (seen) {
                seen.add(IntStream.of(times).boxed().toList());
              }
              return 0;
            },
            "blocks");
    assertEquals(
        Set.of(List.of(0, 2, 0, 0), List.of(1, 1, 1, 1), List.of(2, 0, 2, 2)), new HashSet<>(seen));
  }

  /**
   * Three runs that differ by themselves alone: the mean of three draws of 0, 0, 3 is 0 with
   * probability 8/27 and 3 with 1/27, both more than a tail of 2.5 %.
   */
  @Test
  void anIntervalHoldsTheSpreadOfTheRuns() {
    double[] runs = {0, 0, 3};
    Bootstrap bootstrap = Bootstrap.of(new Seeds(1));
    assertEquals(
        new ConfidenceInterval(1, 0, 3, 0.95),
        bootstrap.interval(Units.single(4), 3, (run, times) -> runs[run], "runs"));
    // Of runs that do not pair up, each side is drawn by itself: 0 - 6 has the chance 2/27, 3 - 4
    // only 1/108, and 2 - 4 is the next.
    ConfidenceInterval apart =
        bootstrap.difference(
            Units.single(4), 3, (run, times) -> runs[run], 2, (run, times) -> 4 + 2 * run, "two");
    assertEquals(new ConfidenceInterval(-4, -6, -2, 0.95), apart);
  }

  @Test
  void theWordsSayWhetherSeedsAreInIt() {
    assertEquals("windows and seeds", Bootstrap.over("windows", 3));
    assertEquals("windows only", Bootstrap.over("windows", 1));
  }

  @Test
  void aBootstrapRepeatsWithItsSeedAndPurpose() {
    int[] labels = IntStream.range(0, 60).map(i -> i % 2).toArray();
    double[] scores =
        IntStream.range(0, 60).mapToDouble(i -> (i * 37 % 60) - 12 * (i % 2)).toArray();
    RankedScores ranked = RankedScores.of(scores, labels, 0);
    Units units = Units.withinClasses(labels);
    Bootstrap.Statistic auc = (run, times) -> ranked.auroc(times);
    ConfidenceInterval first = Bootstrap.of(new Seeds(1)).interval(units, 1, auc, "a");
    assertEquals(first, Bootstrap.of(new Seeds(1)).interval(units, 1, auc, "a"));
    assertNotEquals(first, Bootstrap.of(new Seeds(2)).interval(units, 1, auc, "a"));
    assertNotEquals(first, Bootstrap.of(new Seeds(1)).interval(units, 1, auc, "b"));
  }

  @Test
  void undefinedResamplesAreLeftOut() {
    Units units = Units.single(4);
    ConfidenceInterval undefined =
        Bootstrap.of(new Seeds(1)).interval(units, 1, (run, times) -> Double.NaN, "never");
    assertTrue(Double.isNaN(undefined.low()) && Double.isNaN(undefined.high()));
    ConfidenceInterval some =
        Bootstrap.of(new Seeds(1))
            .interval(units, 1, (run, times) -> times[0] > 1 ? Double.NaN : 3, "some");
    assertEquals(new ConfidenceInterval(3, 3, 3, 0.95), some);
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(0, 0.95, new Seeds(1)));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(10, 1, new Seeds(1)));
  }

  @Test
  void anIntervalKeepsItsEndsInOrder() {
    assertThrows(IllegalArgumentException.class, () -> new ConfidenceInterval(1, 2, 1, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new ConfidenceInterval(1, 1, 2, 95));
  }
}
