package org.helixbook.model.logistic;

import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.feedback.InputProblem;

/**
 * What a run of logistic regressions fits: one for each task, on counts of short words.
 *
 * @param longest the longest word, 1 to 7
 * @param c the inverse of the penalty's strength, above 0
 * @param standardise whether each count is scaled to mean 0 and deviation 1 before the penalty
 * @param balanced whether both classes of a task get the same weight
 */
public record KmerRegression(int longest, double c, boolean standardise, boolean balanced) {
  private static final int LONGEST = 7;

  /**
   * Checks the numbers.
   *
   * @throws InputProblem if one is out of its range
   */
  public KmerRegression {
    if (longest < 1 || longest > LONGEST) {
      throw new InputProblem(
          "words of the regression",
          "the longest has " + longest + " letters",
          "give a number from 1 to " + LONGEST);
    }
    settings(c, standardise, balanced);
  }

  /** Standardised counts and no class weights. */
  public static KmerRegression of(int longest, double c) {
    return new KmerRegression(longest, c, true, false);
  }

  /** How each task is fitted. */
  LogisticRegression settings() {
    return settings(c, standardise, balanced);
  }

  private static LogisticRegression settings(double c, boolean standardise, boolean balanced) {
    return LogisticRegression.builder().c(c).standardise(standardise).balanced(balanced).build();
  }
}
