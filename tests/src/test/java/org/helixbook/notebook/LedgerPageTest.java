package org.helixbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.claims.ClaimCatalogue;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.Paper;
import org.helixbook.claims.Result;
import org.helixbook.claims.ToyPaper;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.junit.jupiter.api.Test;

class LedgerPageTest {
  private static final Paper TOY = new ToyPaper();

  private static Ledger ledger(String... datasets) {
    return Ledger.of(
        new ClaimCatalogue(List.of(TOY)),
        List.of(datasets).stream()
            .map(
                dataset ->
                    Result.of(
                            "T.1-accuracy",
                            new ConfidenceInterval(0.856, 0.826, 0.883, 0.95),
                            Provenance.on(dataset))
                        .recorded("one", "quick", "result-1"))
            .toList(),
        "quick",
        result -> "notebooks/one.html#result-1");
  }

  @Test
  void aNumberLeadsToItsPlaceAndEverythingIsEscaped() {
    String html = new LedgerPage(ledger("<data>"), "../").entries().markup();
    assertTrue(
        html.contains(
            "<a href=\"../notebooks/one.html#result-1\">test accuracy: 0.856 (0.826 to 0.883)</a>"),
        html);
    assertTrue(html.contains("not reproduced</span>"), html);
    assertTrue(html.contains("&lt;data&gt;"), html);
    assertFalse(html.contains("<data>"), html);
  }

  @Test
  void theReportHasHeadlinesAndEveryClaimUnderThePapersTitle() {
    String html = new LedgerPage(ledger("one", "two"), "").report();
    String findings = html.substring(0, html.indexOf("The ledger"));
    assertTrue(findings.contains("[one]") && findings.contains("[two]"), "two data sets are told");
    assertFalse(findings.contains("T.7</strong>"), "only headlines");
    assertTrue(html.contains("<h3>Toy: A paper for tests</h3>"), html);
    for (var claim : TOY.claims()) {
      assertTrue(html.contains("<strong>" + claim.id() + "</strong>"), claim.id());
    }
  }

  @Test
  void asTextItHasALineAnEntry() {
    Ledger ledger = ledger("one");
    String text = new LedgerPage(ledger, "").entries().text();
    assertEquals(ledger.entries().size(), text.lines().count());
    assertTrue(text.contains("0.856"), text);
  }
}
