package org.helixbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.helixbook.claims.ClaimCatalogue;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.Result;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.junit.jupiter.api.Test;

class ReportOpeningTest {
  private static String opening(Set<String> figures, String... datasets) {
    return new ReportOpening(LedgerPageTest.ledger(datasets)).html(figures);
  }

  @Test
  void itNamesThePaperAndTellsEachHeadlineOnceWithDataAndProfile() {
    String html = opening(Set.of(), "one", "two");
    assertTrue(html.contains("<strong>A paper for tests</strong><br>Nobody"), html);
    assertEquals(2, html.split("<li>", -1).length - 1, "the counts, and the one headline measured");
    assertTrue(html.contains("10 claims, judged on one, two in profile quick"), html);
    assertTrue(
        html.contains(
            "the paper prints .98; measured here: test accuracy: 0.856 (0.826 to 0.883), on one,"
                + " profile quick: <span class=\"hb-verdict hb-not-reproduced\">"),
        html);
    assertFalse(html.contains("<img"), "no figure that is not there");
  }

  @Test
  void aPartOfAClaimIsNamedAsSuch() {
    Ledger ledger =
        Ledger.of(
            ClaimCatalogue.load(),
            List.of(
                Result.of(
                        "P2.8-win-share",
                        new ConfidenceInterval(0.7, 0.6, 0.8, 0.95),
                        Provenance.on("hg19-annotation"))
                    .recorded("one", "paper", "result-1")),
            "paper",
            result -> "notebooks/one.html#result-1");
    String html = new ReportOpening(ledger).html(Set.of());
    String told = html.lines().filter(line -> line.contains("(P2.8)")).findFirst().orElseThrow();
    assertTrue(told.contains("<strong>of this: direction</strong>"), told);
  }

  @Test
  void whatWasFoundOfNothingIsNotTold() {
    String html = opening(Set.of());
    assertEquals(1, html.split("<li>", -1).length - 1, html);
    assertTrue(html.contains("judged on no data yet"), html);
  }

  @Test
  void theForestPlotAndEachPapersOwnChoiceAreItsFigures() {
    String html = opening(Set.of("toy-roc", "another", "ledger-forest"), "one");
    assertTrue(html.contains("src=\"figures/toy-roc.png\""), html);
    assertTrue(html.contains("src=\"figures/ledger-forest.png\""), html);
    assertEquals(2, html.split("<img", -1).length - 1, html);
  }
}
