package org.helixbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.claims.ClaimCatalogue;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.LedgerEntry;
import org.helixbook.claims.Result;
import org.helixbook.claims.ToyPaper;
import org.helixbook.experiment.Provenance;
import org.helixbook.plot.Figure;
import org.junit.jupiter.api.Test;

class ForestPlotTest {
  private static String svg(Figure figure) {
    return new String(figure.svg(), StandardCharsets.UTF_8);
  }

  @Test
  void printedFiguresAreReadAsNumbers() {
    assertEquals(0.98, ForestPlot.number(".98").orElseThrow());
    assertEquals(0.819, ForestPlot.number("81.9 %").orElseThrow(), 1e-12);
    assertEquals(0.091, ForestPlot.number("+0.091").orElseThrow());
    assertEquals(744620, ForestPlot.number("744,620").orElseThrow());
    assertEquals(0.03, ForestPlot.number(".98 - .95").orElseThrow(), 1e-12);
    for (String several : List.of("95 % (text), .50 (table)", "about 60", "all of 919", "")) {
      assertTrue(ForestPlot.number(several).isEmpty(), several);
    }
  }

  @Test
  void sharesStandAsTheyAreInTheColourOfTheirVerdict() {
    ForestPlot plot = new ForestPlot(LedgerPageTest.ledger("one", "two"));
    String drawn = svg(plot.shares().orElseThrow());
    assertTrue(drawn.contains("T.1 test accuracy [one, quick]"), drawn);
    assertTrue(drawn.contains("not reproduced"), drawn);
    assertTrue(drawn.contains("rgb(176,42,12)"), "the verdict's red");
    assertTrue(plot.multiples().isEmpty(), "no count was measured");
  }

  @Test
  void partsOfAClaimWithTheSameWordsAreToldApart() {
    ObjectMapper json = new ObjectMapper();
    Ledger ledger = LedgerPageTest.ledger("one");
    LedgerEntry first =
        ledger.entries().stream()
            .filter(entry -> entry.id().equals("T.1"))
            .findFirst()
            .orElseThrow();
    ObjectNode other = json.valueToTree(first);
    List<LedgerEntry> entries = new ArrayList<>();
    for (String part : List.of("direction", "size")) {
      entries.add(json.convertValue(other.put("part", part), LedgerEntry.class));
    }
    String drawn = svg(new ForestPlot(new Ledger(ledger.papers(), entries)).shares().orElseThrow());
    assertTrue(drawn.contains("[direction]") && drawn.contains("[size]"), drawn);
  }

  @Test
  void countsStandAsMultiples() {
    Ledger ledger =
        Ledger.of(
            new ClaimCatalogue(List.of(new ToyPaper())),
            List.of(
                Result.of("T.2-parameters", 1_139_492, Provenance.none())
                    .recorded("one", "quick", "")),
            "quick",
            result -> "");
    ForestPlot plot = new ForestPlot(ledger);
    assertTrue(plot.shares().isEmpty());
    String drawn = svg(plot.multiples().orElseThrow());
    assertTrue(drawn.contains("T.2 parameters"), drawn);
    assertTrue(drawn.contains(">2.0<"), "twice the printed 569,746");
    assertFalse(drawn.contains(">2.2<"), drawn);
  }
}
