package org.helixbook.paper2;

import java.util.Locale;
import java.util.stream.Collectors;
import org.helixbook.claims.MainResult;
import org.helixbook.eval.TaskComparison;
import org.helixbook.experiment.Comparison;
import org.helixbook.plot.NumberText;

/**
 * What a comparison of two models over tasks allows to say, as a sentence. Decided in the same way
 * for every experiment, before its numbers are known: better or worse only if the 95 % interval
 * leaves out 0, Wilcoxon's p is below 0.05, and, where it is given, the same model from another
 * seed differs by less.
 */
public final class TaskDifference {
  private static final int DECIMALS = 4;

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
    return sentence(first, second, comparison, 0);
  }

  /**
   * The same beside what chance alone does.
   *
   * @param first the first model
   * @param second the second model
   * @param comparison first minus second
   * @param fromSeeds by how much the mean of one model differs between seeds; its sign is ignored.
   *     An interval over tasks does not hold this variation
   * @return a sentence that names the better one, or says that there is no conclusion and why
   */
  public static String sentence(
      String first, String second, TaskComparison comparison, double fromSeeds) {
    int tasks = comparison.wins() + comparison.losses() + comparison.ties();
    String numbers =
        String.format(
            Locale.ROOT,
            "%s against %s: mean %s %s against %s, difference %s (95 %% interval %s %s%s),"
                + " better on %d of %d tasks, Wilcoxon p %s",
            first,
            second,
            comparison.metric().label(),
            NumberText.fixed(comparison.firstMean(), 3),
            NumberText.fixed(comparison.secondMean(), 3),
            NumberText.signed(comparison.difference().value(), DECIMALS),
            comparison.bySeed().size() > 1
                ? "over " + comparison.bySeed().size() + " seeds and the tasks"
                : "over the tasks",
            NumberText.signedInterval(comparison.difference(), DECIMALS),
            bySeed(comparison),
            comparison.wins(),
            tasks,
            NumberText.probability(comparison.test().pValue()));
    return numbers + ": " + verdict(first, second, comparison, fromSeeds) + ".";
  }

  /**
   * What a comparison allows to say, without its numbers.
   *
   * @param first the first model
   * @param second the second model
   * @param comparison first minus second
   * @param fromSeeds by how much the mean of one model differs between seeds; its sign is ignored
   * @return such as {@code A is better at this size}, or that there is no conclusion and why
   */
  public static String verdict(
      String first, String second, TaskComparison comparison, double fromSeeds) {
    double low = comparison.difference().low();
    double high = comparison.difference().high();
    if (!(low <= high)) {
      return "no conclusion (no task has this score)";
    }
    if (low <= 0 && high >= 0) {
      return "no conclusion at this size (interval includes 0)";
    }
    if (comparison.test().pValue() >= Comparison.LEVEL) {
      return "no conclusion at this size (Wilcoxon's p is not below 0.05)";
    }
    if (Math.abs(comparison.difference().value()) <= Math.abs(fromSeeds)) {
      return "no conclusion at this size (another seed alone makes a difference of "
          + NumberText.fixed(Math.abs(fromSeeds), DECIMALS)
          + ")";
    }
    return (low > 0 ? first : second) + " is better at this size";
  }

  /**
   * A comparison as a result for the claims. Its text says whether the interval holds the variation
   * from seed to seed.
   *
   * @param id the measurement's id
   * @param text what was measured
   * @param against what the first model is compared with
   * @param comparison first minus second
   * @return the mean difference with its interval, the number of tasks and Wilcoxon's p
   */
  public static MainResult result(
      String id, String text, String against, TaskComparison comparison) {
    int seeds = comparison.bySeed().size();
    String over =
        seeds > 1
            ? "; mean of " + seeds + " seeds, interval over seeds and tasks"
            : "; one seed, interval over tasks only";
    return MainResult.of(id, text + over, comparison.difference().value())
        .interval(comparison.difference().low(), comparison.difference().high())
        .n(comparison.wins() + comparison.losses() + comparison.ties())
        .against(against, comparison.test().pValue());
  }

  private static String bySeed(TaskComparison comparison) {
    if (comparison.bySeed().size() < 2) {
      return "; one seed, so what another seed changes is not in it";
    }
    return comparison.bySeed().stream()
        .map(seed -> NumberText.signed(seed, DECIMALS))
        .collect(Collectors.joining(", ", "; by seed ", ""));
  }
}
