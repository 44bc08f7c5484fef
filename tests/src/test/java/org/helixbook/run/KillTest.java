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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
 * Kills a real training process with SIGKILL at 20 random moments, goes on each time, and compares
 * the end with a training that was never stopped. Every third kill waits for a checkpoint that is
 * being written.
 */
class KillTest {
  private static final int KILLS = 20;

  /** Long enough for 20 stretches; a checkpoint after every one of the 5 batches an epoch. */
  static final TrainingSettings SETTINGS =
      TinyRun.SETTINGS.toBuilder().epochs(60).learningRate(0.01).build();

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(20);
  private final List<String> notices = new ArrayList<>();
  private int whileWriting;

  @Test
  void twentyKillsChangeNoBit(@TempDir Path other) throws Exception {
    Path checkpoints =
        folder.resolve(TinyRun.configuration(SETTINGS).id().text()).resolve("checkpoint");
    StringBuilder positions = new StringBuilder();
    for (int kill = 1; kill <= KILLS; kill++) {
      killOne(kill, checkpoints);
      positions.append(' ').append(epochsSoFar());
    }
    RunOutcome<ImageLearner> last =
        TinyRun.run(RunStore.in(folder).telling(notices::add), SETTINGS);
    assertFalse(last.wasComplete(), "all kills must come before the end");
    RunOutcome<ImageLearner> whole = TinyRun.run(RunStore.in(other), SETTINGS);
    assertArrayEquals(TinyRun.weights(whole), TinyRun.weights(last));
    assertArrayEquals(TinyRun.velocity(whole), TinyRun.velocity(last));
    assertEquals(
        TinyRun.curves(whole.training().history()), TinyRun.curves(last.training().history()));
    assertArrayEquals(TinyRun.test(whole).probabilities(), TinyRun.test(last).probabilities());
    assertEquals(List.of(), notices);
    System.out.println(
        "kill test: "
            + KILLS
            + " of "
            + KILLS
            + " kills survived, "
            + whileWriting
            + " of them while a checkpoint was being written; epochs done at each:"
            + positions
            + "; final weights, updater state, history and predictions identical to those of an"
            + " uninterrupted run");
  }

  /** SIGTERM, and SIGINT as Ctrl-C sends it. */
  @ParameterizedTest
  @CsvSource({"TERM, 15", "INT, 2"})
  void aSignalKeepsTheWorkOfTheEpoch(String signal, int number) throws Exception {
    Process child = start("rarely");
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < 2; i++) {
        readUntil(out, "batch ");
      }
      assertEquals(0, new ProcessBuilder("kill", "-" + signal, "" + child.pid()).start().waitFor());
      assertTrue(child.waitFor(20, TimeUnit.SECONDS));
      assertEquals(128 + number, child.exitValue());
    } finally {
      child.destroyForcibly();
    }
    assertEquals(List.of(), notices);
    String stretch =
        TinyRun.store(folder, notices)
            .runs()
            .get(0)
            .environment()
            .orElseThrow()
            .path("stretches")
            .path(0)
            .path("to")
            .asText();
    Matcher at = Pattern.compile("(\\d+) epochs? and (\\d+) batch(?:es)? done").matcher(stretch);
    assertTrue(at.matches(), stretch);
    // A stop between the batches of an epoch; only if it hit the very end of one there is none.
    assertTrue(Integer.parseInt(at.group(1)) + Integer.parseInt(at.group(2)) > 0, stretch);
    RunOutcome<ImageLearner> last = TinyRun.stopped(TinyRun.store(folder, notices), SETTINGS, 1);
    assertEquals(
        at.group(0),
        TinyRun.store(folder, notices)
            .runs()
            .get(0)
            .environment()
            .orElseThrow()
            .path("stretches")
            .path(1)
            .path("from")
            .asText());
    assertFalse(last.wasComplete());
  }

  private void killOne(int kill, Path checkpoints) throws Exception {
    Process child = start("");
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      readUntil(out, "begin ");
      if (kill == 1) {
        // A second process that asks for the same run is told so in a sentence.
        InputProblem problem =
            assertThrows(
                InputProblem.class, () -> TinyRun.run(TinyRun.store(folder, notices), SETTINGS));
        assertTrue(
            problem
                .getMessage()
                .endsWith(
                    "another process is computing this run; wait until it has finished, or stop"
                        + " it, and ask for the run again"),
            problem.getMessage());
      }
      int batches = random.nextInt(8);
      for (int i = 0; i < batches; i++) {
        readUntil(out, "batch ");
      }
      if (kill % 3 == 0) {
        while (unfinished(checkpoints) == 0 && child.isAlive()) {
          Thread.onSpinWait();
        }
      } else {
        Thread.sleep(random.nextInt(20), random.nextInt(1_000_000));
      }
      assertTrue(child.isAlive(), "the training ended before kill " + kill);
      child.destroyForcibly();
      assertTrue(child.waitFor(20, TimeUnit.SECONDS));
      assertEquals(128 + 9, child.exitValue());
    } finally {
      child.destroyForcibly();
    }
    if (unfinished(checkpoints) > 0) {
      whileWriting++;
    }
  }

  private Process start(String option) throws IOException {
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
            folder.toString()));
    if (!option.isEmpty()) {
      command.add(option);
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.filter(file -> file.toString().endsWith(".part")).count();
    }
  }

  private int epochsSoFar() {
    return TinyRun.store(folder, notices).runs().get(0).history().epochs().size();
  }
}
