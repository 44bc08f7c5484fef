package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.data.coding.BuildReport;

/** Counts what happens during a build, in the order in which things are first named. */
final class Tally {
  private final Map<String, Map<String, Long>> steps = new LinkedHashMap<>();

  /** Counts {@code number} more; naming something with 0 makes it appear in the report. */
  void add(String step, String what, long number) {
    steps.computeIfAbsent(step, key -> new LinkedHashMap<>()).merge(what, number, Long::sum);
  }

  /** All counts, a step after the other. */
  List<BuildReport.Count> counts() {
    List<BuildReport.Count> counts = new ArrayList<>();
    steps.forEach(
        (step, whats) ->
            whats.forEach((what, number) -> counts.add(new BuildReport.Count(step, what, number))));
    return counts;
  }
}
