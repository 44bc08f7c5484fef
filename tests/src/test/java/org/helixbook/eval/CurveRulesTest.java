package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.helixbook.eval.CalibrationCurve.Bin;
import org.junit.jupiter.api.Test;

/** Calibration, and the rules by which a curve is stable or off the plateau. */
class CurveRulesTest {

  /**
   * Bin [0, 0.5) holds 0.125 and 0.25, none positive; bin [0.5, 1] holds 0.5, 0.75, 1.0, two
   * positive.
   */
  @Test
  void probabilitiesAreBinnedAndHeldAgainstWhatCameTrue() {
    CalibrationCurve curve =
        CalibrationCurve.of(
            new double[] {0.125, 0.25, 0.5, 0.75, 1.0}, new int[] {1, 1, 1, 0, 0}, 0, 2);
    assertEquals(
        List.of(new Bin(0, 0.5, 0.1875, 0, 2), new Bin(0.5, 1, 0.75, 2 / 3.0, 3)), curve.bins());
    assertEquals((2 * 0.1875 + 3 * (0.75 - 2 / 3.0)) / 5, curve.expectedError(), 1e-12);
  }

  @Test
  void emptyBinsAreLeftOutAndBadProbabilitiesRefused() {
    assertEquals(
        1, CalibrationCurve.of(new double[] {0.95, 1}, new int[] {0, 0}, 0, 10).bins().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> CalibrationCurve.of(new double[] {Double.NaN}, new int[] {0}, 0, 10));
    assertThrows(
        IllegalArgumentException.class,
        () -> CalibrationCurve.of(new double[] {0.5}, new int[0], 0, 10));
  }

  /**
   * 20 epochs at 0.5, then 30 at 0.9: the mean of five is 0.82 with the fourth of them, then 0.9.
   */
  @Test
  void aStepIsStableWhenItsMeanIsThere() {
    double[] curve = new double[50];
    Arrays.fill(curve, 0, 20, 0.5);
    Arrays.fill(curve, 20, 50, 0.9);
    assertEquals(OptionalInt.of(25), StableEpoch.of(curve));
    assertEquals(OptionalInt.empty(), StableEpoch.of(curveWithMovingEnd()));
  }

  private static double[] curveWithMovingEnd() {
    double[] curve = new double[50];
    for (int i = 0; i < 50; i++) {
      curve[i] = i / 50.0;
    }
    return curve;
  }

  @Test
  void shortCurvesSayNothing() {
    assertEquals(OptionalInt.empty(), StableEpoch.of(new double[24]));
    assertEquals(OptionalInt.of(1), StableEpoch.of(new double[25]));
  }

  @Test
  void thePlateauIsLeftBelowItsLine() {
    assertEquals(OptionalInt.of(3), ChancePlateau.leftIn(new double[] {0.693, 0.67, 0.669}));
    assertEquals(OptionalInt.empty(), ChancePlateau.leftIn(new double[] {0.693, Double.NaN}));
    assertTrue(ChancePlateau.LEFT < ChancePlateau.LOSS);
  }
}
