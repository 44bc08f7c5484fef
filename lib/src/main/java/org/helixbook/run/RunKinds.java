package org.helixbook.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.feedback.InputProblem;

/**
 * The kinds of runs that this process can compute from their configurations.
 *
 * @param byName the kinds by their names
 */
public record RunKinds(SortedMap<String, RunKind> byName) {

  /** Copies the map. */
  public RunKinds {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /**
   * Some kinds.
   *
   * @param kinds each with another name
   * @return all of them
   * @throws IllegalArgumentException if two have one name
   */
  public static RunKinds of(RunKind... kinds) {
    SortedMap<String, RunKind> byName = new TreeMap<>();
    for (RunKind kind : kinds) {
      if (byName.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("there are two kinds of runs named " + kind.name());
      }
    }
    return new RunKinds(byName);
  }

  /**
   * The kind of a run.
   *
   * @param configuration of the run
   * @return how it is computed
   * @throws InputProblem if its configuration names none, or one that is not here
   */
  public RunKind of(RunConfiguration configuration) {
    RunKind kind = byName.get(configuration.kind());
    if (kind == null) {
      throw new InputProblem(
          "run " + configuration.id(),
          configuration.kind().isEmpty()
              ? "its configuration does not say how its data are made"
              : "it is of the kind '"
                  + configuration.kind()
                  + "', and only "
                  + byName.keySet()
                  + " can be gone on with here",
          "run the notebook or program that began it: it goes on there");
    }
    return kind;
  }
}
