package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RepeatableDropoutTest {
  private static final int VALUES = 10_000;

  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  private static double[] dropped(RepeatableDropout dropout, int iteration) {
    INDArray input = Nd4j.valueArrayOf(new long[] {100, 100}, 3, DataType.DOUBLE);
    INDArray result = Nd4j.zeros(DataType.DOUBLE, 100, 100);
    dropout.applyDropout(input, result, iteration, 0, LayerWorkspaceMgr.noWorkspaces());
    return result.dup('f').data().asDouble();
  }

  @Test
  void aValueIsKeptAndScaledOrZero() {
    double[] values = dropped(new RepeatableDropout(0.75, 5), 1);
    assertTrue(Arrays.stream(values).allMatch(v -> v == 0 || Math.abs(v - 4) < 1e-6));
    long kept = Arrays.stream(values).filter(v -> v > 0).count();
    // 7,500 are expected, with a standard deviation of 43.
    assertEquals(7500, kept, 200);
    assertTrue(
        Arrays.stream(dropped(new RepeatableDropout(1, 5), 1)).allMatch(v -> v == 3), "keep all");
  }

  @Test
  void theNoiseFollowsFromSeedAndIterationAlone() {
    double[] first = dropped(new RepeatableDropout(0.5, 5), 7);
    RepeatableDropout stopped = new RepeatableDropout(0.5, 5);
    dropped(stopped, 6);
    assertArrayEquals(first, dropped(stopped, 7));
    assertArrayEquals(first, dropped(stopped.clone(), 7));
    assertFalse(Arrays.equals(first, dropped(stopped, 8)));
    assertFalse(Arrays.equals(first, dropped(new RepeatableDropout(0.5, 6), 7)));
  }

  @Test
  void theGradientPassesWhereTheValueDid() {
    RepeatableDropout dropout = new RepeatableDropout(0.5, 5);
    double[] values = dropped(dropout, 1);
    INDArray epsilon = Nd4j.ones(DataType.DOUBLE, 100, 100);
    double[] back =
        dropout
            .backprop(epsilon, Nd4j.zeros(DataType.DOUBLE, 100, 100), 1, 0)
            .dup('f')
            .data()
            .asDouble();
    assertEquals(VALUES, back.length);
    for (int i = 0; i < VALUES; i++) {
      // The output is 3 times the mask, and the mask is the derivative.
      assertEquals(values[i] / 3, back[i], 1e-12);
    }
    assertThrows(IllegalStateException.class, () -> dropout.backprop(epsilon, epsilon, 1, 0));
  }

  @Test
  void equalSettingsAreEqual() {
    assertEquals(new RepeatableDropout(0.5, 5), new RepeatableDropout(0.5, 5).clone());
    assertNotEquals(new RepeatableDropout(0.5, 5), new RepeatableDropout(0.5, 6));
    assertNotEquals(new RepeatableDropout(0.5, 5), new RepeatableDropout(0.6, 5));
    assertThrows(InputProblem.class, () -> new RepeatableDropout(0, 1));
    assertThrows(InputProblem.class, () -> new RepeatableDropout(1.01, 1));
    assertThrows(InputProblem.class, () -> new RepeatableDropout(Double.NaN, 1));
  }
}
