package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.experiment.KeptRun;
import org.helixbook.experiment.Provenance;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.plot.Figure;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class ResultsTest {
  private static final String ONE = "1111111111111111";
  private static final String TWO = "2222222222222222";

  @TempDir Path folder;
  private String dataset = "human-coding-600";

  private Results results(List<RecordedModel> models) {
    return new Results(new PaperOne().printed(), models, Bootstrap.of(new Seeds(1)));
  }

  /** A run of 40 images, 20 a class, whose first so many are misjudged in each class. */
  private void run(Path store, String id, int wrong) throws IOException {
    run(store, id, "{\"id\":\"" + id + "\"}", wrong);
  }

  private void run(Path store, String id, String config, int wrong) throws IOException {
    Path run = Files.createDirectories(store.resolve(id));
    Files.writeString(run.resolve("config.json"), config);
    Files.writeString(run.resolve("history.csv"), KeptRun.ONE_EPOCH + "2,0.5,0.8,0.5,0.8,2\n");
    Files.writeString(run.resolve("predictions.csv"), KeptRun.predictions(wrong));
    KeptRun.seal(run);
  }

  /** A result of the seeds 1, 2 and so on. */
  private Result result(String id, double value, double low, double high, String... runs) {
    return Result.of(
        id,
        new ConfidenceInterval(value, low, high, 0.95),
        Provenance.on(dataset)
            .withSeeds(LongStream.rangeClosed(1, runs.length).boxed().toList())
            .withRuns(List.of(runs)));
  }

  private List<RecordedModel> recorded() throws IOException {
    Path store = folder.resolve("runs");
    run(store, ONE, 8);
    run(store, TWO, 1);
    ResultLog log = ResultLog.open(folder, "p/03", "quick");
    log.record(result("P1.5-accuracy", 0.6, 0.5, 0.7, ONE));
    log.record(result("P1.5-auc", 0.65, Double.NaN, Double.NaN, ONE));
    log.record(result("P1.7-accuracy", 0.95, Double.NaN, Double.NaN, TWO));
    return RecordedModel.recorded(folder, RunStore.in(store), folder.resolve("published"));
  }

  @Test
  void modelsAreReadFromWhatWasRecordedAndFromTheirRuns() throws IOException {
    List<RecordedModel> models = recorded();
    assertEquals(List.of("model-1", "model-2"), models.stream().map(RecordedModel::model).toList());
    assertEquals("Model 1, here, quick", models.get(0).name());
    assertEquals(2, models.get(0).histories().get(0).epochs().size());
    assertEquals(0.6, models.get(0).trials().first().test().accuracy(), 1e-12);
    assertEquals(0.65, models.get(0).figure("auc").orElseThrow().value());
    assertTrue(models.get(0).figure("f1-cdn").isEmpty());
  }

  /** The store knows no order of seeds; what was recorded does. */
  @Test
  void theRunsOfAModelStandInTheOrderOfTheirSeeds() throws IOException {
    run(folder.resolve("runs"), ONE, 8);
    run(folder.resolve("runs"), TWO, 1);
    ResultLog.open(folder, "p/03", "quick")
        .record(result("P1.5-accuracy", 0.6, Double.NaN, Double.NaN, TWO, ONE));
    RecordedModel model =
        RecordedModel.recorded(
                folder, RunStore.in(folder.resolve("runs")), folder.resolve("published"))
            .get(0);
    assertEquals(List.of(TWO, ONE), model.runs().stream().map(run -> run.id().text()).toList());
  }

  @Test
  void theSummaryPutsThemBesideThePaperAndSaysWhatWasNotRun() throws IOException {
    Table table = results(recorded()).summary();
    Row paper = table.row(0);
    assertEquals("Model 1, paper, its own data", paper.getString("model"));
    assertEquals(".95", paper.getString("as printed"));
    assertEquals(0.955, paper.getDouble("accuracy"), 1e-12);
    assertEquals(0.930, paper.getDouble("from"), 5e-4);
    assertEquals(0.98, paper.getDouble("AUC"));
    Row here = table.row(1);
    assertEquals("Model 1, here, quick", here.getString("model"));
    assertEquals(0.5, here.getDouble("from"));
    assertEquals(0.65, here.getDouble("AUC"));
    assertTrue(table.doubleColumn("F1, CDN").isMissing(1), "not recorded");
    assertEquals(1, here.getInt("seeds"));
    assertEquals("human-coding-600", here.getString("data set"));
    assertEquals("Model 3, here", table.getString(5, "model"));
    assertEquals("not run", table.getString(5, "epochs"));
  }

  @Test
  void nothingThatThePaperPrintsStandsBesideAReadersOwnData() throws IOException {
    dataset = "FASTA coding.fa and other.fa";
    Results results = results(recorded());
    Table table = results.summary();
    assertEquals(
        List.of("Model 1, here, quick", "Model 2, here, quick", "Model 3, here"),
        table.stringColumn("model").asList());
    assertFalse(table.columnNames().contains("as printed"));
    String drawn =
        new String(Figure.of(results.accuracies(List.of())).svg(), StandardCharsets.UTF_8);
    assertTrue(drawn.contains("Model 2, here, quick"));
    assertFalse(drawn.contains("the paper, its own data"));
    dataset = "human-coding-600";
    drawn =
        new String(
            Figure.of(results(recorded()).accuracies(List.of())).svg(), StandardCharsets.UTF_8);
    assertTrue(drawn.contains("the paper, its own data"));
  }

  /** Model 1 errs on 16 images, Model 2 on 2 of them: 14 to 0, so p = 2 / 2^14. */
  @Test
  void theSecondModelIsComparedWithTheFirstPairByPair() throws IOException {
    List<Result> comparison = results(recorded()).secondAgainstFirst();
    assertEquals("P1.13-accuracy-difference", comparison.get(0).id());
    assertEquals(0.35, comparison.get(0).value(), 1e-12);
    assertTrue(comparison.get(0).low() > 0.15 && comparison.get(0).high() < 0.55);
    assertEquals(2 / 16384.0, comparison.get(0).p(), 1e-12);
    assertEquals(40L, comparison.get(0).n());
    assertEquals(List.of(ONE, TWO), comparison.get(0).runs());
    assertEquals("P1.13-mcnemar-p", comparison.get(1).id());
    assertEquals("P1.13-left", comparison.get(2).id());
    assertEquals(1, comparison.get(2).value());
    assertEquals(2L, comparison.get(2).n());
    Table paired = results(recorded()).paired();
    assertEquals(1, paired.rowCount());
    assertEquals("14", paired.getString(0, "only the second is right"));
  }

  /** A network that only guesses is worse than any, and that ranks no layers. */
  @Test
  void aModelThatOnlyGuessesIsCountedAsOneThatNeverLeftThePlateau() throws IOException {
    List<RecordedModel> models = recorded();
    Path history = folder.resolve("runs").resolve(ONE).resolve("history.csv");
    Files.writeString(history, KeptRun.HISTORY_HEAD + "1,0.6932,0.5,0.6931,0.5,2\n");
    KeptRun.seal(history.getParent());
    List<Result> comparison = results(models).secondAgainstFirst();
    assertEquals(0.5, comparison.get(2).value(), "of P1.13-left");
  }

  /** Of reference runs the same is recorded, and is not taken for the reader's own. */
  @Test
  void referenceRunsAreComparedWithEachOther() throws IOException {
    Path published = folder.resolve("published");
    run(published, ONE, 8);
    run(published, TWO, 1);
    ResultLog log = ResultLog.open(folder, "p/03", "quick");
    log.record(result("P1.5-accuracy", 0.6, 0.5, 0.7, ONE).ofReference());
    log.record(result("P1.7-accuracy", 0.95, 0.9, 1, TWO).ofReference());
    Results results =
        results(RecordedModel.recorded(folder, RunStore.in(folder.resolve("runs")), published));
    List<Result> comparison = results.secondAgainstFirst();
    assertEquals(
        List.of("P1.13-accuracy-difference", "P1.13-mcnemar-p", "P1.13-left"),
        comparison.stream().map(Result::id).toList());
    assertEquals(0.35, comparison.get(0).value(), 1e-12);
    assertTrue(comparison.stream().allMatch(Result::isReference));
    Table table = results.summary();
    assertEquals("Model 1, here", table.getString(1, "model"));
    assertEquals("not run", table.getString(1, "epochs"));
    assertEquals("Model 1, reference run as published", table.getString(2, "model"));
    assertEquals("2", table.getString(2, "epochs"));
    assertTrue(results.besideOthers().isEmpty(), "P1.14 is of the reader's own");
  }

  /** The configuration of a run as the store keeps it, which ends with its id. */
  private String recorded(Path store, String model, String split, int epochs, int wrong)
      throws IOException {
    RunConfiguration configuration =
        RunConfiguration.here(
            CnnRuns.NAME,
            model,
            Map.of("name", model, "initialisation", "HE_NORMAL"),
            Map.of("epochs", epochs, "seed", 1),
            new TreeMap<>(Map.of("train", "a", "test", "b")),
            Map.of("data", Map.of("split", split, "perClass", 400)));
    String id = configuration.id().text();
    run(store, id, KeptRun.config(configuration), wrong);
    return id;
  }

  private Results resultsOf(String one, String two) {
    ResultLog log = ResultLog.open(folder, "p/03", "quick");
    log.record(result("P1.5-accuracy", 0.6, 0.5, 0.7, one));
    log.record(result("P1.7-accuracy", 0.95, Double.NaN, Double.NaN, two));
    return results(
        RecordedModel.recorded(
            folder, RunStore.in(folder.resolve("runs")), folder.resolve("published")));
  }

  @Test
  void modelsThatWereTrainedDifferentlyAreNotRankedForTheirLayers() throws IOException {
    Path store = folder.resolve("runs");
    String one = recorded(store, "Model 1", "GENE_DISJOINT", 4, 8);
    Results alike = resultsOf(one, recorded(store, "Model 2", "GENE_DISJOINT", 4, 1));
    assertEquals(List.of(), alike.trainedDifferently());
    assertEquals(3, alike.secondAgainstFirst().size());
    Results longer = resultsOf(one, recorded(store, "Model 2", "GENE_DISJOINT", 5, 1));
    assertEquals(List.of("epochs 4 and 5"), longer.trainedDifferently());
    assertEquals(
        List.of("P1.13-mcnemar-p"), longer.secondAgainstFirst().stream().map(Result::id).toList());
  }

  @Test
  void testWindowsOfAnotherSplitAreNotPaired() throws IOException {
    Path store = folder.resolve("runs");
    Results other =
        resultsOf(
            recorded(store, "Model 1", "GENE_DISJOINT", 4, 8),
            recorded(store, "Model 2", "RANDOM", 4, 1));
    assertEquals(List.of(), other.secondAgainstFirst());
    assertEquals(0, other.paired().rowCount());
  }

  @Test
  void withoutRunsNothingIsDrawnAndNothingIsRecorded() {
    Results none =
        results(RecordedModel.recorded(folder, RunStore.in(folder), folder.resolve("published")));
    assertEquals(List.of(), none.curves("model-1"));
    assertTrue(none.roc().isEmpty());
    assertTrue(none.confusions().isEmpty());
    assertEquals(List.of(), none.secondAgainstFirst());
    assertEquals(0, none.stableEpochs().rowCount());
    assertTrue(Figure.of(none.accuracies(List.of())).png().length > 1000);
  }

  @Test
  void aRunThatIsTooShortIsNotCalledStable() throws IOException {
    assertEquals(
        "too short to tell", results(recorded()).stableEpochs().getString(0, "stable from"));
  }

  @Test
  void referenceResultsAreReadAndLabelled() throws IOException {
    Path references = folder.resolve("reference-results");
    run(references.resolve("x"), "seed-1", 3);
    Files.writeString(references.resolve("x/seed-1/config.json"), "{\"id\":\"" + ONE + "\"}");
    Files.writeString(
        references.resolve("x/results.json"),
        "[{\"id\":\"P1.7-accuracy\",\"text\":\"a\",\"value\":0.9,\"profile\":\"paper\"}]");
    RecordedModel model = RecordedModel.references(references).get(0);
    assertTrue(model.reference());
    assertEquals("Model 2, reference, paper", model.name());
    assertEquals(1, model.runs().size());
    Figure curves = results(List.of(model)).curves("model-2").get(0);
    assertTrue(curves.caption().startsWith("Profile: paper."), "that of the runs: " + curves);
    assertEquals(List.of(), RecordedModel.references(folder.resolve("absent")));
  }
}
