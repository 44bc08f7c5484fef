package org.helixbook.paper2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.claims.Criterion;
import org.helixbook.claims.InternalCheck;
import org.helixbook.claims.Rule;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ProportionInterval;
import org.junit.jupiter.api.Test;

/** The rules of Paper 2 follow from what it prints. */
class PaperTwoClaimsTest {
  private final PaperTwo paper = new PaperTwo();

  @Test
  void theSharesOfWinsHaveWilsonsIntervals() {
    same("P2.8-size-win-share", ProportionInterval.wilson(408, 498));
    same("P2.9-win-share", ProportionInterval.wilson(471, 498));
    same("P2.17-win-share", ProportionInterval.wilson(182, 421));
    same("P2.17-best-win-share", ProportionInterval.wilson(276, 421));
  }

  private void same(String id, ConfidenceInterval interval) {
    Rule.Overlap overlap =
        (Rule.Overlap)
            paper.claims().stream()
                .flatMap(claim -> claim.measurements().stream())
                .filter(criterion -> criterion.id().equals(id))
                .map(Criterion::rule)
                .findFirst()
                .orElseThrow();
    assertEquals(interval.low(), overlap.low(), 6e-5);
    assertEquals(interval.high(), overlap.high(), 6e-5);
  }

  @Test
  void itsArithmeticHoldsButForTwoFigures() {
    List<InternalCheck> checks = paper.claim("P2.8").checks();
    assertTrue(checks.get(0).holds(), "408 of 498 is 81.9 %");
    assertTrue(checks.get(1).holds(), "0.044 + 0.091 = 0.135");
    assertFalse(checks.get(2).holds(), "2,000 rows are not 8,000");
    assertFalse(paper.claim("P2.5").checks().get(0).holds(), "4.003 is above 4");
    assertTrue(paper.claim("P2.4").checks().get(0).holds());
    assertTrue(paper.claim("P2.20").checks().get(0).holds(), "125 + 690 + 104 = 919");
  }
}
