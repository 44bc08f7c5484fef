package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.helixbook.claims.Rule.Direction;
import org.helixbook.claims.Rule.Outcome;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static Measurement value(double value) {
    return new Measurement(Result.of("kit-x", value, Provenance.none()), "");
  }

  private static Measurement interval(double value, double low, double high) {
    return new Measurement(
        Result.of("kit-x", new ConfidenceInterval(value, low, high, 0.95), Provenance.none()), "");
  }

  private static Measurement tested(double value, double p) {
    return new Measurement(Result.of("kit-x", value, Provenance.none()).withP(p), "");
  }

  @Test
  void aCountIsExact() {
    Rule rule = new Rule.Exact(569746);
    assertEquals(Outcome.HOLDS, rule.judge(value(569746)));
    assertEquals(Outcome.FAILS, rule.judge(value(569745)));
    assertEquals(Outcome.OPEN, rule.judge(value(Double.NaN)));
    assertEquals("exactly 569,746", rule.inWords());
  }

  @Test
  void aToleranceHasBothEnds() {
    Rule rule = new Rule.Within(1.082, 1.089);
    assertEquals(Outcome.HOLDS, rule.judge(value(1.082)));
    assertEquals(Outcome.HOLDS, rule.judge(value(1.089)));
    assertEquals(Outcome.FAILS, rule.judge(value(1.0891)));
    assertEquals("between 1.082 and 1.089", rule.inWords());
    assertThrows(IllegalArgumentException.class, () -> new Rule.Within(2, 1));
  }

  @Test
  void intervalsMustMeet() {
    Rule rule = new Rule.Overlap(0.93, 0.9713);
    assertEquals(Outcome.HOLDS, rule.judge(interval(0.9, 0.87, 0.93)));
    assertEquals(Outcome.HOLDS, rule.judge(interval(0.98, 0.9713, 1)));
    assertEquals(Outcome.FAILS, rule.judge(interval(0.9, 0.87, 0.9299)));
    assertEquals(Outcome.FAILS, rule.judge(interval(0.99, 0.98, 1)));
    assertEquals(Outcome.OPEN, rule.judge(value(0.95)), "a number alone is not enough");
  }

  @Test
  void aDifferenceNeedsItsWholeIntervalOnTheClaimedSide() {
    Rule above = new Rule.Difference(Direction.above, 0);
    assertEquals(Outcome.HOLDS, above.judge(interval(0.1, 0.01, 0.2)));
    assertEquals(Outcome.FAILS, above.judge(interval(0.1, 0, 0.2)));
    assertEquals(Outcome.FAILS, above.judge(interval(-0.1, -0.2, -0.01)));
    Rule below = new Rule.Difference(Direction.below, 0.02);
    assertEquals(Outcome.HOLDS, below.judge(interval(0, -0.03, 0.019)));
    assertEquals(Outcome.FAILS, below.judge(interval(0, -0.03, 0.02)));
  }

  @Test
  void aPairedTestDecidesWhereThereIsNoIntervalAndMustAgreeWhereThereIs() {
    Rule above = new Rule.Difference(Direction.above, 0);
    assertEquals(Outcome.HOLDS, above.judge(tested(0.1, 0.049)));
    assertEquals(Outcome.FAILS, above.judge(tested(0.1, 0.05)));
    assertEquals(Outcome.FAILS, above.judge(tested(-0.1, 0.0001)), "the other side");
    assertEquals(Outcome.OPEN, above.judge(value(0.1)));
    assertEquals(
        Outcome.FAILS,
        above.judge(new Measurement(interval(0.1, 0.01, 0.2).result().withP(0.2), "")));
    assertEquals(
        Outcome.OPEN,
        new Rule.Difference(Direction.above, 0.5).judge(tested(0.6, 0.001)),
        "the test compares with zero and not with a half");
  }

  @Test
  void whatIsShownDecidesNothing() {
    assertEquals(Outcome.OPEN, new Rule.Descriptive().judge(value(1)));
  }
}
