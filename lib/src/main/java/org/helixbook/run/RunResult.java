package org.helixbook.run;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a finished run leaves beside its history.
 *
 * @param files contents by file name, such as {@code predictions.csv}, kept in the run's folder
 *     with their digests; the arrays are shared and not to be changed
 * @param metrics figures by name for {@code metrics.json}
 */
public record RunResult(SortedMap<String, byte[]> files, SortedMap<String, Number> metrics) {
  private static final Set<String> TAKEN = Set.of("epochs", "sha256");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a file's name is not of lower-case letters, digits and
   *     hyphens with an ending, or is one that the run needs itself
   */
  public RunResult {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    for (String name : files.keySet()) {
      if (!name.matches("[a-z0-9-]+\\.[a-z0-9]+") || RunFiles.OWN.contains(name)) {
        throw new IllegalArgumentException("a run cannot leave a file named '" + name + "'");
      }
    }
    for (String name : metrics.keySet()) {
      if (TAKEN.contains(name)) {
        throw new IllegalArgumentException("a metric cannot be named '" + name + "'");
      }
    }
  }

  /** Files and figures. */
  public static RunResult of(Map<String, byte[]> files, Map<String, ? extends Number> metrics) {
    return new RunResult(new TreeMap<>(files), new TreeMap<>(metrics));
  }

  /** The same with a file more. */
  RunResult with(String name, byte[] content) {
    SortedMap<String, byte[]> more = new TreeMap<>(files);
    more.put(name, content);
    return new RunResult(more, metrics);
  }

  /** Nothing beside the history. */
  public static RunResult none() {
    return of(Map.of(), Map.of());
  }
}
