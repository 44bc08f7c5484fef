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
import org.helixbook.plot.HtmlText;
import org.junit.jupiter.api.Test;

class LedgerPageTest {
  private static final Paper TOY = new ToyPaper();

  static Ledger ledger(String... datasets) {
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
  void aRowHasPlainNumbersAndOneLinkToTheirPlaceAndEverythingIsEscaped() {
    String html = new LedgerPage(ledger("<data>"), "../").entries().markup();
    assertTrue(html.contains("<td>test accuracy: 0.856 (0.826 to 0.883)</td>"), html);
    assertEquals(1, html.split("<a ", -1).length - 1, html);
    assertTrue(html.contains(" href=\"../notebooks/one.html#result-1\">"), html);
    assertTrue(html.contains("not reproduced</span>"), html);
    assertTrue(html.contains("&lt;data&gt;"), html);
    assertFalse(html.contains("<data>"), html);
  }

  @Test
  void theReportHasEveryClaimUnderThePapersTitleWithWhyInView() {
    Ledger ledger = ledger("one", "two");
    String html = new LedgerPage(ledger, "").report();
    assertTrue(html.contains("<h3>Toy: A paper for tests</h3>"), html);
    String unfolded = html.replaceAll("<details>.*?</details>", "");
    for (var entry : ledger.entries()) {
      assertTrue(unfolded.contains(">" + entry.id() + "</strong>"), entry.id());
      assertTrue(unfolded.contains(HtmlText.escape(entry.reason())), entry.id());
    }
    String accuracy = TOY.claim("T.1").text();
    assertEquals(1, html.split("> " + accuracy, -1).length - 1, "told once, of two data sets");
  }

  @Test
  void whatIsPrintedStandsBesideTheFirstRowThatIsNotOnAReadersOwnData() {
    // A folder that sorts before a registered set, and one that comes after it.
    String html = new LedgerPage(ledger("a/folder", "human-coding-600"), "").report();
    String published = "<td>" + HtmlText.escape(TOY.claim("T.1").published()) + "</td>";
    List<String> rows = html.lines().filter(line -> line.contains(">T.1</strong>")).toList();
    assertEquals(2, rows.size(), html);
    String own = rows.stream().filter(row -> row.contains("a/folder")).findFirst().orElseThrow();
    String kits = rows.stream().filter(row -> !row.equals(own)).findFirst().orElseThrow();
    assertFalse(own.contains(published), own);
    assertTrue(kits.contains(published), kits);
  }

  @Test
  void aReaderWithoutScriptSeesEveryRowAndNoFilter() {
    String html = new LedgerPage(ledger("one"), "").report();
    assertTrue(html.contains("<p id=\"hb-filter\" hidden>"), html);
    assertTrue(html.contains("<option>not reproduced</option>"), html);
    assertFalse(html.contains("<option>undecided</option>"), "no entry has this verdict");
    assertTrue(html.contains("<tr data-paper=\"Toy\" data-verdict=\"not reproduced\"><td>"), html);
    assertFalse(html.matches("(?s).*<tr[^>]* hidden.*"), html);
  }

  @Test
  void asTextItHasALineAnEntry() {
    Ledger ledger = ledger("one");
    String text = new LedgerPage(ledger, "").entries().text();
    assertEquals(ledger.entries().size(), text.lines().count());
    assertTrue(text.contains("0.856"), text);
  }
}
