package org.helixbook.report;

import java.util.Locale;
import org.helixbook.evaluation.TaskComparison;

/**
 * What a comparison of two models over tasks allows to say, as a sentence. Decided in the same way
 * for every experiment, before its numbers are known: better or worse only if the 95 % interval
 * leaves out 0 and Wilcoxon's p is below 0.05.
 */
public final class TaskDifference {
  private TaskDifference() {}

  /**
   * Puts a comparison into words.
   *
   * @param first the first model
   * @param second the second model
   * @param comparison first minus second
   * @return a sentence that names the better one, or says that there is no conclusion and why
   */
  public static String sentence(String first, String second, TaskComparison comparison) {
    double low = comparison.difference().low();
    double high = comparison.difference().high();
    int tasks = comparison.wins() + comparison.losses() + comparison.ties();
    String numbers =
        String.format(
            Locale.ROOT,
            "%s against %s: mean %s %s against %s, difference %s (95 %% interval %s to %s), better"
                + " on %d of %d tasks, Wilcoxon p %s",
            first,
            second,
            comparison.metric().label(),
            NumberText.fixed(comparison.firstMean(), 3),
            NumberText.fixed(comparison.secondMean(), 3),
            signed(comparison.difference().value()),
            signed(low),
            signed(high),
            comparison.wins(),
            tasks,
            NumberText.probability(comparison.test().pValue()));
    if (!(low <= high)) {
      return numbers + ": no conclusion (no task has this score).";
    }
    if (low <= 0 && high >= 0) {
      return numbers + ": no conclusion at this size (interval includes 0).";
    }
    if (comparison.test().pValue() >= PairedComparison.LEVEL) {
      return numbers + ": no conclusion at this size (Wilcoxon's p is not below 0.05).";
    }
    return numbers + ": " + (low > 0 ? first : second) + " is better at this size.";
  }

  private static String signed(double value) {
    return Double.isNaN(value) ? "NA" : String.format(Locale.ROOT, "%+.4f", value);
  }
}
