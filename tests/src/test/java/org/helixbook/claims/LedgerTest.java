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
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.Provenance;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final ClaimCatalogue TOY = new ClaimCatalogue(List.of(new ToyPaper()));
  private static final Provenance HERE = Provenance.on("our-data");

  @TempDir Path folder;

  private static Ledger ledger(String profile, Result... results) {
    return Ledger.of(
        TOY,
        Stream.of(results).map(result -> result.recorded("a/b", profile, "")).toList(),
        profile,
        result -> "a/b.html");
  }

  private static List<LedgerEntry> of(Ledger ledger, String claim) {
    return ledger.entries().stream().filter(entry -> entry.id().equals(claim)).toList();
  }

  private static LedgerEntry only(Ledger ledger, String claim) {
    List<LedgerEntry> found = of(ledger, claim);
    assertEquals(1, found.size());
    return found.get(0);
  }

  private static Result result(String id, double value) {
    return Result.of(id, value, HERE);
  }

  private static Result accuracy(double value, double low, double high, Provenance provenance) {
    return Result.of("T.1-accuracy", new ConfidenceInterval(value, low, high, 0.95), provenance);
  }

  private static Result auc(Provenance provenance) {
    return Result.of("T.1-auc", new ConfidenceInterval(0.99, 0.98, 1, 0.95), provenance);
  }

  @Test
  void withoutMeasurementsEveryClaimIsThereAndNothingIsInvented() {
    Ledger ledger = ledger("quick");
    assertEquals(
        TOY.claims().stream().map(Claim::id).toList(),
        ledger.entries().stream().map(LedgerEntry::id).distinct().toList());
    for (LedgerEntry entry : ledger.entries()) {
      assertNull(entry.measured());
      assertTrue(entry.measurements().isEmpty());
      Verdict expected =
          switch (entry.id()) {
            case "T.4" -> Verdict.CONTRADICTED;
            case "T.6" -> Verdict.NOT_TESTABLE;
            default -> Verdict.NOT_RUN;
          };
      assertEquals(expected, entry.verdict(), entry.id());
    }
  }

  @Test
  void aClaimIsReproducedWhenAllItsRulesHold() {
    LedgerEntry entry =
        only(
            ledger(
                "paper",
                accuracy(
                    0.96, 0.94, 0.975, HERE.withSeeds(List.of(2L, 1L)).withRuns(List.of("r1"))),
                auc(HERE.withSeeds(List.of(1L, 3L)))),
            "T.1");
    assertEquals(Verdict.REPRODUCED, entry.verdict());
    assertEquals("Toy", entry.paper());
    assertEquals(0.96, entry.measured());
    assertEquals(List.of(0.94, 0.975), entry.interval());
    assertEquals("our-data", entry.dataset());
    assertTrue(entry.replication(), "not the paper's data");
    assertEquals(List.of(1L, 2L, 3L), entry.seeds());
    assertEquals(List.of("r1"), entry.runs());
    assertEquals(
        List.of("T.1-accuracy", "T.1-auc"),
        entry.measurements().stream().map(LedgerEntry.Figure::id).toList());
    assertEquals("a/b.html", entry.measurements().get(0).link());
  }

  @Test
  void oneRuleThatFailsIsEnoughAlsoWhereOthersAreMissing() {
    LedgerEntry entry = only(ledger("quick", accuracy(0.856, 0.826, 0.883, HERE)), "T.1");
    assertEquals(Verdict.NOT_REPRODUCED, entry.verdict());
    assertTrue(entry.reason().contains("0.856 (0.826 to 0.883)"), entry.reason());
    assertTrue(entry.reason().contains("0.9643 to 0.9915"), entry.reason());
  }

  private static Result difference(String id, double value, double low, double high) {
    return Result.of(id, new ConfidenceInterval(value, low, high, 0.95), HERE.withN(11));
  }

  @Test
  void whatExcludesNeitherTheClaimNorItsContraryIsUndecided() {
    LedgerEntry entry = only(ledger("quick", difference("T.9-difference", 0.1, -0.1, 0.3)), "T.9");
    assertEquals(Verdict.UNDECIDED, entry.verdict());
    assertTrue(entry.reason().contains("8.2 times as many tasks (here 11)"), entry.reason());
    assertEquals(
        Verdict.REPRODUCED,
        only(ledger("quick", difference("T.9-difference", 0.2, 0.1, 0.3)), "T.9").verdict());
    assertEquals(
        Verdict.NOT_REPRODUCED,
        only(ledger("quick", difference("T.9-difference", -0.2, -0.3, -0.1)), "T.9").verdict());
  }

  /** It was run, so it is not to be called not run: one seed has no interval. */
  @Test
  void whatTheRuleCannotJudgeIsUndecided() {
    LedgerEntry one = only(ledger("quick", result("T.9-difference", 0.1)), "T.9");
    assertEquals(Verdict.UNDECIDED, one.verdict());
    assertTrue(one.reason().contains("0.100 comes without the interval"), one.reason());
    LedgerEntry undefined = only(ledger("quick", result("T.9-difference", Double.NaN)), "T.9");
    assertEquals(Verdict.UNDECIDED, undefined.verdict());
    assertTrue(undefined.reason().contains("is undefined here"), undefined.reason());
  }

  private static Verdict gain(double learned, double low, double high) {
    return only(
            ledger(
                "quick", difference("T.10-gain", low, low, high), result("T.10-learned", learned)),
            "T.10")
        .verdict();
  }

  @Test
  void nothingIsDecidedWhereAConditionIsNotMet() {
    assertEquals(Verdict.REPRODUCED, gain(1, -0.02, 0.01));
    assertEquals(Verdict.NOT_REPRODUCED, gain(1, 0.03, 0.05));
    assertEquals(Verdict.UNDECIDED, gain(0.5, -0.02, 0.01));
    assertEquals(Verdict.UNDECIDED, gain(0.5, 0.03, 0.05));
    assertEquals(
        Verdict.NOT_RUN,
        only(ledger("quick", difference("T.10-gain", 0.04, 0.03, 0.05)), "T.10").verdict(),
        "the condition was not measured");
  }

  @Test
  void anIntervalTooWideToExcludeAnythingReproducesNothing() {
    Ledger ledger = ledger("paper", accuracy(0.9, 0.8, 0.97, HERE), auc(HERE));
    assertEquals(Verdict.UNDECIDED, only(ledger, "T.1").verdict());
  }

  @Test
  void whatTheKitWasBuiltToMatchIsNotReproduced() {
    LedgerEntry entry = only(ledger("quick", result("T.8-length", 100)), "T.8");
    assertEquals(Verdict.BY_DESIGN, entry.verdict());
    assertEquals("The kit cuts them so.", entry.reason());
    assertEquals(
        Verdict.NOT_REPRODUCED, only(ledger("quick", result("T.8-length", 99)), "T.8").verdict());
  }

  @Test
  void whatThisKitAddsIsAFindingWhateverComesOut() {
    for (double[] ends : new double[][] {{-0.3, -0.1}, {-0.1, 0.1}, {0.1, 0.3}}) {
      double middle = (ends[0] + ends[1]) / 2;
      Result found = difference("T.7-difference", middle, ends[0], ends[1]);
      assertEquals(Verdict.FINDING, only(ledger("quick", found), "T.7").verdict());
      assertEquals(Verdict.NOT_RUN, only(ledger("smoke", found), "T.7").verdict());
    }
  }

  /** A measured peak stands beside a contradiction, which is arithmetic. */
  @Test
  void whatIsMeasuredDoesNotChangeAContradiction() {
    LedgerEntry entry = only(ledger("quick", result("T.4-peak", 1234)), "T.4");
    assertEquals(Verdict.CONTRADICTED, entry.verdict());
    assertEquals(only(ledger("quick"), "T.4").reason(), entry.reason());
    assertTrue(entry.reason().contains("0.95") && entry.reason().contains("0.5"), entry.reason());
    assertEquals(1234, entry.measured());
    assertEquals("MB", entry.measurements().get(0).unit());
  }

  @Test
  void whatIsMissingIsNotRun() {
    LedgerEntry entry = only(ledger("quick", accuracy(0.97, 0.96, 0.98, HERE)), "T.1");
    assertEquals(Verdict.NOT_RUN, entry.verdict());
    assertTrue(entry.reason().contains("AUC"), entry.reason());
  }

  @Test
  void smokeDecidesNothingThatIsLearned() {
    Result learned = accuracy(0.97, 0.96, 0.98, HERE);
    assertEquals(Verdict.NOT_RUN, only(ledger("smoke", learned, auc(HERE)), "T.1").verdict());
    assertEquals(
        Verdict.REPRODUCED,
        only(ledger("smoke", result("T.2-parameters", 569746)), "T.2").verdict(),
        "a count is a count");
  }

  @Test
  void onlyTheProfilesOfARuleDecide() {
    Result epoch = result("T.3-one", 61);
    assertEquals(Verdict.NOT_RUN, of(ledger("quick", epoch), "T.3").get(0).verdict());
    assertEquals(Verdict.REPRODUCED, of(ledger("paper", epoch), "T.3").get(0).verdict());
    assertEquals(
        List.of("one", "two"),
        of(ledger("paper", epoch), "T.3").stream().map(LedgerEntry::part).toList());
    assertEquals(
        Verdict.REPRODUCED,
        of(ledger("reference", epoch), "T.3").get(0).verdict(),
        "the kit's own run of the protocol");
  }

  @Test
  void whatDepartsFromTheProtocolDecidesNothingThatOnlyTheProtocolCan() {
    Result epoch = result("T.3-one", 80);
    assertEquals(Verdict.NOT_REPRODUCED, of(ledger("paper", epoch), "T.3").get(0).verdict());
    Result other = epoch.departing("epochs 3, not 125").departing("", "side 46, not 224");
    for (String profile : List.of("paper", "reference")) {
      LedgerEntry entry = of(ledger(profile, other), "T.3").get(0);
      assertEquals(Verdict.NOT_RUN, entry.verdict());
      assertTrue(entry.reason().contains("epochs 3, not 125; side 46, not 224"), entry.reason());
    }
    Result count = result("T.2-parameters", 569746).departing("epochs 3, not 125");
    assertEquals(Verdict.REPRODUCED, only(ledger("paper", count), "T.2").verdict(), "any can");
  }

  @Test
  void eachVariantAndDataSetHasItsOwnVerdict() {
    Ledger ledger =
        ledger(
            "quick",
            Result.of("T.2-parameters", 569746, HERE.withVariant("2a")),
            Result.of("T.2-parameters", 569745, HERE.withVariant("2b")),
            Result.of("T.2-parameters", 569746, Provenance.on("other").withVariant("2a")));
    assertEquals(
        List.of(Verdict.REPRODUCED, Verdict.NOT_REPRODUCED, Verdict.REPRODUCED),
        of(ledger, "T.2").stream().map(LedgerEntry::verdict).toList());
  }

  @Test
  void whatNamesNoVariantCountsForAll() {
    Result own = accuracy(0.96, 0.94, 0.975, HERE.withVariant("2a"));
    LedgerEntry entry = only(ledger("quick", own, auc(HERE)), "T.1");
    assertEquals("2a", entry.variant());
    assertEquals(Verdict.REPRODUCED, entry.verdict());
  }

  @Test
  void aNumberThatDecidesNothingDoesNotStandForTheClaim() {
    LedgerEntry entry = only(ledger("quick", result("T.7-p", 0.18)), "T.7");
    assertNull(entry.measured());
    assertEquals(0.18, entry.measurements().get(0).value());
    assertEquals(Verdict.NOT_RUN, entry.verdict());
    assertFalse(entry.replication(), "it is our own claim");
  }

  @Test
  void whatBelongsToOneDataSetIsNotTestableElsewhere() {
    assertEquals(
        Verdict.NOT_TESTABLE, only(ledger("quick", result("T.5-tasks", 11)), "T.5").verdict());
    LedgerEntry own =
        only(ledger("quick", Result.of("T.5-tasks", 498, Provenance.on("own-data"))), "T.5");
    assertEquals(Verdict.REPRODUCED, own.verdict());
    assertFalse(own.replication());
  }

  @Test
  void theLaterOfTwoMeasurementsCounts() {
    Ledger ledger = ledger("quick", result("T.2-parameters", 1), result("T.2-parameters", 569746));
    assertEquals(Verdict.REPRODUCED, only(ledger, "T.2").verdict());
  }

  @Test
  void aMeasurementThatNoClaimExpectsIsRefused() {
    assertThrows(InputProblem.class, () -> ledger("quick", result("T.99-x", 1)));
    assertEquals(ledger("quick").entries(), ledger("quick", result("kit-seconds", 5)).entries());
  }

  @Test
  void aPaperIsChosenByItsName() {
    Ledger all = ledger("quick");
    assertEquals(all.entries(), all.of("Toy").entries());
    assertEquals(all, all.of("all"));
    String refused = assertThrows(InputProblem.class, () -> all.of("Toys")).getMessage();
    assertTrue(refused.contains("Toy"), refused);
  }

  @Test
  void theFindingsAreTheHeadlinesThatWereRun() {
    Ledger ledger =
        ledger(
            "quick",
            accuracy(0.856, 0.826, 0.883, HERE),
            result("T.2-parameters", 569746),
            result("T.5-tasks", 11));
    assertEquals(List.of("T.2", "T.1"), ledger.findings().stream().map(LedgerEntry::id).toList());
    assertEquals(List.of(), ledger("quick").findings());
    Result alone = accuracy(0.97, 0.96, 0.98, HERE);
    assertEquals(
        Verdict.NOT_RUN, ledger("quick", alone).findings().get(0).verdict(), "AUC is missing");
    assertEquals(List.of(), ledger("smoke", alone).findings(), "it learned nothing");
  }

  @Test
  void verdictsAreCountedByPaper() {
    Ledger ledger = ledger("quick", result("T.2-parameters", 569746));
    assertEquals(1, ledger.counts().get(Verdict.REPRODUCED));
    assertEquals(1, ledger.table().intColumn("reproduced").get(0));
    assertEquals("Toy", ledger.table().getString(0, "paper"));
  }

  @Test
  void itIsWrittenAsAnArrayWithAnEntryForEveryClaim() throws IOException {
    Path file = ledger("quick", accuracy(0.856, 0.826, 0.883, HERE)).write(folder);
    JsonNode first = new ObjectMapper().readTree(file.toFile()).get(0);
    assertEquals("T.1", first.get("id").asText());
    assertEquals("Toy", first.get("paper").asText());
    assertEquals("not reproduced", first.get("verdict").asText());
    assertEquals("[0.826,0.883]", first.get("interval").toString());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  private Ledger read() {
    return Ledger.of(TOY, folder, "quick");
  }

  @Test
  void aReportFolderIsReadWithLinksToThePlacesOfTheResults() throws IOException {
    assertEquals(ledger("quick").entries(), read().entries(), "nothing was recorded yet");
    ResultLog.open(folder, "one/04", "quick").record(result("T.2-parameters", 5));
    assertEquals("", only(read(), "T.2").measurements().get(0).link());
    executed("one/04");
    assertEquals(
        "notebooks/one/04.html#result-1", only(read(), "T.2").measurements().get(0).link());
  }

  /** The same measurement of two data sets in one notebook: each number leads to its own place. */
  @Test
  void equalTextsLeadToPlacesOfTheirOwn() throws IOException {
    ResultLog log = ResultLog.open(folder, "one/01", "quick");
    log.record(Result.of("T.5-tasks", 11, Provenance.on("ours")));
    log.record(Result.of("T.5-tasks", 11, Provenance.on("theirs")));
    log.record(Result.of("T.5-tasks", 11, Provenance.on("ours")));
    executed("one/01");
    assertEquals(
        List.of("ours notebooks/one/01.html#result-3", "theirs notebooks/one/01.html#result-2"),
        of(read(), "T.5").stream()
            .map(entry -> entry.dataset() + " " + entry.measurements().get(0).link())
            .toList());
  }

  private void executed(String notebook) throws IOException {
    Path copy = folder.resolve("notebooks").resolve(notebook + ".ipynb");
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, "{}");
  }

  @Test
  void resultsOfEarlierVersionsAreReadable() throws IOException {
    Path file = Files.createDirectories(folder.resolve("results")).resolve("x.json");
    Files.writeString(
        file,
        "[{\"id\":\"T.2-parameters\",\"text\":\"Parameters\",\"value\":569746.0,\"low\":null,"
            + "\"high\":null,\"unit\":\"\",\"published\":\"569,746\",\"dataset\":\"d\","
            + "\"variant\":\"\",\"n\":null,\"p\":null,\"against\":\"y\",\"profile\":\"quick\","
            + "\"notebook\":\"x\",\"seeds\":[],\"runs\":[]}]");
    executed("x");
    LedgerEntry entry = only(read(), "T.2");
    assertEquals(Verdict.REPRODUCED, entry.verdict());
    assertEquals("notebooks/x.html", entry.measurements().get(0).link());
  }

  @Test
  void aDamagedResultFileIsNamed() throws IOException {
    Path file = folder.resolve("results/x.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[{\"id\":");
    String message = assertThrows(InputProblem.class, this::read).getMessage();
    assertTrue(message.contains("x.json"), message);
  }

  @Test
  void aReferenceRunStandsBesideTheReadersOwn() {
    ResultLog log = ResultLog.open(folder, "a/b", "quick");
    log.record(Result.of("T.3-one", 4, HERE));
    log.record(Result.of("T.3-one", 60, HERE).ofReference());
    log.record(Result.of("T.3-one", 5, HERE));
    List<LedgerEntry> entries = of(Ledger.of(TOY, log.results(), "quick", result -> ""), "T.3");
    assertEquals(
        List.of("quick", "reference"),
        entries.stream()
            .filter(entry -> entry.part().equals("one"))
            .map(LedgerEntry::profile)
            .toList());
    assertEquals(
        List.of(Verdict.NOT_RUN, Verdict.REPRODUCED),
        entries.stream()
            .filter(entry -> entry.part().equals("one"))
            .map(LedgerEntry::verdict)
            .toList());
    assertEquals(5.0, entries.get(0).measured(), "the later of one's own");
  }
}
