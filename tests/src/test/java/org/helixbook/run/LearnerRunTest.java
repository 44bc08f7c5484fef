package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.TrainingOutcome.Status;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run store trains what is no picture: a learner with a state that it carries along. */
class LearnerRunTest {
  private static RunOutcome<TinyLearner> whole;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void runWithoutAStop(@TempDir Path other) {
    whole = TinyLearner.run(RunStore.in(other), TinyLearner.SETTINGS, Progress.silent());
  }

  private static List<Map<String, Double>> figures(RunOutcome<TinyLearner> outcome) {
    return outcome.training().history().epochs().stream().map(EpochRecord::metrics).toList();
  }

  private static void assertSame(RunOutcome<TinyLearner> expected, RunOutcome<TinyLearner> actual) {
    assertEquals(Status.FINISHED, actual.training().status());
    assertEquals(figures(expected), figures(actual));
    assertArrayEquals(
        expected.training().learner().numbers(), actual.training().learner().numbers());
    assertArrayEquals(
        expected.result().orElseThrow().files().get("best.txt"),
        actual.result().orElseThrow().files().get("best.txt"));
    assertEquals(
        expected.result().orElseThrow().metrics(), actual.result().orElseThrow().metrics());
  }

  @Test
  void itLearnsAndNamesItsOwnFigures() throws IOException {
    RunStore store = TinyRun.store(folder, told);
    RecordedProgress progress = new RecordedProgress();
    RunOutcome<TinyLearner> outcome = TinyLearner.run(store, TinyLearner.SETTINGS, progress);
    assertSame(whole, outcome);
    double[] perplexity = outcome.training().history().values("validationPerplexity");
    assertTrue(perplexity[5] < perplexity[0], List.of(perplexity[0], perplexity[5]).toString());
    // 59 predictions by 7 are 9 batches.
    assertEquals("tiny wave, seed 5 | 54 batches", progress.lines().get(0));
    String last = progress.lines().get(progress.lines().size() - 2);
    assertTrue(last.matches("54 \\| epoch 6 of 6, loss \\d\\.\\d{3}, \\d+ numbers/s"), last);
    assertTrue(
        outcome
            .training()
            .message()
            .matches(
                "6 epochs, train loss \\d\\.\\d{3}, validation perplexity \\d\\.\\d{3}, undefined"
                    + " NaN; run [0-9a-f]{16}"),
        outcome.training().message());
    StoredRun stored = store.runs().get(0);
    assertEquals(StoredRun.State.COMPLETE, stored.state());
    assertEquals(outcome.training().history(), stored.history());
    assertEquals(
        "epoch,trainLoss,validationPerplexity,undefined,seconds",
        Files.readAllLines(stored.folder().resolve("history.csv")).get(0));
    RunOutcome<TinyLearner> again = TinyLearner.run(store, TinyLearner.SETTINGS, Progress.silent());
    assertTrue(again.wasComplete());
    assertSame(whole, again);
    assertEquals(List.of(), told);
  }

  private RunOutcome<TinyLearner> stopped(
      Path place, TinyLearner.Settings settings, int checkpoints) {
    return TinyLearner.run(
        StopAfter.in(place, checkpoints, told::add, Clock.systemUTC()),
        settings,
        Progress.silent());
  }

  @Test
  void stopsBetweenAnyTwoBatchesChangeNoBit() {
    for (int checkpoints : List.of(1, 4, 10)) {
      Path place = folder.resolve("" + checkpoints);
      RunOutcome<TinyLearner> outcome;
      int stops = 0;
      do {
        outcome = stopped(place, TinyLearner.SETTINGS, checkpoints);
        stops++;
      } while (outcome.training().status() == Status.INTERRUPTED && stops < 200);
      // The state is kept at the beginning, after 9 batches an epoch and at the end of each epoch.
      assertEquals((61 + checkpoints - 1) / checkpoints, stops);
      assertSame(whole, outcome);
    }
    assertEquals(List.of(), told);
  }

  @Test
  void killsChangeNoBit() throws Exception {
    for (int checkpoints : List.of(3, 14)) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  TinyLearner.class.getName(),
                  folder.toString(),
                  "" + checkpoints)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
        for (int i = 0; i < checkpoints; i++) {
          assertEquals(HeldAfter.KEPT, out.readLine());
        }
        assertEquals(HeldAfter.HELD, out.readLine());
        child.destroyForcibly();
        assertEquals(128 + 9, child.waitFor());
      } finally {
        child.destroyForcibly();
      }
    }
    RunOutcome<TinyLearner> last =
        TinyLearner.run(TinyRun.store(folder, told), TinyLearner.SETTINGS, Progress.silent());
    assertFalse(last.wasComplete());
    assertSame(whole, last);
    assertEquals(List.of(), told);
  }

  @Test
  void aDamagedCheckpointIsToldAndTheOlderOneTaken() throws IOException {
    RunStore store = TinyRun.store(folder, told);
    stopped(folder, TinyLearner.SETTINGS, 12).training().status();
    try (Stream<Path> files = Files.list(store.runs().get(0).folder().resolve("checkpoint"))) {
      Files.write(files.sorted().skip(1).findFirst().orElseThrow(), new byte[7]);
    }
    assertSame(whole, TinyLearner.run(store, TinyLearner.SETTINGS, Progress.silent()));
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains("; the older one, "), told.get(0));
  }

  @Test
  void itEndsEarlyByItsOwnRuleAlsoAfterAStop() {
    // With so large a step the loss on the validation part goes up and down.
    TinyLearner.Settings patient = new TinyLearner.Settings(40, 5, 0.3, 2);
    RunStore store = TinyRun.store(folder.resolve("a"), told);
    RunOutcome<TinyLearner> early = TinyLearner.run(store, patient, Progress.silent());
    int epochs = early.training().history().epochs().size();
    assertTrue(epochs < 40, early.training().message());
    assertTrue(
        early.training().message().startsWith(epochs + " epochs, ended early as its rule says, "),
        early.training().message());
    double[] perplexity = early.training().history().values("validationPerplexity");
    for (int i = 1; i <= 2; i++) {
      assertTrue(perplexity[epochs - i] >= perplexity[epochs - 3], "no epoch after the best one");
    }
    assertTrue(TinyLearner.run(store, patient, Progress.silent()).wasComplete());
    RunStore other = TinyRun.store(folder.resolve("b"), told);
    stopped(other.folder(), patient, 10 * (epochs - 1)).training().status();
    assertSame(early, TinyLearner.run(other, patient, Progress.silent()));
  }

  @Test
  void aRunGoesOnFromItsConfigurationAlone() {
    RunStore store = TinyRun.store(folder, told);
    stopped(folder, TinyLearner.SETTINGS, 10).training().status();
    RunOutcome<?> outcome = store.resume(store.runs().get(0), Progress.silent(), history -> {});
    assertEquals(Status.FINISHED, outcome.training().status());
    assertEquals(
        figures(whole),
        outcome.training().history().epochs().stream().map(EpochRecord::metrics).toList());
  }

  @Test
  void otherDataIsRefusedByItsName() {
    TinyLearner.Task other = new TinyLearner.Task(TinyLearner.TASK.train(), new double[] {1, 2});
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                RunStore.in(folder)
                    .run(
                        TinyLearner.configuration(TinyLearner.SETTINGS),
                        other,
                        Progress.silent(),
                        history -> {}));
    assertTrue(
        problem.getMessage().contains("the validation set is not the one that its configuration"),
        problem.getMessage());
  }

  @Test
  void settingsOfAnotherKindAreToldInASentence() {
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                TinyLearner.configuration(TinyLearner.SETTINGS).trainingAs(TrainingSettings.class));
    assertTrue(
        problem.getMessage().contains("its training cannot be read as TrainingSettings"),
        problem.getMessage());
    assertThrows(
        InputProblem.class,
        () ->
            RunConfiguration.here(
                TinyLearner.KIND, "x", Map.of(), Map.of("epochs", 2), new TreeMap<>(), Map.of()));
    assertThrows(
        InputProblem.class,
        () ->
            RunConfiguration.here(
                TinyLearner.KIND, "x", Map.of(), Map.of("seed", 2), new TreeMap<>(), Map.of()));
  }
}
