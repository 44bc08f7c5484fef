package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.claims.Claim;
import org.helixbook.claims.Criterion;
import org.helixbook.claims.InternalCheck;
import org.helixbook.claims.Rule;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.ProportionInterval;
import org.junit.jupiter.api.Test;

/** The rules of Paper 1 follow from what it prints. */
class PaperOneClaimsTest {
  private final PaperOne claims = new PaperOne();
  private final PublishedResults paper = new PaperOne().printed();

  private Rule rule(String id) {
    return claims.claims().stream()
        .flatMap(claim -> claim.measurements().stream())
        .filter(criterion -> criterion.id().equals(id))
        .map(Criterion::rule)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theIntervalsOfAccuracyAreWilsonsOfTheRecoveredCounts() {
    same(rule("P1.5-accuracy"), wilson("model-1"));
    same(rule("P1.7-accuracy"), wilson("model-2"));
  }

  private ConfidenceInterval wilson(String model) {
    ConfusionMatrix matrix = paper.model(model).confusion(paper.classes());
    return ProportionInterval.wilson(matrix.correct(), matrix.total());
  }

  /**
   * F1 = 2J/(1+J), and J, the share of hits among hits, misses and false alarms, is a proportion.
   */
  @Test
  void theIntervalsOfF1FollowFromTheRecoveredCounts() {
    for (String model : List.of("model-1", "model-2")) {
      String claim = model.equals("model-1") ? "P1.5" : "P1.7";
      ConfusionMatrix matrix = paper.model(model).confusion(paper.classes());
      for (int c = 0; c < 2; c++) {
        int hits = matrix.count(c, c);
        ConfidenceInterval jaccard =
            ProportionInterval.wilson(hits, matrix.actual(c) + matrix.predicted(c) - hits);
        same(
            rule(claim + (c == 0 ? "-f1-cdn" : "-f1-lnsd")),
            new ConfidenceInterval(
                ClassificationReport.of(matrix).rows().get(c).f1(),
                2 * jaccard.low() / (1 + jaccard.low()),
                2 * jaccard.high() / (1 + jaccard.high()),
                0.95));
      }
    }
  }

  /** Hanley and McNeil 1982, with 200 examples a class. */
  @Test
  void theIntervalsOfAucAreHanleyAndMcNeils() {
    same(rule("P1.5-auc"), hanley(0.98));
    same(rule("P1.7-auc"), hanley(0.99));
  }

  private static ConfidenceInterval hanley(double auc) {
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double variance =
        (auc * (1 - auc) + 199 * (q1 - auc * auc) + 199 * (q2 - auc * auc)) / (200 * 200);
    double half = 1.959963984540054 * Math.sqrt(variance);
    return new ConfidenceInterval(auc, auc - half, auc + half, 0.95);
  }

  private static void same(Rule rule, ConfidenceInterval interval) {
    Rule.Overlap overlap = (Rule.Overlap) rule;
    assertEquals(interval.low(), overlap.low(), 6e-5);
    assertEquals(interval.high(), overlap.high(), 6e-5);
  }

  @Test
  void thePaperContradictsItselfWhereItsFiguresSaySo() {
    assertEquals(
        List.of("P1.9", "P1.12", "P1.17"),
        claims.claims().stream()
            .filter(claim -> claim.contradiction().isPresent())
            .map(Claim::id)
            .toList());
    List<InternalCheck> checks = claims.claim("P1.9").checks();
    assertEquals(PublishedResults.number(paper.model("model-3").accuracy()), checks.get(0).right());
    ConfusionMatrix collapsed = paper.model("model-3").confusion(paper.classes());
    assertEquals(collapsed.accuracy(), checks.get(1).left(), 1e-12);
    assertTrue(checks.get(1).holds());
  }
}
