package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** Comparisons over tasks whose intervals are over windows and seeds. */
class WindowResamplingTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(400, 0.95, new Seeds(1));
  private static final boolean[][] LABELS = {
    {true, true, false, false}, {true, false, false, false}, {false, false, false, false}
  };

  private static ScoredTasks scored(float[]... probabilities) {
    return ScoredTasks.ofProbabilities(probabilities, LABELS);
  }

  private static MultiTaskReport report(ScoredTasks said) {
    return MultiTaskReport.of(
        IntStream.range(0, said.tasks()).mapToObj(t -> "task " + t).toList(), said, said);
  }

  private static final ScoredTasks FIRST =
      scored(
          new float[] {.9f, .1f, .1f, .1f},
          new float[] {.5f, .9f, .1f, .1f},
          new float[] {.9f, .1f, .1f, .1f});
  private static final ScoredTasks SECOND =
      scored(
          new float[] {.9f, .1f, .9f, .1f},
          new float[] {.9f, .1f, .1f, .1f},
          new float[] {.1f, .1f, .1f, .1f});

  @Test
  void theValuesAreThoseOfTheReports() {
    TaskComparison both =
        TaskComparison.of(report(FIRST), report(SECOND), TaskMetric.F1_AT_HALF, BOOTSTRAP);
    // Task 1: 2/3 against 2/4. Task 2: 0 against 1. Task 3 has no yes.
    assertEquals((1.0 / 6 - 1) / 2, both.difference().value(), 1e-15);
    assertEquals(1, both.leftOut());
    assertEquals("examples only", both.over());
    ConfidenceInterval share =
        TaskComparison.winShare(report(FIRST), report(SECOND), TaskMetric.F1_AT_HALF, BOOTSTRAP);
    assertEquals(0.5, share.value());
    assertEquals(both.winShare(), share.value());
    assertTrue(share.low() < share.high());
    for (TaskMetric metric : TaskMetric.values()) {
      TaskComparison one = TaskComparison.of(report(FIRST), report(SECOND), metric, BOOTSTRAP);
      assertEquals(one.firstMean() - one.secondMean(), one.difference().value(), 1e-15);
    }
  }

  @Test
  void equalModelsHaveNoDifference() {
    TaskComparison same =
        TaskComparison.of(report(SECOND), report(SECOND), TaskMetric.AUPRC, BOOTSTRAP);
    assertEquals(new ConfidenceInterval(0, 0, 0, 0.95), same.difference());
  }

  /** One seed wins by a half and another loses by as much: the windows alone would not show it. */
  @Test
  void seedsAreDrawnWithTheWindows() {
    TaskComparison seeds =
        TaskComparison.ofReports(
            List.of(report(FIRST), report(SECOND)),
            List.of(report(SECOND), report(FIRST)),
            TaskMetric.F1_AT_HALF,
            BOOTSTRAP);
    assertEquals(0, seeds.difference().value(), 1e-15);
    assertTrue(seeds.difference().low() < -0.4 && seeds.difference().high() > 0.4);
    assertEquals("examples and seeds", seeds.over());
    TaskComparison uneven =
        TaskComparison.ofReports(
            List.of(report(FIRST), report(SECOND)),
            List.of(report(SECOND)),
            TaskMetric.F1_AT_HALF,
            BOOTSTRAP);
    assertEquals((1.0 / 6 - 1) / 4, uneven.difference().value(), 1e-15);
    assertTrue(uneven.difference().low() < uneven.difference().value());
  }

  /** Twenty copies of one task are no more evidence than one. */
  @Test
  void tasksThatShareTheirExamplesDoNotNarrowTheInterval() {
    SplittableRandom random = new SplittableRandom(5);
    int n = 300;
    boolean[] label = new boolean[n];
    float[] a = new float[n];
    float[] b = new float[n];
    for (int i = 0; i < n; i++) {
      label[i] = random.nextBoolean();
      a[i] = random.nextInt(10) < 7 == label[i] ? 1 : 0;
      b[i] = random.nextInt(10) < 6 == label[i] ? 1 : 0;
    }
    ConfidenceInterval one = difference(copies(1, a, label), copies(1, b, label));
    ConfidenceInterval many = difference(copies(20, a, label), copies(20, b, label));
    double width = one.high() - one.low();
    assertTrue(width > 0.05, () -> "" + width);
    assertEquals(one.low(), many.low(), 1e-12);
    assertEquals(one.high(), many.high(), 1e-12);
    // Fifteen copies of each of twenty windows, side by side: as good as twenty windows.
    int[] block = IntStream.range(0, n).map(i -> i / 15).toArray();
    for (int i = 0; i < n; i++) {
      a[i] = a[i / 15 * 15];
      b[i] = b[i / 15 * 15];
      label[i] = label[i / 15 * 15];
    }
    Units blocks = Units.blocks(block, "blocks");
    ConfidenceInterval rows = difference(copies(1, a, label), copies(1, b, label));
    ConfidenceInterval whole =
        difference(copies(1, a, label).in(blocks), copies(1, b, label).in(blocks));
    assertEquals(rows.value(), whole.value());
    double wider = (whole.high() - whole.low()) / (rows.high() - rows.low());
    assertTrue(wider > 2.5 && wider < 6, () -> "about the root of 15: " + wider);
  }

  private static ConfidenceInterval difference(ScoredTasks first, ScoredTasks second) {
    return TaskComparison.of(report(first), report(second), TaskMetric.F1_AT_HALF, BOOTSTRAP)
        .difference();
  }

  private static ScoredTasks copies(int times, float[] probabilities, boolean[] label) {
    float[][] p = new float[times][];
    boolean[][] l = new boolean[times][];
    Arrays.fill(p, probabilities);
    Arrays.fill(l, label);
    return ScoredTasks.ofProbabilities(p, l);
  }

  @Test
  void refusesOtherExamples() {
    boolean[][] other = {{true, true, false, true}, LABELS[1], LABELS[2]};
    ScoredTasks elsewhere = ScoredTasks.ofProbabilities(new float[3][4], other);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TaskComparison.of(report(FIRST), report(elsewhere), TaskMetric.F1_AT_HALF, BOOTSTRAP));
  }
}
