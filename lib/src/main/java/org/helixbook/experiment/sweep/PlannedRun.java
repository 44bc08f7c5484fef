package org.helixbook.experiment.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;

/**
 * A run that a sweep asks for: all that computing it needs, wherever that is done.
 *
 * @param point the settings
 * @param configuration judged on validation data
 */
public record PlannedRun(Point point, RunConfiguration configuration) {

  /** The run's id. */
  String id() {
    return configuration.id().text();
  }

  /** For a reader, such as {@code learning rate 0.003, seed 1}. */
  String label() {
    return point.label() + ", seed " + configuration.seed();
  }

  /**
   * Refuses a sweep whose settings do not reach what is trained.
   *
   * @throws InputProblem if two settings ask for the same run
   */
  static void requireDistinct(List<PlannedRun> runs) {
    Map<String, PlannedRun> seen = new HashMap<>();
    for (PlannedRun run : runs) {
      PlannedRun same = seen.putIfAbsent(run.id(), run);
      if (same != null) {
        throw new InputProblem(
            "sweep",
            "'" + same.label() + "' and '" + run.label() + "' are the same run",
            "vary what this training depends on");
      }
    }
  }
}
