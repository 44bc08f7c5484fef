package org.helixbook.plot;

import java.util.Objects;

/**
 * The scores of two models on one task.
 *
 * @param task its name
 * @param first the first model's score; NaN where it has none
 * @param second the second model's score; NaN where it has none
 * @param positives how many positive examples the task has
 */
public record TaskScore(String task, double first, double second, long positives) {
  /** The order in which tasks stand side by side. */
  public enum Order {
    /** By the first model's score, lowest first. */
    FIRST,
    /** By the second model's score, lowest first. */
    SECOND,
    /** By the number of positives, fewest first. */
    POSITIVES
  }

  /** Checks that there is a name. */
  public TaskScore {
    Objects.requireNonNull(task, "task");
  }
}
