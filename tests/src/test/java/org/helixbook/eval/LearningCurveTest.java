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

  /** The ends are where numpy's and scipy's 95 % band of the line crosses the wanted error. */
  @Test
  void theNumberOfExamplesHasAnInterval() {
    ConfidenceInterval needed = LearningCurve.of(EXAMPLES, ERRORS).intervalFor(0.05);
    assertEquals(4195.43382130702, needed.value(), 1e-6);
    assertEquals(1795.5381301940317, needed.low(), 1e-5);
    assertEquals(17947.230863935867, needed.high(), 1e-4);
  }

  @Test
  void whereTheSlopeMayBeNothingTheIntervalIsOpen() {
    double[] noisy = {.30, .20, .28, .18, .25, .19};
    ConfidenceInterval far = LearningCurve.of(EXAMPLES, noisy).intervalFor(0.05);
    assertEquals(22305.758461100955, far.low(), 1e-3);
    assertEquals(Double.POSITIVE_INFINITY, far.high());
    ConfidenceInterval passed = LearningCurve.of(EXAMPLES, noisy).intervalFor(0.6);
    assertEquals(0, passed.low());
    assertEquals(3.575418722401332, passed.high(), 1e-8);

    double[] perhapsRising = {.20, .18, .28, .30, .22, .24};
    ConfidenceInterval never = LearningCurve.of(EXAMPLES, perhapsRising).intervalFor(0.05);
    assertEquals(Double.POSITIVE_INFINITY, never.value());
    assertEquals(15153785.003544712, never.low(), 10);
    assertEquals(Double.POSITIVE_INFINITY, never.high());
  }

  @Test
  void anErrorThatSurelyRisesIsNeverReached() {
    double[] rising = {.10, .12, .17, .19, .30, .26};
    ConfidenceInterval never = LearningCurve.of(EXAMPLES, rising).intervalFor(0.05);
    assertEquals(Double.POSITIVE_INFINITY, never.value());
    assertTrue(Double.isNaN(never.low()) && Double.isNaN(never.high()));
    double[] same = {.2, .2, .2, .2, .2, .2};
    assertEquals(
        new ConfidenceInterval(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 0.95),
        LearningCurve.of(EXAMPLES, same).intervalFor(0.05));
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
