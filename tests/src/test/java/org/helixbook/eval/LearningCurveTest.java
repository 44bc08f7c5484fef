package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearningCurveTest {
  private static final double[] EXAMPLES = {25, 25, 100, 100, 400, 400};
  private static final double[] ERRORS = {.30, .26, .17, .19, .10, .12};

  /** The values of scipy.stats.linregress on the logarithms, its interval by t.ppf(.975, 4). */
  @Test
  void theLawIsThatOfScipysLine() {
    LearningCurve curve = LearningCurve.of(EXAMPLES, ERRORS);
    assertEquals(0.33755496476763647, curve.exponent().value(), 1e-12);
    assertEquals(0.2451954008677497, curve.exponent().low(), 1e-9);
    assertEquals(0.4299145286675232, curve.exponent().high(), 1e-9);
    assertEquals(0.8353266259407575, curve.factor(), 1e-12);
    assertEquals(0.13967935650570165, curve.error(200), 1e-12);
    assertEquals(4195.43382130702, curve.examplesFor(0.05), 1e-6);
  }

  @Test
  void anErrorThatDoesNotFallIsReachedByNoNumber() {
    assertTrue(
        Double.isNaN(
            LearningCurve.of(new double[] {10, 20}, new double[] {.1, .2}).examplesFor(.05)));
    assertTrue(
        Double.isNaN(
            LearningCurve.of(new double[] {10, 20}, new double[] {.2, .1}).exponent().low()));
  }

  @Test
  void whatHasNoLogarithmOrNoSlopeIsRefused() {
    double[] two = {10, 20};
    assertThrows(IllegalArgumentException.class, () -> LearningCurve.of(two, new double[] {.1, 0}));
    assertThrows(IllegalArgumentException.class, () -> LearningCurve.of(two, new double[] {.1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> LearningCurve.of(new double[] {10, 10}, new double[] {.1, .2}));
  }
}
