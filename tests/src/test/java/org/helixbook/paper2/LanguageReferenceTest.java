package org.helixbook.paper2;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.data.text.TextSource;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.KitFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference runs that come with the kit. */
class LanguageReferenceTest {
  private static final Path COMMITTED =
      KitFolder.root(Path.of("")).resolve("notebooks/reference-results/paper2-language-models");

  @TempDir Path folder;

  private static double value(List<Result> results, String id, String variant) {
    return results.stream()
        .filter(one -> one.id().equals(id) && one.variant().equals(variant))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void theyAreOfTheReportsProtocol() {
    for (LanguageReference one : LanguageReference.in(COMMITTED)) {
      boolean synthetic =
          List.of(TextSource.REPEAT, TextSource.RANDOM).contains(one.source().text());
      assertEquals(50, one.model().training().batchSize());
      assertEquals(synthetic ? 10 : 1, one.model().training().epochs());
      assertEquals(synthetic ? 30_000 : 200_000, one.source().heldOut());
    }
  }

  @Test
  void whatTheLedgerJudgesByIsWhatTheRunsGave() {
    List<Result> results = LanguageReference.results(COMMITTED);
    assertTrue(results.stream().allMatch(Result::isReference));
    assertEquals(
        Set.of("P2.5", "P2.6", "P2.18"),
        results.stream().map(one -> one.id().split("-")[0]).collect(Collectors.toSet()));
    assertFalse(
        results.stream().anyMatch(one -> one.dataset().startsWith("synthetic")),
        "every profile trains those in full");
    List<LanguageReference> runs = LanguageReference.in(COMMITTED);
    Map<String, LanguageReference> byId =
        runs.stream().collect(Collectors.toMap(LanguageReference::run, Function.identity()));
    for (Result one : results) {
      if (Set.of("P2.5-ecoli", "P2.5-falciparum").contains(one.id())) {
        assertEquals(byId.get(one.runs().get(0)).perplexity(), one.value(), 1e-9, one.id());
      }
    }
    double[] ecoli =
        runs.stream()
            .filter(one -> one.source().text().equals(TextSource.E_COLI))
            .filter(one -> one.source().train() == 0)
            .filter(one -> one.model().training().seed() == 1)
            .mapToDouble(LanguageReference::perplexity)
            .sorted()
            .toArray();
    assertEquals(8, ecoli.length);
    assertEquals(ecoli[7] / ecoli[0] - 1, value(results, "P2.6-spread", ""), 1e-9);
  }

  @Test
  void resultsWithoutTheirRunAreRefused() throws IOException {
    assertEquals(List.of(), LanguageReference.results(folder));
    Files.copy(COMMITTED.resolve("results.json"), folder.resolve("results.json"));
    String first = ResultLog.read(COMMITTED.resolve("results.json")).get(0).runs().get(0);
    assertTold(
        assertThrows(InputProblem.class, () -> LanguageReference.results(folder)).getMessage(),
        folder.resolve("results.json").toString(),
        "P2.5-repeat",
        first);
  }
}
