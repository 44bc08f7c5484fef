package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.claims.Result;
import org.helixbook.claims.ResultLog;
import org.helixbook.experiment.KeptRun;
import org.helixbook.experiment.Provenance;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCurvesTest {
  @TempDir Path folder;

  /**
   * A training of 50 epochs whose accuracy steps up in one of them, and its training loss falls.
   */
  private String run(String model, long seed, String start, int step, double lastLoss)
      throws IOException {
    RunConfiguration configuration =
        RunConfiguration.here(
            CnnRuns.NAME,
            model,
            Map.of("name", model, "initialisation", start),
            Map.of("epochs", 50, "seed", seed),
            new TreeMap<>(Map.of("train", "a", "test", "b")),
            Map.of("data", Map.of("split", "RANDOM", "perClass", 400)));
    Path run = Files.createDirectories(folder.resolve("runs").resolve(configuration.id().text()));
    Files.writeString(run.resolve("config.json"), KeptRun.config(configuration));
    StringBuilder history = new StringBuilder(KeptRun.ONE_EPOCH.lines().findFirst().orElseThrow());
    for (int epoch = 1; epoch <= 50; epoch++) {
      history
          .append('\n')
          .append(epoch)
          .append(epoch < 50 ? ",0.69" : "," + lastLoss)
          .append(",0.5,0.5,")
          .append(epoch < step ? 0.5 : 0.9)
          .append(",1");
    }
    Files.writeString(run.resolve("history.csv"), history.append('\n'));
    Files.writeString(run.resolve("predictions.csv"), KeptRun.predictions(1));
    KeptRun.seal(run);
    return configuration.id().text();
  }

  private List<Result> results(String start, int[][] steps, double[] lastLosses)
      throws IOException {
    ResultLog log = ResultLog.open(folder, "p/03", "paper");
    String[] claims = {"P1.5", "P1.7", "P1.9"};
    for (int model = 0; model < steps.length; model++) {
      List<String> runs = new ArrayList<>();
      for (int i = 0; i < steps[model].length; i++) {
        runs.add(run("Model " + model, i + 1, start, steps[model][i], lastLosses[model]));
      }
      log.record(
          Result.of(
              claims[model] + "-accuracy",
              0.9,
              Provenance.on("d").withSeeds(List.of(1L, 2L, 3L)).withRuns(runs)));
    }
    return new TrainingCurves(
            RecordedModel.recorded(
                folder, RunStore.in(folder.resolve("runs")), folder.resolve("published")))
        .results();
  }

  /**
   * Differences by seed -12, -10 and -8, and -10, -4 and -1; the intervals are those of
   * scipy.stats.t.interval.
   */
  @Test
  void theModelsAreComparedSeedBySeed() throws IOException {
    List<Result> results =
        results(
            "HE_NORMAL",
            new int[][] {{8, 12, 14}, {20, 22, 22}, {30, 26, 23}},
            new double[] {.6, .6, .6});
    assertEquals(
        List.of("P1.18-model-1-minus-2", "P1.18-model-2-minus-3"),
        results.stream().map(Result::id).toList(),
        "another start says nothing of the published one");
    assertEquals(-10, results.get(0).value(), 1e-12);
    assertEquals(-14.96827542350066, results.get(0).low(), 1e-9);
    assertEquals(-5.0317245764993395, results.get(0).high(), 1e-9);
    assertEquals(-16.38374910079028, results.get(1).low(), 1e-9);
    assertEquals(6.383749100790279, results.get(1).high(), 1e-9);
    assertEquals(3L, results.get(0).n());
    assertEquals(6, results.get(0).runs().size());
  }

  @Test
  void onePairHasNoInterval() throws IOException {
    Result only = results("HE_NORMAL", new int[][] {{8}, {20}}, new double[] {.6, .6}).get(0);
    assertEquals(-12, only.value(), 1e-12);
    assertNull(only.low());
  }

  /** The last fifth begins with epoch 41. */
  @Test
  void aTrainingThatStillMovesMakesItsDifferenceUndefined() throws IOException {
    Result only = results("HE_NORMAL", new int[][] {{8}, {45}}, new double[] {.6, .6}).get(0);
    assertNull(only.value());
    assertEquals(1L, only.n());
  }

  /** Two models of two trainings each; those of one of them stay at .69. Wilson's interval. */
  @Test
  void theShareThatLeftIsOfAllTrainingsThatStartedAsPublished() throws IOException {
    List<Result> results =
        results("PYTORCH_DEFAULT", new int[][] {{8, 9}, {9, 9}}, new double[] {.6, .68});
    Result left = results.get(results.size() - 1);
    assertEquals("P1.19-left", left.id());
    assertEquals(0.5, left.value());
    assertEquals(0.15003899, left.low(), 1e-8);
    assertEquals(0.84996101, left.high(), 1e-8);
    assertEquals(4L, left.n());
  }

  @Test
  void withoutRunsThereIsNothing() {
    assertEquals(List.of(), new TrainingCurves(List.of()).results());
  }
}
