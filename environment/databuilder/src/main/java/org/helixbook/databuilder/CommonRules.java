package org.helixbook.databuilder;

import org.helixbook.data.coding.BuildReport;
import org.helixbook.feedback.InputProblem;

/**
 * What the rules of the coding sets have in common: the ranges of their values, and their words.
 */
final class CommonRules {
  private CommonRules() {}

  /**
   * Refuses a window that is not made of whole codons, and words that cannot tell near-duplicates.
   *
   * @param windowLength in nt, a multiple of 3
   * @param wordLength the length k of the words (k-mers) by which near-duplicates are found, 1 to
   *     12
   * @param nearDuplicateShare in (0, 1]
   */
  static void requireWindow(int windowLength, int wordLength, double nearDuplicateShare) {
    require(
        windowLength >= 3 && windowLength % 3 == 0,
        "windowLength",
        windowLength,
        "a multiple of 3");
    require(
        wordLength >= 1 && wordLength <= Math.min(12, windowLength),
        "wordLength",
        wordLength,
        "between 1 and 12 and no longer than a window");
    require(
        nearDuplicateShare > 0 && nearDuplicateShare <= 1,
        "nearDuplicateShare",
        nearDuplicateShare,
        "above 0 and at most 1");
  }

  /** Refuses a value below the least that makes sense. */
  static void requireAtLeast(int least, String what, int value) {
    require(value >= least, what, value, "at least " + least);
  }

  /**
   * Refuses a value.
   *
   * @param range the values that can be used, such as {@code at least 1}
   */
  static void require(boolean holds, String what, Object value, String range) {
    if (!holds) {
      throw new InputProblem(what, "its value is " + value, "use a value that is " + range);
    }
  }

  /** What ties windows together, with what a set adds to it. */
  static BuildReport.Rule neighbourhood(int blockLength, String more) {
    return new BuildReport.Rule(
        "neighbourhood",
        "blocks of "
            + blockLength
            + " bp that a gene's span (first to last exon) ties together; a neighbourhood lies"
            + " on one side of the gene-disjoint split"
            + more);
  }

  /** What near-duplicates are, with what a set does about them. */
  static BuildReport.Rule nearDuplicate(int wordLength, double share, String then) {
    return new BuildReport.Rule(
        "near-duplicate",
        "two windows share at least "
            + share
            + " of the distinct "
            + wordLength
            + "-mers, either strand, of the window that has fewer of them; "
            + then);
  }

  /** How many windows a set has. */
  static BuildReport.Rule sizes(int trainPerClass, int testPerClass) {
    return new BuildReport.Rule(
        "size of the splits",
        trainPerClass + " training and " + testPerClass + " test windows a class");
  }

  /** How a set draws. */
  static BuildReport.Rule draws(long seed) {
    return new BuildReport.Rule(
        "draws", "in the order of SHA-256 over the seed " + seed + " and the window's place");
  }
}
