package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills a real training process with SIGKILL again and again, goes on each time, and compares the
 * end with a training that was never stopped. Every third kill comes while a checkpoint is being
 * written; the others come at random moments.
 */
class KillTest {
  private static final int KILLS = 12;

  /** How often a process keeps its state before it waits for its kill. */
  private static final int CHECKPOINTS = 6;

  /** A checkpoint after each of the 5 batches of an epoch and at its end: 78, so never the end. */
  static final TrainingSettings SETTINGS =
      TinyRun.SETTINGS.toBuilder().epochs(13).learningRate(0.01).build();

  static final TrainingSettings ENDLESS = SETTINGS.toBuilder().epochs(1_000_000).build();

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(20);
  private final List<String> notices = new ArrayList<>();
  private int whileWriting;

  @Test
  void killsChangeNoBit(@TempDir Path other) throws Exception {
    Path checkpoints =
        folder.resolve(TinyRun.configuration(SETTINGS).id().text()).resolve("checkpoint");
    String limit = "" + CHECKPOINTS;
    Process child = start(limit);
    for (int kill = 1; kill <= KILLS; kill++) {
      Process next = kill < KILLS ? start(limit) : null;
      try {
        killOne(kill, child);
      } finally {
        child.destroyForcibly();
      }
      if (unfinished(checkpoints) > 0) {
        whileWriting++;
      }
      child = next;
    }
    assertTrue(whileWriting >= KILLS / 3, whileWriting + " while a checkpoint was being written");
    RunOutcome<ImageLearner> last = TinyRun.run(TinyRun.store(folder, notices), SETTINGS);
    assertFalse(last.wasComplete());
    RunOutcome<ImageLearner> whole = TinyRun.run(TinyRun.store(other, notices), SETTINGS);
    assertArrayEquals(TinyRun.weights(whole), TinyRun.weights(last));
    assertArrayEquals(TinyRun.velocity(whole), TinyRun.velocity(last));
    assertEquals(
        TinyRun.curves(whole.training().history()), TinyRun.curves(last.training().history()));
    assertArrayEquals(TinyRun.test(whole).probabilities(), TinyRun.test(last).probabilities());
    assertEquals(List.of(), notices);
  }

  private void killOne(int kill, Process child) throws Exception {
    try (BufferedReader out = begin(child)) {
      if (kill == 1) {
        readUntil(out, HeldAfter.HELD);
        // A second process that asks for the same run is told so.
        String message =
            assertThrows(
                    InputProblem.class, () -> TinyRun.run(TinyRun.store(folder, notices), SETTINGS))
                .getMessage();
        assertTrue(message.contains("another process is computing this run"), message);
      } else if (kill % 3 == 0) {
        readUntil(out, HeldAfter.HELD);
      } else {
        for (int i = random.nextInt(CHECKPOINTS - 2); i > 0; i--) {
          readUntil(out, HeldAfter.KEPT);
        }
        Thread.sleep(random.nextInt(20), random.nextInt(1_000_000));
      }
      child.destroyForcibly();
      assertEquals(128 + 9, child.waitFor());
    }
  }

  /** SIGTERM, and SIGINT as Ctrl-C sends it. */
  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2"})
  void aSignalKeepsTheWorkOfTheEpoch(String signal, int number) throws Exception {
    Process child = start("rarely");
    try (BufferedReader out = begin(child)) {
      for (int i = 0; i < 2; i++) {
        readUntil(out, "batch ");
      }
      assertEquals(0, new ProcessBuilder("kill", "-" + signal, "" + child.pid()).start().waitFor());
      assertEquals(128 + number, child.waitFor());
    } finally {
      child.destroyForcibly();
    }
    assertEquals(List.of(), notices);
    String stretch = stretch(0).path("to").asText();
    Matcher at = Pattern.compile("(\\d+) epochs? and (\\d+) batch(?:es)? done").matcher(stretch);
    assertTrue(at.matches(), stretch);
    // A stop between the batches of an epoch; only if it hit the very end of one there is none.
    assertTrue(Integer.parseInt(at.group(1)) + Integer.parseInt(at.group(2)) > 0, stretch);
    TinyRun.stopped(TinyRun.store(folder, notices), ENDLESS, 1).training().status();
    assertEquals(at.group(0), stretch(1).path("from").asText());
  }

  private JsonNode stretch(int number) {
    JsonNode environment = TinyRun.store(folder, notices).runs().get(0).environment().orElseThrow();
    return environment.path("stretches").path(number);
  }

  private Process start(String checkpoints) throws IOException {
    List<String> command = new ArrayList<>(heedingSignals());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledTraining.class.getName(),
            folder.toString(),
            checkpoints));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static BufferedReader begin(Process child) throws IOException {
    child.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
    return child.inputReader(StandardCharsets.UTF_8);
  }

  /** A process started in the background of a shell ignores SIGINT, and so would its children. */
  private static List<String> heedingSignals() throws IOException {
    List<String> command = List.of("env", "--default-signal=INT");
    try {
      List<String> trial = Stream.concat(command.stream(), Stream.of("true")).toList();
      return new ProcessBuilder(trial).start().waitFor() == 0 ? command : List.of();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void readUntil(BufferedReader out, String beginning) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("notice ")) {
        notices.add(line);
      }
      if (line.startsWith(beginning)) {
        return;
      }
    }
    throw new AssertionError("the training process ended without a line '" + beginning + "'");
  }

  private static long unfinished(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.filter(file -> file.toString().endsWith(".part")).count();
    }
  }
}
