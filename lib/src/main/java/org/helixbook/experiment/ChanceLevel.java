package org.helixbook.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.helixbook.eval.TaskComparison;
import org.helixbook.feedback.Columns;
import org.helixbook.plot.NumberText;
import tech.tablesaw.api.Table;

/**
 * What a comparison of two variants over tasks allows to say, beside what another seed alone does.
 * Decided in the same way for every experiment, before its numbers are known: better only if the 95
 * % interval leaves out 0, Wilcoxon's p is below 0.05, and the same model from another seed differs
 * by less.
 *
 * @param fromSeeds by how much the mean of one model differs between seeds, at least 0. An interval
 *     of one seed does not hold this variation
 */
public record ChanceLevel(double fromSeeds) {
  private static final int DECIMALS = 4;

  /** Without a second seed to compare with. */
  public static final ChanceLevel UNKNOWN = new ChanceLevel(0);

  /** The size counts, not the sign. */
  public ChanceLevel {
    fromSeeds = Math.abs(fromSeeds);
  }

  /**
   * The level that a comparison shows.
   *
   * @param onlyTheSeed one model against itself from other seeds
   */
  public static ChanceLevel of(Comparison onlyTheSeed) {
    return new ChanceLevel(onlyTheSeed.difference().value());
  }

  /**
   * What a comparison allows to say, without its numbers.
   *
   * @param comparison over tasks
   * @return such as {@code A is better at this size}, or that there is no conclusion and why
   */
  public String verdict(Comparison comparison) {
    double low = comparison.difference().low();
    double high = comparison.difference().high();
    if (!(low <= high)) {
      return "no conclusion (no task has this score)";
    }
    if (low <= 0 && high >= 0) {
      return "no conclusion at this size (interval includes 0)";
    }
    if (comparison.p() >= Comparison.LEVEL) {
      return "no conclusion at this size (Wilcoxon's p is not below 0.05)";
    }
    if (Math.abs(comparison.difference().value()) <= fromSeeds) {
      return "no conclusion at this size (another seed alone makes a difference of "
          + NumberText.fixed(fromSeeds, DECIMALS)
          + ")";
    }
    return (low > 0 ? comparison.first() : comparison.second()) + " is better at this size";
  }

  /**
   * Puts a comparison into words.
   *
   * @param comparison over tasks
   * @return its numbers and the verdict
   */
  public String sentence(Comparison comparison) {
    TaskComparison tasks = tasks(comparison);
    return String.format(
        Locale.ROOT,
        "%s against %s: mean %s %s against %s, difference %s (95 %% interval %s %s%s), better on %d"
            + " of %d tasks, Wilcoxon p %s: %s.",
        comparison.first(),
        comparison.second(),
        comparison.metric(),
        NumberText.fixed(tasks.firstMean(), 3),
        NumberText.fixed(tasks.secondMean(), 3),
        NumberText.signed(tasks.difference().value(), DECIMALS),
        "over " + tasks.over(),
        NumberText.signedInterval(tasks.difference(), DECIMALS),
        tasks.bySeed().size() > 1
            ? "; by seed " + bySeed(tasks)
            : "; one seed, so what another seed changes is not in it",
        tasks.wins(),
        tasks.compared(),
        NumberText.probability(comparison.p()),
        verdict(comparison));
  }

  private static TaskComparison tasks(Comparison comparison) {
    return comparison.tasks().orElseThrow();
  }

  private static String bySeed(TaskComparison tasks) {
    return tasks.bySeed().stream()
        .map(seed -> NumberText.signed(seed, DECIMALS))
        .collect(Collectors.joining(", "));
  }

  /**
   * A row a comparison: {@code first}, {@code second}, their means, the {@code difference} with
   * {@code low} and {@code high} and what the {@code interval} is {@code over}, {@code by seed},
   * tasks {@code won} and compared, Wilcoxon's {@code p}, what may be said, and how many tasks
   * {@code would decide}.
   *
   * @param title of the table
   * @param comparisons over tasks
   */
  public Table table(String title, List<Comparison> comparisons) {
    // Differences are small: with three decimals they would read 0.000.
    return Columns.of(comparisons)
        .text("first", Comparison::first)
        .text("second", Comparison::second)
        .number("mean, first", one -> tasks(one).firstMean())
        .number("mean, second", one -> tasks(one).secondMean())
        .number("difference", DECIMALS, one -> one.difference().value())
        .number("low", DECIMALS, one -> one.difference().low())
        .number("high", DECIMALS, one -> one.difference().high())
        .text("interval over", Comparison::over)
        .text("by seed", one -> tasks(one).bySeed().size() == 1 ? "one seed" : bySeed(tasks(one)))
        .count("won", one -> tasks(one).wins())
        .count("tasks", one -> tasks(one).compared())
        .number("Wilcoxon p", Comparison::p)
        .text("so", this::verdict)
        .text("would decide", one -> one.isDecided() ? "" : one.enough())
        .table(title);
  }
}
