package org.helixbook.run;

import java.util.Comparator;

/**
 * The one figure by which runs of a kind are listed and compared.
 *
 * @param metric its name in the history, such as {@code testAccuracy}
 * @param higherIsBetter false of a loss or a perplexity
 * @param ofBestEpoch true if such a run keeps the weights of its best epoch by this figure; false
 *     if the last epoch counts
 */
public record RunScore(String metric, boolean higherIsBetter, boolean ofBestEpoch) {

  /**
   * The figure of a run.
   *
   * @param history may be cut short, or that of an earlier version with other columns
   * @return NaN if it was not measured
   */
  public double of(History history) {
    if (!history.metrics().contains(metric)) {
      return Double.NaN;
    }
    return ofBestEpoch
        ? history.epochs().stream()
            .map(epoch -> epoch.metric(metric))
            .filter(value -> !value.isNaN())
            .min(bestFirst())
            .orElse(Double.NaN)
        : history.last().metric(metric);
  }

  /** Puts the better of two values first, and NaN last. */
  public Comparator<Double> bestFirst() {
    Comparator<Double> rising = Comparator.naturalOrder();
    return Comparator.comparing((Double value) -> value.isNaN())
        .thenComparing(higherIsBetter ? rising.reversed() : rising);
  }

  /** For a reader, such as {@code validation perplexity}. */
  public String words() {
    return EpochRecord.words(metric);
  }
}
