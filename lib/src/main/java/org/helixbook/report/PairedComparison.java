package org.helixbook.report;

import java.util.Locale;
import org.helixbook.evaluation.McNemar;

/** What a paired test says, as a sentence for a reader. */
public final class PairedComparison {
  /** The level below which a difference is called one. */
  public static final double LEVEL = 0.05;

  private PairedComparison() {}

  /**
   * Puts McNemar's test into words.
   *
   * @param first the first classifier's name
   * @param second the second classifier's name
   * @param test the exact test on the same examples
   * @return a sentence that names the better one, or says that the difference may be chance
   */
  public static String sentence(String first, String second, McNemar test) {
    String counts =
        String.format(
            Locale.ROOT,
            "On the same windows, only %s is right on %d and only %s on %d (exact McNemar p %s)",
            first,
            test.onlyFirstRight(),
            second,
            test.onlySecondRight(),
            NumberText.probability(test.pValue()));
    if (test.pValue() >= LEVEL) {
      return counts + ": the difference may be chance.";
    }
    String better = test.onlyFirstRight() > test.onlySecondRight() ? first : second;
    return counts + ": " + better + " is better.";
  }
}
