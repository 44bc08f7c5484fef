package org.helixbook.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.helixbook.experiment.Provenance;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final String HUMAN = "human-coding-600";

  @TempDir Path folder;

  private static Ledger ledger(String profile, MainResult... results) {
    return Ledger.of(
        ClaimCatalogue.load(),
        Stream.of(results)
            .map(
                result ->
                    new Measurement(
                        result.measuredBy("a/b", profile).toResult(), "notebooks/a/b.html"))
            .toList(),
        profile);
  }

  private static List<LedgerEntry> of(Ledger ledger, String claim) {
    return ledger.entries().stream().filter(entry -> entry.id().equals(claim)).toList();
  }

  private static LedgerEntry only(Ledger ledger, String claim) {
    List<LedgerEntry> found = of(ledger, claim);
    assertEquals(1, found.size());
    return found.get(0);
  }

  private static MainResult result(String id, double value) {
    return MainResult.of(id, "text", value).on(HUMAN);
  }

  private static MainResult[] modelTwo(double accuracy, double low, double high) {
    return new MainResult[] {
      result("P1.7-accuracy", accuracy).interval(low, high).seeds(2, 1).runs("r1"),
      result("P1.7-f1-cdn", 0.97).interval(0.95, 0.99).seeds(1, 3),
      result("P1.7-f1-lnsd", 0.97).interval(0.95, 0.99),
      result("P1.7-auc", 0.99).interval(0.98, 1)
    };
  }

  @Test
  void withoutMeasurementsEveryClaimIsThereAndNothingIsInvented() {
    Ledger ledger = ledger("quick");
    Set<String> ids = new HashSet<>();
    for (LedgerEntry entry : ledger.entries()) {
      ids.add(entry.id());
      assertNull(entry.measured());
      assertTrue(entry.measurements().isEmpty());
      Verdict expected =
          switch (entry.id()) {
            case "P1.9", "P1.12" -> Verdict.CONTRADICTED;
            case "P1.2", "P1.14", "P2.16" -> Verdict.NOT_TESTABLE;
            default -> Verdict.NOT_RUN;
          };
      assertEquals(expected, entry.verdict(), entry.id());
    }
    assertEquals(32, ids.size());
  }

  @Test
  void aClaimIsReproducedWhenAllItsRulesHold() {
    LedgerEntry entry = only(ledger("paper", modelTwo(0.96, 0.94, 0.975)), "P1.7");
    assertEquals(Verdict.REPRODUCED, entry.verdict());
    assertEquals(0.96, entry.measured());
    assertEquals(List.of(0.94, 0.975), entry.interval());
    assertEquals(HUMAN, entry.dataset());
    assertTrue(entry.replication(), "not the paper's pictures");
    assertEquals(List.of(1L, 2L, 3L), entry.seeds());
    assertEquals(List.of("r1"), entry.runs());
    assertEquals(4, entry.measurements().size());
    assertEquals("notebooks/a/b.html", entry.measurements().get(0).link());
  }

  @Test
  void oneRuleThatFailsIsEnough() {
    LedgerEntry entry = only(ledger("quick", modelTwo(0.856, 0.826, 0.883)), "P1.7");
    assertEquals(Verdict.NOT_REPRODUCED, entry.verdict());
    assertEquals(
        "Test accuracy 0.856 (0.826 to 0.883), expected 95 % interval meets 0.9643 to 0.9915.",
        entry.reason());
    assertEquals(
        Verdict.NOT_REPRODUCED,
        only(ledger("quick", result("P1.7-accuracy", 0.8).interval(0.7, 0.9)), "P1.7").verdict(),
        "also where others are missing");
  }

  /** The measured peak stands beside the computed size; the verdict is arithmetic. */
  @Test
  void theMeasuredMemoryDecidesNothing() {
    MainResult size =
        MainResult.of("P1.12-memory-model-1", "size", 50.61).inUnit("MB").on("none needed");
    MainResult peak =
        MainResult.of("P1.12-peak-model-1", "peak", 1234).inUnit("MB").on("none needed").runs("r1");
    LedgerEntry before = only(ledger("quick", size), "P1.12");
    LedgerEntry entry = only(ledger("quick", peak, size), "P1.12");
    assertEquals(Verdict.CONTRADICTED, entry.verdict());
    assertEquals(before.reason(), entry.reason());
    assertEquals(50.61, entry.measured());
    assertEquals(
        List.of("P1.12-memory-model-1", "P1.12-peak-model-1"),
        entry.measurements().stream().map(LedgerEntry.Figure::id).toList());
    assertEquals("MB", entry.measurements().get(1).unit());
    assertEquals("", entry.measurements().get(1).published(), "the paper measures nothing");
    assertEquals(List.of("r1"), entry.runs());
  }

  @Test
  void whatIsMissingIsNotRun() {
    LedgerEntry entry =
        only(ledger("quick", result("P1.7-accuracy", 0.97).interval(0.96, 0.98)), "P1.7");
    assertEquals(Verdict.NOT_RUN, entry.verdict());
    assertEquals(
        "F1, coding was not measured; F1, non-coding was not measured; AUC was not measured.",
        entry.reason());
  }

  @Test
  void smokeDecidesNothingThatIsLearned() {
    LedgerEntry entry = only(ledger("smoke", modelTwo(0.97, 0.96, 0.98)), "P1.7");
    assertEquals(Verdict.NOT_RUN, entry.verdict());
    assertEquals("Smoke shows that it runs and learns nothing.", entry.reason());
    assertEquals(
        Verdict.REPRODUCED,
        only(ledger("smoke", result("P1.6-parameters", 569746)), "P1.6").verdict(),
        "a count is a count");
  }

  @Test
  void onlyTheProfilesOfARuleDecide() {
    MainResult epoch = result("P1.11-model-1", 61);
    assertEquals(Verdict.NOT_RUN, of(ledger("quick", epoch), "P1.11").get(0).verdict());
    assertEquals(Verdict.REPRODUCED, of(ledger("paper", epoch), "P1.11").get(0).verdict());
    assertEquals(3, of(ledger("paper", epoch), "P1.11").size(), "one entry for each model");
  }

  @Test
  void eachVariantAndDataSetHasItsOwnVerdict() {
    Ledger ledger =
        ledger(
            "quick",
            result("P1.6-parameters", 569746).variant("2a"),
            result("P1.6-parameters", 569745).variant("2b"),
            result("P1.6-parameters", 569746).on("other").variant("2a"));
    assertEquals(
        List.of(Verdict.REPRODUCED, Verdict.NOT_REPRODUCED, Verdict.REPRODUCED),
        of(ledger, "P1.6").stream().map(LedgerEntry::verdict).toList());
  }

  @Test
  void whatNamesNoVariantCountsForAll() {
    MainResult[] all = modelTwo(0.96, 0.94, 0.975);
    Ledger ledger =
        ledger("quick", all[0].variant("2a"), all[1].variant("2a"), all[2].variant("2a"), all[3]);
    LedgerEntry entry = only(ledger, "P1.7");
    assertEquals("2a", entry.variant());
    assertEquals(Verdict.REPRODUCED, entry.verdict());
  }

  @Test
  void aNumberThatDecidesNothingDoesNotStandForTheClaim() {
    LedgerEntry entry = only(ledger("quick", result("P1.13-mcnemar-p", 0.18)), "P1.13");
    assertNull(entry.measured());
    assertEquals(0.18, entry.measurements().get(0).value());
    assertEquals(Verdict.NOT_RUN, entry.verdict());
  }

  @Test
  void thePapersContradictionStandsBesideWhatWasMeasured() {
    LedgerEntry entry = only(ledger("quick", result("P1.9-accuracy", 0.83)), "P1.9");
    assertEquals(Verdict.CONTRADICTED, entry.verdict());
    assertEquals(0.83, entry.measured());
    assertEquals(
        "The text says an accuracy of 95 %, the table .50: text: accuracy 0.95, but"
            + " table: accuracy 0.5.",
        entry.reason());
  }

  @Test
  void whatBelongsToOneDataSetIsNotTestableElsewhere() {
    MainResult tasks = result("P2.3-tasks", 11);
    assertEquals(Verdict.NOT_TESTABLE, only(ledger("quick", tasks), "P2.3").verdict());
    LedgerEntry own =
        only(ledger("quick", result("P2.3-tasks", 498).on("deepsea-train-bundle")), "P2.3");
    assertEquals(Verdict.REPRODUCED, own.verdict());
    assertFalse(own.replication());
  }

  @Test
  void theLaterOfTwoMeasurementsCounts() {
    Ledger ledger =
        ledger("quick", result("P1.8-parameters", 1), result("P1.8-parameters", 269174));
    assertEquals(Verdict.REPRODUCED, only(ledger, "P1.8").verdict());
  }

  @Test
  void aMeasurementThatNoClaimExpectsIsRefused() {
    assertTrue(
        assertThrows(InputProblem.class, () -> ledger("quick", result("P1.99-x", 1)))
            .getMessage()
            .startsWith("result 'P1.99-x': no claim expects it"));
    assertEquals(ledger("quick").entries(), ledger("quick", result("kit-seconds", 5)).entries());
  }

  @Test
  void itIsWrittenAsAnArrayWithAnEntryForEveryClaim() throws IOException {
    Path file = ledger("quick", modelTwo(0.856, 0.826, 0.883)).write(folder);
    JsonNode array = new ObjectMapper().readTree(file.toFile());
    assertTrue(array.isArray());
    for (JsonNode entry : array) {
      for (String field :
          List.of(
              "id",
              "paper",
              "text",
              "published",
              "measured",
              "interval",
              "dataset",
              "profile",
              "verdict",
              "runs")) {
        assertTrue(entry.has(field), field);
      }
    }
    JsonNode seven =
        Stream.iterate(0, i -> i + 1)
            .limit(array.size())
            .map(array::get)
            .filter(entry -> entry.get("id").asText().equals("P1.7"))
            .findFirst()
            .orElseThrow();
    assertEquals("not reproduced", seven.get("verdict").asText());
    assertEquals("[0.826,0.883]", seven.get("interval").toString());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aReportFolderIsReadWithLinksToThePlacesOfTheResults() throws IOException {
    Ledger empty = Ledger.of(folder, "quick");
    assertEquals(ledger("quick").entries(), empty.entries(), "nothing was recorded yet");
    ResultLog log = ResultLog.open(folder, "paper1/04", "quick");
    log.record(result("P1.8-parameters", 5).toResult());
    assertEquals("", only(Ledger.of(folder, "quick"), "P1.8").measurements().get(0).link());
    executed("paper1/04");
    assertEquals(
        "notebooks/paper1/04.html#result-1",
        only(Ledger.of(folder, "quick"), "P1.8").measurements().get(0).link());
  }

  /** The same measurement of two data sets in one notebook: each number leads to its own place. */
  @Test
  void equalTextsLeadToPlacesOfTheirOwn() throws IOException {
    ResultLog log = ResultLog.open(folder, "paper1/01", "quick");
    log.record(Result.of("P1.1-windows", 2000, Provenance.on("ours")));
    log.record(Result.of("P1.1-windows", 2000, Provenance.on("theirs")));
    log.record(Result.of("P1.1-windows", 2000, Provenance.on("ours")));
    executed("paper1/01");
    assertEquals(
        List.of(
            "ours notebooks/paper1/01.html#result-3", "theirs notebooks/paper1/01.html#result-2"),
        Ledger.of(folder, "quick").entries().stream()
            .filter(entry -> entry.id().equals("P1.1"))
            .map(entry -> entry.dataset() + " " + entry.measurements().get(0).link())
            .toList());
  }

  private void executed(String notebook) throws IOException {
    Path copy = folder.resolve("notebooks").resolve(notebook + ".ipynb");
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, "{}");
  }

  @Test
  void aDamagedResultFileIsNamed() throws IOException {
    Path file = folder.resolve("results/x.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[{\"id\":");
    assertTrue(
        assertThrows(InputProblem.class, () -> Ledger.of(folder, "quick"))
            .getMessage()
            .contains("x.json: this cannot be read as recorded results"));
  }

  @Test
  void theTableShowsPaperAndOursAndEscapes() {
    Ledger ledger = ledger("quick", modelTwo(0.856, 0.826, 0.883));
    var table = LedgerTable.of("<T>", new Ledger(of(ledger, "P1.7")), "");
    assertTrue(table.markup().contains("&lt;T&gt;</caption>"));
    assertTrue(table.markup().contains("test accuracy: 0.856 (0.826 to 0.883)"));
    assertTrue(table.markup().contains("not reproduced</span>"));
    assertTrue(table.text().contains("P1.7"), table.text());
    assertEquals(
        List.of("Paper 1", "0", "1", "0", "0", "0"),
        LedgerTable.counts(new Ledger(of(ledger, "P1.7"))).rows().get(0));
  }
}
