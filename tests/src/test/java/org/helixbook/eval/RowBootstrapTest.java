package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class RowBootstrapTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(400, 0.95, new Seeds(1));
  private static final boolean[][] LABELS = {
    {true, true, false, false}, {true, false, false, false}, {false, false, false, false}
  };

  private static ScoredTasks scored(float[]... probabilities) {
    return new ScoredTasks(probabilities, LABELS);
  }

  @Test
  void theValuesAreThoseOfTheReports() {
    ScoredTasks first =
        scored(
            new float[] {.9f, .1f, .1f, .1f},
            new float[] {.5f, .9f, .1f, .1f},
            new float[] {.9f, .1f, .1f, .1f});
    ScoredTasks second =
        scored(
            new float[] {.9f, .1f, .9f, .1f},
            new float[] {.9f, .1f, .1f, .1f},
            new float[] {.1f, .1f, .1f, .1f});
    RowBootstrap both = RowBootstrap.f1(first, second, BOOTSTRAP);
    // Task 1: 2/3 against 2/4. Task 2: 0 against 1. Task 3 has no yes.
    assertEquals((1.0 / 6 - 1) / 2, both.meanDifference().value(), 1e-15);
    assertEquals(0.5, both.winShare().value());
    TaskComparison tasks =
        TaskComparison.of(
            MultiTaskReport.of(List.of("a", "b", "c"), first, first),
            MultiTaskReport.of(List.of("a", "b", "c"), second, second),
            TaskMetric.F1_AT_HALF,
            BOOTSTRAP);
    assertEquals(tasks.difference().value(), both.meanDifference().value(), 1e-15);
    assertEquals(tasks.winShare(), both.winShare().value());
    // With thresholds of its own the first model finds task 2's yes, too: 2/3 against 1.
    RowBootstrap tuned =
        RowBootstrap.f1(
            first, new double[] {.5, .4, .5}, second, new double[] {.5, .5, .5}, BOOTSTRAP);
    assertEquals((1.0 / 6 - 1.0 / 3) / 2, tuned.meanDifference().value(), 1e-15);
    // A task without a threshold is left out.
    RowBootstrap one =
        RowBootstrap.f1(
            first, new double[] {.5, Double.NaN, .5}, second, new double[] {.5, .5, .5}, BOOTSTRAP);
    assertEquals(1.0 / 6, one.meanDifference().value(), 1e-15);
  }

  @Test
  void equalModelsHaveNoDifference() {
    ScoredTasks one =
        scored(
            new float[] {.9f, .1f, .9f, .1f},
            new float[] {.9f, .1f, .1f, .1f},
            new float[] {.1f, .1f, .1f, .1f});
    RowBootstrap same = RowBootstrap.f1(one, one, BOOTSTRAP);
    assertEquals(new ConfidenceInterval(0, 0, 0, 0.95), same.meanDifference());
    assertEquals(new ConfidenceInterval(0, 0, 0, 0.95), same.winShare());
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
    RowBootstrap one = RowBootstrap.f1(copies(1, a, label), copies(1, b, label), BOOTSTRAP);
    RowBootstrap many = RowBootstrap.f1(copies(20, a, label), copies(20, b, label), BOOTSTRAP);
    double width = one.meanDifference().high() - one.meanDifference().low();
    assertTrue(width > 0.05, () -> "" + width);
    assertEquals(one.meanDifference().low(), many.meanDifference().low(), 1e-12);
    assertEquals(one.meanDifference().high(), many.meanDifference().high(), 1e-12);
  }

  private static ScoredTasks copies(int times, float[] probabilities, boolean[] label) {
    float[][] p = new float[times][];
    boolean[][] l = new boolean[times][];
    Arrays.fill(p, probabilities);
    Arrays.fill(l, label);
    return new ScoredTasks(p, l);
  }

  @Test
  void refusesOtherExamples() {
    boolean[][] other = {{true, true, false, true}, LABELS[1], LABELS[2]};
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RowBootstrap.f1(
                scored(new float[3][4]), new ScoredTasks(new float[3][4], other), BOOTSTRAP));
  }
}
