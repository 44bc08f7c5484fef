package org.helixbook.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.feedback.Progress;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunModel;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;

/** Compares all runs of two stores byte by byte: weights, updater, history, what they left. */
final class SameRuns {
  private SameRuns() {}

  /**
   * Prints a line a run, and how often each was begun in the second store. Exit code 0 if all are
   * complete and the same.
   *
   * @param arguments two folders of runs
   */
  public static void main(String[] arguments) throws IOException {
    RunStore one = RunStore.in(Path.of(arguments[0]));
    RunStore other = RunStore.in(Path.of(arguments[1]));
    List<StoredRun> runs = one.runs();
    int same = 0;
    for (StoredRun run : runs) {
      List<String> different = differences(one, other, run);
      same += different.isEmpty() ? 1 : 0;
      System.out.println(
          "run "
              + run.id()
              + ": "
              + (different.isEmpty() ? "the same" : "differs in " + different));
      other
          .run(run.id())
          .flatMap(StoredRun::environment)
          .ifPresent(
              environment ->
                  environment
                      .path("stretches")
                      .forEach(
                          stretch ->
                              System.out.println(
                                  "  from "
                                      + stretch.path("from").asText()
                                      + " to "
                                      + stretch.path("to").asText())));
    }
    System.out.println(same + " of " + runs.size() + " runs are the same in every byte");
    System.exit(same == runs.size() && same == other.runs().size() && same > 0 ? 0 : 1);
  }

  private static List<String> differences(RunStore one, RunStore other, StoredRun run)
      throws IOException {
    StoredRun there = other.run(run.id()).orElse(null);
    if (there == null
        || run.state() != StoredRun.State.COMPLETE
        || there.state() != StoredRun.State.COMPLETE) {
      return List.of("not complete");
    }
    Map<String, byte[]> expected = parts(one, run);
    Map<String, byte[]> actual = parts(other, there);
    List<String> different = new ArrayList<>();
    if (!expected.keySet().equals(actual.keySet())) {
      different.add("the names of its parts");
    }
    expected.forEach(
        (name, content) -> {
          if (!Arrays.equals(content, actual.get(name))) {
            different.add(name);
          }
        });
    if (!history(run).equals(history(there))) {
      different.add("history");
    }
    return different;
  }

  private static Map<String, byte[]> parts(RunStore store, StoredRun run) throws IOException {
    Map<String, byte[]> parts = new TreeMap<>();
    RunModel model = RunModel.of(store, run.id().text(), Progress.silent());
    for (Map.Entry<String, byte[]> part : model.state().entrySet()) {
      if (part.getKey().endsWith(".zip")) { // its members have times
        RunEnd.parts(part.getValue())
            .forEach((name, content) -> parts.put(part.getKey() + "/" + name, content));
      } else {
        parts.put(part.getKey(), part.getValue());
      }
    }
    for (String name : List.of("predictions.csv", "held-out-losses.f64", "step-losses.f64")) {
      run.file(name).ifPresent(content -> parts.put(name, content));
    }
    return parts;
  }

  private static List<Map<String, Double>> history(StoredRun run) {
    return run.history().epochs().stream().map(EpochRecord::metrics).toList();
  }
}
