package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * The same two trained models, compared in the ways that Paper 2 compares them or appears to: with
 * other rows, and with other choices of the network's epoch. Only the first way is fair; the others
 * show how much of a difference in F1 such choices make by themselves.
 *
 * @param variants the fair comparison first
 */
public record SlipReplay(List<Variant> variants) {

  /** The ways to compare. */
  public enum Way {
    /** Same test rows, the epoch with the lowest validation loss. */
    FAIR("same test rows, epoch of the lowest validation loss", true),
    /** Same test rows, the last epoch, whatever its validation loss. */
    LAST_EPOCH("same test rows, last epoch", false),
    /** The network on validation rows, the opponent on test rows. */
    OTHER_ROWS("network on validation rows, epoch of the lowest validation loss", false),
    /** Both: what the authors' notebook appears to do. */
    OTHER_ROWS_LAST_EPOCH("network on validation rows, last epoch", false),
    /** The epoch whose mean F1 is highest on the rows that are then reported. */
    BEST_EPOCH("network on validation rows, epoch of its highest mean F1 there", false),
    /** For each task the epoch that suits it best on the test rows: the paper's maximum. */
    MAXIMUM_OVER_EPOCHS("same test rows, each task's best epoch there (optimistic)", false);

    private final String label;
    private final boolean fair;

    Way(String label, boolean fair) {
      this.label = label;
      this.fair = fair;
    }

    /** For a reader. */
    public String label() {
      return label;
    }

    /** True if nothing was chosen by the rows that are scored, and both models have the same. */
    public boolean isFair() {
      return fair;
    }
  }

  /**
   * One way to compare.
   *
   * @param way which
   * @param epoch the network's epoch, from 1; 0 where each task has its own
   * @param f1 the network's F1 of each task, NaN where it has none
   * @param comparison network against opponent
   */
  public record Variant(Way way, int epoch, double[] f1, TaskComparison comparison) {}

  /** Makes the list unchangeable. */
  public SlipReplay {
    variants = List.copyOf(variants);
  }

  /**
   * Compares in all ways.
   *
   * @param onValidation the network's F1 at 0.5 {@code [epochs][tasks]} on validation rows, NaN
   *     where a task has no yes
   * @param onTest the same on test rows
   * @param chosen the epoch of the lowest validation loss, from 1
   * @param opponent the opponent's F1 at 0.5 {@code [tasks]} on test rows
   * @param bootstrap for the intervals
   * @return all variants in the order of {@link Way}
   * @throws IllegalArgumentException if epochs or tasks do not pair up
   */
  public static SlipReplay of(
      double[][] onValidation,
      double[][] onTest,
      int chosen,
      double[] opponent,
      Bootstrap bootstrap) {
    if (onValidation.length != onTest.length || chosen < 1 || chosen > onTest.length) {
      throw new IllegalArgumentException(
          onValidation.length
              + " and "
              + onTest.length
              + " epochs and the chosen epoch "
              + chosen
              + " do not fit");
    }
    int last = onTest.length;
    int best = bestEpoch(onValidation);
    return new SlipReplay(
        Arrays.stream(Way.values())
            .map(
                way ->
                    switch (way) {
                      case FAIR -> variant(way, chosen, onTest[chosen - 1], opponent, bootstrap);
                      case LAST_EPOCH -> variant(way, last, onTest[last - 1], opponent, bootstrap);
                      case OTHER_ROWS ->
                          variant(way, chosen, onValidation[chosen - 1], opponent, bootstrap);
                      case OTHER_ROWS_LAST_EPOCH ->
                          variant(way, last, onValidation[last - 1], opponent, bootstrap);
                      case BEST_EPOCH ->
                          variant(way, best, onValidation[best - 1], opponent, bootstrap);
                      case MAXIMUM_OVER_EPOCHS ->
                          variant(way, 0, maximum(onTest), opponent, bootstrap);
                    })
            .toList());
  }

  private static Variant variant(
      Way way, int epoch, double[] f1, double[] opponent, Bootstrap bootstrap) {
    return new Variant(
        way, epoch, f1, TaskComparison.of(f1, opponent, TaskMetric.F1_AT_HALF, bootstrap));
  }

  /** The first epoch with the highest mean over the tasks that have a value. */
  private static int bestEpoch(double[][] f1) {
    int best = 0;
    for (int epoch = 1; epoch < f1.length; epoch++) {
      best = mean(f1[epoch]) > mean(f1[best]) ? epoch : best;
    }
    return best + 1;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(0);
  }

  /**
   * The highest value of each task over all epochs: optimistic, since the rows that are scored
   * choose the epoch.
   *
   * @param f1 {@code [epochs][tasks]}, NaN where there is none
   * @return {@code [tasks]}, NaN where no epoch has a value
   */
  public static double[] maximum(double[][] f1) {
    return IntStream.range(0, f1[0].length)
        .mapToDouble(
            task ->
                Arrays.stream(f1)
                    .mapToDouble(epoch -> epoch[task])
                    .filter(v -> !Double.isNaN(v))
                    .max()
                    .orElse(Double.NaN))
        .toArray();
  }

  /**
   * A row a way: {@code way}, {@code fair}, {@code epoch} (missing where each task has its own),
   * {@code wins}, {@code ties}, {@code losses} of the network, {@code NA}, its {@code mean F1}, the
   * mean {@code difference} with {@code low} and {@code high}.
   */
  public Table table() {
    return Columns.of(variants)
        .text("way", one -> one.way().label())
        .flag("fair", one -> one.way().isFair())
        .count("epoch", one -> one.epoch() == 0 ? null : one.epoch())
        .count("wins", one -> one.comparison().wins())
        .count("ties", one -> one.comparison().ties())
        .count("losses", one -> one.comparison().losses())
        .count("NA", one -> one.comparison().leftOut())
        .number("mean F1", one -> one.comparison().firstMean())
        .number("difference", one -> one.comparison().difference().value())
        .number("low", one -> one.comparison().difference().low())
        .number("high", one -> one.comparison().difference().high())
        .table("The same two models, compared in several ways; intervals over the tasks");
  }

  /**
   * One of the variants.
   *
   * @param way which
   */
  public Variant variant(Way way) {
    return variants.get(way.ordinal());
  }
}
