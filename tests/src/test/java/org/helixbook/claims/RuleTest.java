package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.helixbook.claims.Rule.Direction;
import org.helixbook.claims.Rule.Outcome;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static Result value(double value) {
    return Result.of("kit-x", value, Provenance.none());
  }

  private static Result interval(double value, double low, double high) {
    return Result.of("kit-x", new ConfidenceInterval(value, low, high, 0.95), Provenance.none());
  }

  private static Result tested(double value, double p) {
    return Result.of("kit-x", value, Provenance.none()).withP(p);
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
  void intervalsMustMeetAndBeNarrow() {
    Rule rule = new Rule.Overlap(0.93, 0.9713, 0.05);
    assertEquals(Outcome.HOLDS, rule.judge(interval(0.9, 0.88, 0.93)));
    assertEquals(Outcome.HOLDS, rule.judge(interval(0.98, 0.9713, 1)));
    assertEquals(Outcome.UNDECIDED, rule.judge(interval(0.9, 0.8799, 0.94)), "too wide below");
    assertEquals(Outcome.UNDECIDED, rule.judge(interval(0.98, 0.93, 1.022)), "too wide above");
    assertEquals(Outcome.UNDECIDED, rule.judge(interval(0.5, 0, 1)), "noise reproduces nothing");
    assertEquals(Outcome.FAILS, rule.judge(interval(0.9, 0.87, 0.9299)));
    assertEquals(Outcome.FAILS, rule.judge(interval(0.99, 0.98, 1)));
    assertEquals(Outcome.OPEN, rule.judge(value(0.95)), "a number alone is not enough");
    assertThrows(IllegalArgumentException.class, () -> new Rule.Overlap(0.93, 0.97, 0));
  }

  @Test
  void aDifferenceNeedsItsWholeIntervalOnOneSide() {
    Rule above = new Rule.Difference(Direction.above, 0);
    assertEquals(Outcome.HOLDS, above.judge(interval(0.1, 0.01, 0.2)));
    assertEquals(Outcome.UNDECIDED, above.judge(interval(0.1, 0, 0.2)));
    assertEquals(Outcome.UNDECIDED, above.judge(interval(-0.1, -0.3, 0.1)));
    assertEquals(Outcome.FAILS, above.judge(interval(-0.1, -0.2, -0.01)));
    assertEquals(Outcome.FAILS, above.judge(interval(-0.1, -0.2, 0)), "0 is not above 0");
    Rule below = new Rule.Difference(Direction.below, 0.02);
    assertEquals(Outcome.HOLDS, below.judge(interval(0, -0.03, 0.019)));
    assertEquals(Outcome.UNDECIDED, below.judge(interval(0, -0.03, 0.02)));
    assertEquals(Outcome.FAILS, below.judge(interval(0.04, 0.03, 0.05)));
  }

  @Test
  void aPairedTestDecidesWhereThereIsNoIntervalAndMustAgreeWhereThereIs() {
    Rule above = new Rule.Difference(Direction.above, 0);
    assertEquals(Outcome.HOLDS, above.judge(tested(0.1, 0.049)));
    assertEquals(Outcome.UNDECIDED, above.judge(tested(0.1, 0.05)));
    assertEquals(Outcome.FAILS, above.judge(tested(-0.1, 0.0001)), "the other side");
    assertEquals(Outcome.OPEN, above.judge(value(0.1)));
    assertEquals(Outcome.UNDECIDED, above.judge(interval(0.1, 0.01, 0.2).withP(0.2)));
    assertEquals(
        Outcome.OPEN,
        new Rule.Difference(Direction.above, 0.5).judge(tested(0.6, 0.001)),
        "the test compares with zero and not with a half");
  }

  private static Result pairs(long n, double p) {
    return Result.of(
            "kit-x", new ConfidenceInterval(0.1, 0.01, 0.2, 0.95), Provenance.none().withN(n))
        .withP(p);
  }

  @Test
  void aRangeOfWhatWasSeenIsNoInterval() {
    Rule range = new Rule.Difference(Direction.above, 10, "range");
    assertEquals("range above 10", range.inWords());
    assertEquals(Outcome.UNDECIDED, range.judge(interval(11, 9, 13)));
    assertTrue(range.toDecide(interval(11, 9, 13)).isEmpty());
  }

  /** Of the 2^5 signs of five differences, 2 are the most extreme: p is .0625 at least. */
  @Test
  void fivePairsNeverDecide() {
    Rule rule = new Rule.Difference(Direction.above, 0);
    assertEquals(Outcome.UNDECIDED, rule.judge(pairs(5, 0.03)));
    assertTrue(rule.tooFew(pairs(5, 0.03)));
    assertEquals(Outcome.HOLDS, rule.judge(pairs(6, 0.03)));
  }

  /**
   * (1.959964 + 0.841621) / 1.959964 = 1.429406, with the quantiles of scipy.stats.norm.ppf at .975
   * and .8; a half width of .2 and a distance of .1 make it (2 * 1.429406)^2 = 8.1728.
   */
  @Test
  void theNumberOfExamplesThatWouldDecideFollowsFromTheWidth() {
    Rule above = new Rule.Difference(Direction.above, 0);
    assertEquals(8.1728, above.toDecide(interval(0.1, -0.1, 0.3)).orElseThrow(), 1e-4);
    assertEquals(8.1728, above.toDecide(interval(-0.1, -0.3, 0.1)).orElseThrow(), 1e-4);
    assertTrue(above.toDecide(interval(0, -0.1, 0.1)).isEmpty(), "it lies on the reference");
    // Wilson's interval of 1 of 1: the first that excludes one half is that of 4 of 4.
    Rule half = new Rule.Difference(Rule.Direction.above, 0.5);
    assertEquals(5.1398, half.toDecide(interval(1, 0.2065, 1)).orElseThrow(), 0.02);
    // p = .3173 is one standard error: (1.959964 + 0.841621)^2.
    assertEquals(7.8489, above.toDecide(tested(0.1, 0.317310508)).orElseThrow(), 1e-4);
    Rule overlap = new Rule.Overlap(0.9, 0.96, 0.05);
    // The value lies .06 above the lowest that is allowed, and the half width is .08.
    assertEquals(3.6324, overlap.toDecide(interval(0.91, 0.83, 0.99)).orElseThrow(), 1e-4);
  }

  @Test
  void whatIsShownDecidesNothing() {
    assertEquals(Outcome.OPEN, new Rule.Descriptive().judge(value(1)));
  }
}
