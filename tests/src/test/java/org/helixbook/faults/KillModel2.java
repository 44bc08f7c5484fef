package org.helixbook.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Kills a training of Model 2 with SIGKILL at seeded random moments, every third time while a
 * checkpoint is being written, and compares its end with that of a training that was never stopped.
 * Run by {@code tests/faults/kill_model2.sh}.
 */
final class KillModel2 {
  private final SplittableRandom random;
  private final Path work;
  private final List<String> notices = new ArrayList<>();

  private KillModel2(Path work, long seed) {
    this.work = work;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Runs the trial.
   *
   * @param arguments an empty folder; {@code --kills N} and {@code --seed N} after it
   */
  public static void main(String[] arguments) throws Exception {
    int kills = 20;
    long seed = 20;
    for (int i = 1; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--kills" -> kills = Integer.parseInt(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
      }
    }
    System.exit(new KillModel2(Path.of(arguments[0]), seed).run(kills) ? 0 : 1);
  }

  private boolean run(int kills) throws Exception {
    Path whole = work.resolve("whole");
    Path killed = work.resolve("killed");
    long begun = System.nanoTime();
    int batches = finish(whole);
    System.out.printf(
        "without a stop: %d batches, %d s%n", batches, (System.nanoTime() - begun) / 1_000_000_000);
    int survived = 0;
    for (int kill = 1; kill <= kills; kill++) {
      boolean wentOn = kill(kill, kills, killed, batches);
      survived += wentOn ? 1 : 0;
    }
    int left = finish(killed);
    System.out.printf("the rest without a stop: %d batches%n", left);
    List<String> different = new ArrayList<>(RunEnd.differences(whole, killed));
    notices.forEach(System.out::println);
    if (left == 0) {
      different.add("the training ended before the last kill");
    }
    System.out.println(RunEnd.inWords(different));
    System.out.printf("%d of %d kills survived%n", different.isEmpty() ? survived : 0, kills);
    return different.isEmpty() && survived == kills;
  }

  /** One kill; true if the next stretch will go on from a checkpoint. */
  private boolean kill(int kill, int kills, Path store, int batches) throws Exception {
    Process child = start(store);
    int wanted = random.nextInt(Math.max(1, 2 * batches / kills));
    boolean whileWriting = kill % 3 == 0;
    int seen = 0;
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("begin ")) {
        note(line);
        line = out.readLine();
      }
      while (line != null && seen < wanted) {
        line = out.readLine();
        note(line);
        seen += line != null && line.startsWith("batch ") ? 1 : 0;
      }
      if (whileWriting) {
        while (unfinished(store) == 0 && child.isAlive()) {
          Thread.onSpinWait();
        }
      } else {
        Thread.sleep(random.nextInt(150));
      }
      if (!child.isAlive()) {
        System.out.printf("kill %2d: too late, the training has ended%n", kill);
        return false;
      }
      child.destroyForcibly();
      child.waitFor();
    } finally {
      child.destroyForcibly();
    }
    JsonNode position = position(store);
    int generations = RunEnd.checkpoints(store).size();
    System.out.printf(
        "kill %2d: after batch %2d of this stretch, %s; %d whole checkpoints, the newest in"
            + " epoch %d after batch %d%n",
        kill,
        seen,
        unfinished(store) > 0 ? "while a file was being written" : "between two writes",
        generations,
        history(RunEnd.newestParts(store)).size(),
        position.path("nextBatch").asInt());
    return generations > 0;
  }

  private int finish(Path store) throws Exception {
    Process child = start(store);
    int batches = 0;
    boolean ended = false;
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        note(line);
        if (line.startsWith("begin ")) {
          batches = Integer.parseInt(line.substring(6));
        }
        ended |= line.startsWith("end finished");
      }
    }
    if (child.waitFor() != 0 || !ended) {
      throw new IllegalStateException("the training did not come to its end");
    }
    return batches;
  }

  private void note(String line) {
    if (line != null && line.startsWith("notice ")) {
      notices.add(line);
    }
  }

  private static Process start(Path store) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            Model2Process.class.getName(),
            store.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long unfinished(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store, 3)) {
      return files.filter(file -> file.toString().endsWith(".part")).count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // a file went away under its walk
    }
  }

  private static JsonNode position(Path store) throws IOException {
    return new ObjectMapper().readTree(RunEnd.newestParts(store).get("position.json"));
  }

  private static List<String> history(Map<String, byte[]> parts) {
    return new String(parts.get("history.csv"), StandardCharsets.UTF_8).lines().toList();
  }
}
