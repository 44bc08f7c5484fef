package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.StoredRun.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStandingTest {
  private static final TrainingSettings SETTINGS = TinyRun.SETTINGS;
  private static final String INTERRUPTED =
      "not complete: stopped by the clock or by hand, not by its results";

  @TempDir Path folder;
  private RunStore store;
  private Path records;

  @BeforeEach
  void makeStore() {
    store = TinyRun.store(folder.resolve("runs"), new ArrayList<>());
    records = folder.resolve("references").resolve("tiny-seed-7");
  }

  /** Stops in the second of three epochs: 37 pictures in batches of 8 are 5 steps an epoch. */
  private StoredRun partial() {
    TinyRun.stopped(store, SETTINGS, 8).training().status();
    StoredRun run = store.runs().get(0);
    assertEquals(1, run.history().epochs().size());
    return run;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.toFile().getName()).sorted().toList();
    }
  }

  private StoredRun kept() {
    return StoredRun.allIn(records.getParent()).get(0);
  }

  @Test
  void anUnfinishedRunSaysHowFarItIsAndHasNoMetrics() throws IOException {
    StoredRun run = partial();
    RunStanding standing = run.exportRecords(records);
    assertEquals(new RunStanding(State.PARTIAL, 1, 3, OptionalInt.of(5)), standing);
    assertEquals("1 of 3 epochs; " + INTERRUPTED, standing.text());
    assertEquals(
        List.of("config.json", "environment.json", "history.csv", "standing.json"), names(records));
    JsonNode json = new ObjectMapper().readTree(records.resolve("standing.json").toFile());
    assertEquals("partial", json.path("state").asText());
    assertEquals(1, json.path("epochsDone").asInt());
    assertEquals(3, json.path("epochsAsked").asInt());
    assertEquals(5, json.path("stepsAnEpoch").asInt());
    assertEquals("1 of 3 epochs; " + INTERRUPTED, json.path("text").asText());
    assertEquals(standing, kept().standing(), "the records alone say the same");
    assertEquals(run.history(), kept().history());
    assertEquals(run.configuration(), kept().configuration());
    assertEquals("tiny-seed-7", kept().readableName());
  }

  @Test
  void theRecordsOfARunThatGoesOnAreBroughtUpToDate() throws IOException {
    partial().exportRecords(records);
    TinyRun.run(store, SETTINGS);
    RunStanding standing = store.runs().get(0).exportRecords(records);
    assertEquals(new RunStanding(State.COMPLETE, 3, 3, OptionalInt.of(5)), standing);
    assertEquals("3 of 3 epochs; complete", standing.text());
    assertEquals(
        List.of(
            "config.json",
            "environment.json",
            "history.csv",
            "metrics.json",
            "predictions.csv",
            "standing.json"),
        names(records));
    assertEquals(standing, kept().standing(), "complete, though its weights did not come");
    Path environment = records.resolve("environment.json");
    String as = Files.readString(environment);
    Files.writeString(environment, as.replaceFirst("\"cpu\" : \"", "\"cpu\" : \"Other "));
    assertEquals(State.PARTIAL, kept().standing().state(), "not computed where its metrics say");
    Files.writeString(environment, as);
    Path history = records.resolve("history.csv");
    Files.writeString(history, Files.readString(history).replace("1,0.", "1,9."));
    assertEquals(State.PARTIAL, kept().standing().state(), "not the history that its metrics name");
  }

  @Test
  void metricsThatNoLongerHoldAreTakenAway() throws IOException {
    TinyRun.run(store, SETTINGS);
    StoredRun run = store.runs().get(0);
    run.exportRecords(records);
    Files.delete(run.folder().resolve("metrics.json"));
    assertFalse(run.exportRecords(records).isComplete());
    assertFalse(Files.exists(records.resolve("metrics.json")));
  }

  @Test
  void aHalfWrittenLastLineIsLeftOut() throws IOException {
    StoredRun run = partial();
    Path history = run.folder().resolve("history.csv");
    String whole = Files.readString(history);
    Files.writeString(history, whole + "2,0.5,0.");
    assertEquals(1, run.exportRecords(records).epochsDone());
    assertEquals(whole, Files.readString(records.resolve("history.csv")));
  }

  @Test
  void aDamagedCheckpointIsPassedOverAndLeftWhereItIs() throws IOException {
    StoredRun run = partial();
    Path checkpoints = run.folder().resolve("checkpoint");
    List<String> before = names(checkpoints);
    Files.writeString(checkpoints.resolve(before.get(1)), "damaged");
    assertEquals(OptionalInt.of(5), run.standing().stepsAnEpoch());
    Files.writeString(checkpoints.resolve(before.get(0)), "damaged");
    assertEquals(OptionalInt.empty(), run.standing().stepsAnEpoch());
    assertEquals(before, names(checkpoints));
  }

  @Test
  void aCheckpointWithADamagedNameIsPassedOver() throws IOException {
    StoredRun run = partial();
    Path checkpoints = run.folder().resolve("checkpoint");
    for (String name : names(checkpoints)) {
      byte[] content = Files.readAllBytes(checkpoints.resolve(name));
      content[35] ^= (byte) 0x80; // the name of its first part
      Files.write(checkpoints.resolve(name), content);
    }
    assertEquals(OptionalInt.empty(), run.standing().stepsAnEpoch());
  }

  @Test
  void recordsThatAreNoTextAreExportedAsTheyAre() throws IOException {
    StoredRun run = partial();
    byte[] noText = {(byte) 0xff, '{', '}'};
    Files.write(run.folder().resolve("environment.json"), noText);
    Files.write(run.folder().resolve("history.csv"), noText);
    assertEquals(0, run.exportRecords(records).epochsDone());
    assertArrayEquals(noText, Files.readAllBytes(records.resolve("environment.json")));
    assertEquals("epoch,seconds\n", Files.readString(records.resolve("history.csv")));
  }

  @Test
  void aRunThatDivergedWasEndedByItsResults() throws IOException {
    TinyRun.run(store, SETTINGS.toBuilder().learningRate(1e30).build());
    RunStanding standing = store.runs().get(0).exportRecords(records);
    assertEquals(
        "0 of 3 epochs; ended by its results: the loss was no longer a number", standing.text());
    assertEquals(State.DIVERGED, kept().standing().state());
  }

  @Test
  void aRunThatItsRuleEndedIsComplete() {
    assertEquals(
        "40 of 61 epochs; complete: ended early, as its learner's rule says",
        new RunStanding(State.COMPLETE, 40, 61, OptionalInt.empty()).text());
  }

  @Test
  void aFolderWithAnotherRunIsRefused() throws IOException {
    partial().exportRecords(records);
    TinyRun.stopped(store, SETTINGS.toBuilder().seed(8).build(), 2).training().status();
    StoredRun other =
        store.runs().stream()
            .filter(run -> run.configuration().orElseThrow().seed() == 8)
            .findFirst()
            .orElseThrow();
    String said = assertThrows(InputProblem.class, () -> other.exportRecords(records)).getMessage();
    assertTrue(said.contains("it holds the records of another run"), said);
    assertEquals(7, kept().configuration().orElseThrow().seed());
    assertEquals(List.of(), StoredRun.allIn(folder.resolve("nowhere")));
  }
}
