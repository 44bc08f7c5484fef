package org.helixbook.run;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.ImageTask;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.storage.AtomicFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  private static final TrainingSettings SETTINGS = TinyRun.SETTINGS;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private RunStore store;
  private static RunOutcome<ImageLearner> whole;

  @BeforeAll
  static void runWithoutAStop(@TempDir Path other) {
    whole = TinyRun.run(RunStore.in(other), SETTINGS);
  }

  @BeforeEach
  void makeStore() {
    store = TinyRun.store(folder, told);
  }

  private Path run() {
    return folder.resolve(TinyRun.configuration(SETTINGS).id().text());
  }

  private List<Path> generations() throws IOException {
    try (Stream<Path> files = Files.list(run().resolve("checkpoint"))) {
      return files.sorted().toList();
    }
  }

  private void assertSameAsWhole(RunOutcome<ImageLearner> outcome) {
    assertSame(whole, outcome);
  }

  static void assertSame(RunOutcome<ImageLearner> expected, RunOutcome<ImageLearner> outcome) {
    assertEquals(Status.FINISHED, outcome.training().status());
    assertEquals(
        TinyRun.curves(expected.training().history()),
        TinyRun.curves(outcome.training().history()));
    assertArrayEquals(TinyRun.weights(expected), TinyRun.weights(outcome));
    assertArrayEquals(TinyRun.velocity(expected), TinyRun.velocity(outcome));
    assertArrayEquals(
        TinyRun.test(expected).probabilities(), TinyRun.test(outcome).probabilities());
  }

  @Test
  void aRunGivesTheBitsOfAPlainTraining() {
    ImageClassifier plain = TinyRun.network(TinyRun.configuration(SETTINGS));
    TinyRun.train(plain, TinyRun.TRAIN, TinyRun.TEST, SETTINGS);
    assertArrayEquals(plain.network().params().toFloatVector(), TinyRun.weights(whole));
    assertArrayEquals(
        plain.predict(TinyRun.TEST, SETTINGS.classifiedAtATime()).probabilities(),
        TinyRun.test(whole).probabilities());
    assertFalse(whole.wasComplete());
  }

  @Test
  void itsFolderHoldsWhatTheDesignSays() throws IOException {
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    try (Stream<Path> files = Files.list(run())) {
      assertEquals(
          List.of(
              ".lock",
              "checkpoint",
              "config.json",
              "environment.json",
              "history.csv",
              "metrics.json",
              "predictions.csv"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals(2, generations().size());
    StoredRun stored = store.find(whole.id().text().substring(0, 5));
    assertEquals(StoredRun.State.COMPLETE, stored.state());
    assertEquals(TinyRun.configuration(SETTINGS), stored.configuration().orElseThrow());
    assertEquals(TinyRun.curves(whole.training().history()), TinyRun.curves(stored.history()));
    JsonNode environment = stored.environment().orElseThrow();
    for (String field : List.of("cpu", "java", "os", "libraries", "code", "data")) {
      assertFalse(environment.path(field).isMissingNode(), field);
    }
    assertEquals(7, environment.path("seed").asLong());
    assertEquals(TinyRun.TRAIN.digest(), environment.path("data").path("train").asText());
    assertTrue(environment.path("peakMemoryBytes").asLong() > 50_000_000);
    assertTrue(environment.path("wallSeconds").asDouble() > 0);
    assertTrue(environment.path("cpuSeconds").asDouble() > 0);
    assertEquals(1, environment.path("stretches").size());
    JsonNode metrics = new ObjectMapper().readTree(run().resolve("metrics.json").toFile());
    assertEquals(
        whole.training().history().last().testAccuracy(), metrics.path("testAccuracy").asDouble());
    assertEquals(List.of(), told);
  }

  @Test
  void aCompleteRunIsGivenAtOnce() {
    TinyRun.run(store, SETTINGS);
    List<Integer> epochs = new ArrayList<>();
    List<String> progress = new ArrayList<>();
    RunOutcome<ImageLearner> again =
        store.run(
            TinyRun.configuration(SETTINGS),
            new ImageTask(
                configuration -> {
                  throw new AssertionError("nothing is to be computed");
                },
                TinyRun.TRAIN,
                TinyRun.TEST),
            new Progress() {
              @Override
              public void begin(String task, long total, String unit) {
                progress.add(task);
              }

              @Override
              public void advance(long done, String detail) {
                progress.add(detail);
              }

              @Override
              public void end(String summary) {
                progress.add(summary);
              }
            },
            history -> epochs.add(history.last().epoch()));
    assertTrue(again.wasComplete());
    assertSameAsWhole(again);
    assertEquals(List.of(3), epochs, "all at once");
    assertEquals(List.of(), progress);
    assertTrue(
        again.training().message().endsWith("; computed before, run " + whole.id()),
        again.training().message());
  }

  @Test
  void anotherSeedIsAnotherRun() {
    TinyRun.run(store, SETTINGS);
    RunOutcome<ImageLearner> other = TinyRun.run(store, SETTINGS.toBuilder().seed(8).build());
    assertNotEquals(whole.id(), other.id());
    assertEquals(2, store.runs().size());
    assertThrows(InputProblem.class, () -> store.find(""));
    assertThrows(InputProblem.class, () -> store.find("no such run"));
  }

  @Test
  void aStoppedRunGoesOnWithTheSameBits() {
    for (int batches : List.of(1, 4, 2, 1, 3)) {
      RunOutcome<ImageLearner> stopped = TinyRun.stopped(store, SETTINGS, batches);
      if (stopped.training().status() == Status.FINISHED) {
        break;
      }
      assertTrue(
          stopped
              .training()
              .message()
              .endsWith("; ask for the run again, and it goes on from here"),
          stopped.training().message());
      assertTrue(stopped.result().isEmpty());
      assertEquals(StoredRun.State.PARTIAL, store.runs().get(0).state());
    }
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(List.of(), told);
  }

  /** Stops after the second epoch's first batches, so that two generations are there. */
  private void leaveAPartialRun() throws IOException {
    TinyRun.stopped(store, SETTINGS, 3).training().status();
    assertEquals(2, generations().size());
    assertFalse(Files.exists(run().resolve("metrics.json")));
  }

  @Test
  void aFlippedByteInACheckpointIsToldAndTheOlderOneTaken() throws IOException {
    leaveAPartialRun();
    Path newest = generations().get(1);
    byte[] content = Files.readAllBytes(newest);
    content[content.length / 2] ^= 1;
    Files.write(newest, content);
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(1, told.size());
    assertTrue(
        told.get(0)
            .matches(
                "run [0-9a-f]{16}: checkpoint \\d+ is damaged \\(its content is not what was"
                    + " written\\); the older one, \\d+, is taken"),
        told.get(0));
  }

  @Test
  void aTruncatedCheckpointIsToldAndTheOlderOneTaken() throws IOException {
    leaveAPartialRun();
    try (FileChannel file = FileChannel.open(generations().get(1), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertTrue(told.get(0).contains("the older one"), told.toString());
  }

  @Test
  void twoDamagedCheckpointsAreToldAndTheRunBeginsAnew() throws IOException {
    leaveAPartialRun();
    for (Path file : generations()) {
      Files.write(file, new byte[0]);
    }
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(2, told.size());
    assertTrue(told.get(1).endsWith("no other is left, and the training begins anew"), told.get(1));
  }

  @Test
  void whatAKilledProcessLeftUnderATemporaryNameIsSweptAway() throws IOException {
    leaveAPartialRun();
    Path left = run().resolve("checkpoint").resolve(".generation-00000009-x.zip-1.part");
    Files.writeString(left, "half a check");
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertFalse(Files.exists(left));
    assertEquals(List.of(), told);
  }

  @Test
  void aHistoryThatEndsInHalfALineIsReadUpToItAndMended() throws IOException {
    TinyRun.run(store, SETTINGS);
    Path history = run().resolve("history.csv");
    String text = Files.readString(history);
    Files.writeString(history, text.substring(0, text.length() - 9));
    assertEquals(2, store.runs().get(0).history().epochs().size());
    assertEquals(StoredRun.State.PARTIAL, store.runs().get(0).state());
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(text, Files.readString(history));
    assertEquals(List.of("run " + whole.id() + ": history.csv is damaged and is made again"), told);
  }

  @Test
  void aHistoryAheadOfTheCheckpointIsBroughtBack() throws IOException {
    leaveAPartialRun();
    Path history = run().resolve("history.csv");
    Files.writeString(history, Files.readString(history) + "1,0.5,0.5,0.5,0.5,1.0\n2,0.5,0.5,0");
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(
        TinyRun.curves(whole.training().history()), TinyRun.curves(store.runs().get(0).history()));
  }

  @Test
  void damagedResultsOfACompleteRunAreMadeAgain() throws IOException {
    TinyRun.run(store, SETTINGS);
    Path predictions = run().resolve("predictions.csv");
    Files.writeString(predictions, Files.readString(predictions).replaceFirst("0\\.", "1."));
    RunOutcome<ImageLearner> again = TinyRun.run(store, SETTINGS);
    assertSameAsWhole(again);
    assertFalse(again.wasComplete());
    assertTrue(TinyRun.run(store, SETTINGS).wasComplete());
    assertEquals(
        List.of("run " + whole.id() + ": predictions.csv is damaged and is made again"), told);
  }

  @Test
  void theRunThatWasTouchedLastComesFirstAndThoseOfOneMomentByTheirIds() throws IOException {
    String one = "1111111111111111";
    String two = "2222222222222222";
    String three = "3333333333333333";
    for (String id : List.of(two, three, one)) {
      Path run = Files.createDirectory(folder.resolve(id));
      Files.setLastModifiedTime(run, FileTime.fromMillis(id.equals(three) ? 2000 : 1000));
    }
    assertEquals(
        List.of(three, one, two), store.runs().stream().map(run -> run.id().text()).toList());
  }

  private static final String OF_ENVIRONMENT = "\"environment.json\" : \"[0-9a-f]{64}\",?";

  @Test
  void damagedFiguresAreMadeAgain() throws IOException {
    TinyRun.run(store, SETTINGS);
    Path metrics = run().resolve("metrics.json");
    String text = Files.readString(metrics);
    // A bit of 0 makes 8 of it; one of a key makes a figure of its digest.
    for (String damaged :
        List.of(
            text.replace("\"testImages\" : 10", "\"testImages\" : 18"),
            text.replace("figuresSha256", "figuresSha257"),
            text.replace("\"testImages\" : 10", "\"testImages\" : \"NcN\""),
            text.replaceFirst("\"figuresSha256\".*\n", "")
                .replace("\"testImages\" : 10", "\"testImages\" : \"NcN\""))) {
      Files.writeString(metrics, damaged);
      assertEquals(StoredRun.State.PARTIAL, store.runs().get(0).state(), damaged);
      told.clear();
      RunOutcome<ImageLearner> again = TinyRun.run(store, SETTINGS);
      assertEquals(10, again.result().orElseThrow().metrics().get("testImages").intValue());
      assertEquals(
          List.of("run " + whole.id() + ": metrics.json is damaged and is made again"), told);
      // The environment has another stretch now, and so another digest.
      assertEquals(
          text.replaceFirst(OF_ENVIRONMENT, ""),
          Files.readString(metrics).replaceFirst(OF_ENVIRONMENT, ""));
    }
  }

  @Test
  void figuresThatWereKeptWithoutADigestAreTaken() throws IOException {
    TinyRun.run(store, SETTINGS);
    Path metrics = run().resolve("metrics.json");
    String text = Files.readString(metrics);
    String older = text.replaceFirst("\"figuresSha256\".*\n", "");
    assertEquals(text.lines().count() - 1, older.lines().count());
    Files.writeString(metrics, older);
    assertTrue(TinyRun.run(store, SETTINGS).wasComplete());
  }

  @Test
  void damagedPredictionsAreNotShown() throws IOException {
    TinyRun.run(store, SETTINGS);
    List<String> names = List.of("dark", "bright");
    StoredRun kept = store.runs().get(0);
    assertEquals(10, ImageLearner.predictions(kept, names).orElseThrow().size());
    Path predictions = run().resolve("predictions.csv");
    String text = Files.readString(predictions);
    Files.writeString(predictions, text.replaceFirst("0\\.", "1."));
    assertTrue(ImageLearner.predictions(kept, names).isEmpty());
    Files.writeString(predictions, text);
    assertEquals(10, ImageLearner.predictions(kept, names).orElseThrow().size());
    Files.delete(run().resolve("metrics.json"));
    assertTrue(ImageLearner.predictions(kept, names).isEmpty(), "not complete");
  }

  @Test
  void aDamagedConfigurationIsToldAndWrittenAgain() throws IOException {
    leaveAPartialRun();
    Files.writeString(run().resolve("config.json"), "{\"format\": 1, \"id\"");
    assertEquals(StoredRun.State.UNREADABLE, store.runs().get(0).state());
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(
        List.of("run " + whole.id() + ": config.json is damaged and is written again"), told);
  }

  @Test
  void aDiskThatFillsUpIsToldAndTheRunGoesOnLater() throws IOException {
    int[] writes = new int[1];
    RunFiles.Writing full =
        (file, content) ->
            AtomicFile.write(
                file,
                out -> {
                  if (++writes[0] > 9) {
                    out.write(content, 0, content.length / 2);
                    throw new IOException("No space left on device");
                  }
                  out.write(content);
                });
    RunStore small = TinyRun.store(folder, told::add, Clock.systemUTC(), full);
    InputProblem problem = assertThrows(InputProblem.class, () -> TinyRun.run(small, SETTINGS));
    assertEquals(
        run()
            + ": the run cannot be kept there (No space left on device); make room or give write"
            + " permission, or set HELIXBOOK_RUNS to another folder, and ask for the run again: it"
            + " goes on from its last checkpoint",
        problem.getMessage());
    assertEquals(2, generations().size(), "the older generations are whole, and no half file");
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
    assertEquals(List.of(), told);
  }

  /** Whichever file is the first that finds no room, the run goes on and ends the same. */
  @Test
  void aDiskThatFillsUpAtAnyOfItsWritesCostsNothing() throws IOException {
    int[] writes = new int[1];
    RunFiles.Writing counted =
        (file, content) -> {
          writes[0]++;
          TinyRun.write(file, content);
        };
    TrainingSettings few = SETTINGS.toBuilder().epochs(2).batchSize(20).build();
    RunOutcome<ImageLearner> unbroken =
        TinyRun.run(
            TinyRun.store(folder.resolve("counted"), told::add, Clock.systemUTC(), counted), few);
    assertTrue(writes[0] > 10, writes[0] + " writes");
    Set<String> hit = new TreeSet<>();
    for (int last = 1; last <= writes[0]; last++) {
      Path place = folder.resolve("" + last);
      int[] left = {last};
      RunFiles.Writing full =
          (file, content) -> {
            if (--left[0] > 0) {
              TinyRun.write(file, content);
              return;
            }
            AtomicFile.write(
                file,
                out -> {
                  hit.add(file.getFileName().toString().replaceFirst("-.*", ""));
                  out.write(content, 0, content.length / 2);
                  throw new IOException("No space left on device");
                });
          };
      RunStore small = TinyRun.store(place, told::add, Clock.systemUTC(), full);
      assertThrows(InputProblem.class, () -> TinyRun.run(small, few), "write " + last);
      assertSame(unbroken, TinyRun.run(TinyRun.store(place, told), few));
    }
    assertEquals(TinyRun.FILES, hit);
    assertEquals(List.of(), told);
  }

  @Test
  void aRunOfANewerVersionIsLeftAlone() throws IOException {
    leaveAPartialRun();
    Path config = run().resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replaceFirst("\"format\" : 2", "\"format\" : 3"));
    InputProblem problem = assertThrows(InputProblem.class, () -> TinyRun.run(store, SETTINGS));
    assertEquals(
        run()
            + ": a newer version of the kit wrote this run (form 3, and this version knows 2);"
            + " update the kit, or set HELIXBOOK_RUNS to another folder",
        problem.getMessage());
    assertEquals(StoredRun.State.UNREADABLE, store.runs().get(0).state());
  }

  @Test
  void aClockThatGoesBackDoesNoHarm() {
    Clock backwards =
        new Clock() {
          private int asked;

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.parse("2026-01-01T00:00:00Z").minusSeconds(3600L * asked++);
          }
        };
    RunStore odd = TinyRun.store(folder, told::add, backwards, RunFiles.Writing.ATOMIC);
    for (int i = 0; i < 2; i++) {
      TinyRun.run(StopAfter.in(folder, 2, told::add, backwards), SETTINGS).training().status();
    }
    assertSameAsWhole(TinyRun.run(odd, SETTINGS));
    JsonNode environment = odd.runs().get(0).environment().orElseThrow();
    assertTrue(environment.path("wallSeconds").asDouble() > 0);
    assertTrue(environment.path("cpuSeconds").asDouble() > 0);
    environment
        .path("stretches")
        .forEach(stretch -> assertTrue(stretch.path("wallSeconds").asDouble() >= 0));
    assertEquals(
        "2026-01-01T00:00:00Z", environment.path("stretches").path(0).path("started").asText());
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndKeepsTheLastGoodState() {
    TrainingSettings wild = SETTINGS.toBuilder().learningRate(1e30).build();
    RunOutcome<ImageLearner> outcome = TinyRun.run(store, wild);
    assertEquals(Status.DIVERGED, outcome.training().status());
    assertTrue(
        outcome
            .training()
            .message()
            .matches(
                "the loss is no longer a number in epoch 1 after batch \\d+: make a new network and"
                    + " train it with a learning rate ten times smaller than 1\\.0E30, .*; the last"
                    + " good state is kept, with 0 epochs and \\d+ batch(es)? done"),
        outcome.training().message());
    for (float weight : TinyRun.weights(outcome)) {
      assertTrue(Float.isFinite(weight));
    }
    assertEquals(StoredRun.State.DIVERGED, store.runs().get(0).state());
    RunOutcome<ImageLearner> again =
        store.run(
            TinyRun.configuration(wild),
            new ImageTask(
                configuration -> {
                  throw new AssertionError("it is known how this ends");
                },
                TinyRun.TRAIN,
                TinyRun.TEST),
            Progress.silent(),
            history -> {});
    assertEquals(outcome.training().message(), again.training().message());
    assertTrue(again.result().isEmpty());
  }

  @Test
  void memoryThatRunsOutIsToldWithTheSettingToLower() {
    int[] steps = new int[1];
    ImageTask greedy =
        new ImageTask(
            configuration -> {
              ImageClassifier classifier = TinyRun.network(configuration);
              classifier
                  .network()
                  .addListeners(
                      new BaseTrainingListener() {

                        @Override
                        public void onGradientCalculation(Model model) {
                          if (++steps[0] == 7) {
                            throw new OutOfMemoryError("Cannot allocate new FloatPointer(1)");
                          }
                        }
                      });
              return classifier;
            },
            TinyRun.TRAIN,
            TinyRun.TEST);
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                store.run(
                    TinyRun.configuration(SETTINGS), greedy, Progress.silent(), history -> {}));
    assertTold(
        problem.getMessage(), "training with seed 7", "epoch 2", "batch 1", "batch size below 8");
    assertSameAsWhole(TinyRun.run(store, SETTINGS));
  }

  @Test
  void otherDataThanTheConfigurationNamesIsRefused() {
    ImageTask other = new ImageTask(TinyRun::network, TinyRun.images(37, 3), TinyRun.TEST);
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                store.run(
                    TinyRun.configuration(SETTINGS), other, Progress.silent(), history -> {}));
    assertTrue(
        problem.getMessage().contains("the train set is not the one that its configuration names"));
    assertFalse(Files.exists(run()));
  }

  @Test
  void otherCodeOrThreadsAreRefused() {
    RunConfiguration c = TinyRun.configuration(SETTINGS);
    RunConfiguration old =
        new RunConfiguration(
            c.kind(),
            c.experiment(),
            c.network(),
            c.training(),
            c.data(),
            c.preparation(),
            "old",
            c.threads());
    RunConfiguration wide =
        new RunConfiguration(
            c.kind(),
            c.experiment(),
            c.network(),
            c.training(),
            c.data(),
            c.preparation(),
            c.codeVersion(),
            99);
    for (RunConfiguration other : List.of(old, wide)) {
      InputProblem problem =
          assertThrows(
              InputProblem.class,
              () -> store.run(other, TinyRun.TASK, Progress.silent(), history -> {}));
      assertTrue(
          problem.getMessage().contains(other == old ? "other code (old)" : "HELIXBOOK_THREADS=99"),
          problem.getMessage());
    }
  }

  @Test
  void theEnvironmentChoosesTheFolderFromTheKitsRoot() throws IOException {
    Files.writeString(folder.resolve("data-manifest.json"), "{}");
    Path inside = Files.createDirectories(folder.resolve("notebooks/one"));
    for (Path start : List.of(folder, inside)) {
      assertEquals(
          folder.resolve("elsewhere"),
          RunStore.from(Map.of("HELIXBOOK_RUNS", "elsewhere"), start).folder());
      assertEquals(
          Path.of(System.getProperty("user.home"), "runs"),
          RunStore.from(Map.of("HELIXBOOK_RUNS", "~/runs"), start).folder());
      assertEquals(folder.resolve(".helixbook/runs"), RunStore.from(Map.of(), start).folder());
    }
  }
}
