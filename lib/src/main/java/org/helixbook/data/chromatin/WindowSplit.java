package org.helixbook.data.chromatin;

import java.util.Arrays;
import java.util.Locale;
import org.helixbook.feedback.InputProblem;

/** The two ways in which windows are split. */
public enum WindowSplit {
  /**
   * By stretches of chromosomes, or whole chromosomes: neighbours, and both strands of a place, lie
   * on one side. The default of the notebooks.
   */
  CHROMOSOME,
  /** Windows drawn at random, as the paper did: shows what leakage does. */
  RANDOM;

  /** Its name for a reader: chromosome or random. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The split of a name.
   *
   * @param label as {@link #label} gives it
   * @return the split
   * @throws InputProblem if there is none of this name
   */
  public static WindowSplit of(String label) {
    return Arrays.stream(values())
        .filter(split -> split.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "split '" + label + "'",
                    "there is none of this name",
                    "write chromosome or random"));
  }
}
