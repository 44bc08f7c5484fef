package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.paper1.PublishedResults;
import org.junit.jupiter.api.Test;

class ClaimCatalogueTest {
  private final ClaimCatalogue catalogue = ClaimCatalogue.load();
  private final PublishedResults paper = PublishedResults.paperOne();

  private Rule rule(String id) {
    return catalogue.claims().stream()
        .flatMap(claim -> claim.measurements().stream())
        .filter(criterion -> criterion.id().equals(id))
        .findFirst()
        .orElseThrow()
        .rule();
  }

  @Test
  void everyClaimOfBothPapersIsThere() {
    List<String> expected = new ArrayList<>();
    for (int paper = 1; paper <= 2; paper++) {
      for (int number = 1; number <= 16; number++) {
        expected.add("P" + paper + "." + number);
      }
    }
    assertEquals(expected, catalogue.claims().stream().map(Claim::id).toList());
    for (Claim claim : catalogue.claims()) {
      assertEquals("Paper " + claim.id().charAt(1), claim.paper());
      assertFalse(claim.text().isBlank() || claim.hard().isBlank() || claim.measure().isBlank());
    }
  }

  @Test
  void everyPartHasARuleUnlessTheClaimSaysWhyNot() {
    for (Claim claim : catalogue.claims()) {
      for (String part : claim.parts()) {
        assertTrue(
            !claim.notTestable().isEmpty()
                || claim.contradiction().isPresent()
                || claim.of(part).stream().anyMatch(Criterion::decides),
            claim.id() + " " + part);
      }
    }
  }

  @Test
  void onlyWhatNeedsNoLearningIsDecidedBySmoke() {
    for (Claim claim : catalogue.claims()) {
      for (Criterion criterion : claim.measurements()) {
        assertTrue(
            !criterion.decidesIn("smoke")
                || criterion.rule() instanceof Rule.Exact
                || criterion.id().equals("P1.4-memory"),
            criterion.id());
      }
    }
  }

  @Test
  void anIdThatNoClaimExpectsIsRefusedInOneSentence() {
    catalogue.require("P1.5-accuracy");
    catalogue.require("kit-energy");
    assertFalse(catalogue.expects("P1.5"));
    assertEquals(
        "result 'P1.8-layers': no claim expects it; P1.8 expects P1.8-parameters; use one of them,"
            + " add it to claims.json, or begin it with kit- if it belongs to no claim",
        assertThrows(InputProblem.class, () -> catalogue.require("P1.8-layers")).getMessage());
    assertEquals(
        "result 'speed': no claim expects it; give it an id of claims.json such as P1.7-accuracy,"
            + " or begin it with kit- if it belongs to no claim",
        assertThrows(InputProblem.class, () -> catalogue.require("speed")).getMessage());
  }

  @Test
  void theIntervalsOfAccuracyAreWilsonsOfTheRecoveredCounts() {
    same(rule("P1.5-accuracy"), wilson("model-1"));
    same(rule("P1.7-accuracy"), wilson("model-2"));
    same(rule("P2.8-size-win-share"), ProportionInterval.wilson(408, 498));
    same(rule("P2.9-win-share"), ProportionInterval.wilson(471, 498));
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
  void thePapersContradictThemselvesWhereTheirFiguresSaySo() {
    assertEquals(
        List.of("P1.9", "P1.12"),
        catalogue.claims().stream()
            .filter(claim -> claim.contradiction().isPresent())
            .map(Claim::id)
            .toList());
    InternalCheck accuracy = catalogue.claim("P1.9").checks().get(0);
    assertEquals(PublishedResults.number(paper.model("model-3").accuracy()), accuracy.right());
    ConfusionMatrix collapsed = paper.model("model-3").confusion(paper.classes());
    assertEquals(collapsed.accuracy(), catalogue.claim("P1.9").checks().get(1).left(), 1e-12);
    assertTrue(catalogue.claim("P1.9").checks().get(1).holds());
    assertEquals("text: accuracy 0.95, but table: accuracy 0.5", accuracy.inWords());
  }

  @Test
  void theArithmeticOfPaperTwoHolds() {
    List<InternalCheck> checks = catalogue.claim("P2.8").checks();
    assertTrue(checks.get(0).holds(), "408 of 498 is 81.9 %");
    assertTrue(checks.get(1).holds(), "0.044 + 0.091 = 0.135");
    assertFalse(checks.get(2).holds(), "2,000 rows are not 8,000");
    assertFalse(catalogue.claim("P2.5").checks().get(0).holds(), "4.003 is above 4");
    assertTrue(catalogue.claim("P2.4").checks().get(0).holds());
  }

  @Test
  void aClaimThatCannotComeToAVerdictIsRefused() {
    List<Criterion> shown =
        List.of(
            new Criterion("P9.1-x", "x", "", "", "", "", new Rule.Descriptive(), null, null, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Claim("P9.1", "Paper 9", "", "t", "", false, true, "", "", "", List.of(), shown));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Claim(
                "P9.2", "Paper 9", "", "t", "", false, true, "", "", "why", List.of(), shown));
  }
}
