package org.helixbook.run;

import java.util.ArrayList;
import java.util.List;

/**
 * The epochs of a run, in order.
 *
 * @param epochs one record an epoch, numbered from 1 without gaps
 */
public record History(List<EpochRecord> epochs) {

  /**
   * Checks the numbering and that each epoch measured the same.
   *
   * @throws IllegalArgumentException if an epoch is missing or out of order, or if its metrics are
   *     not those of the first one in the same order
   */
  public History {
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "epoch " + (i + 1) + " is missing: its place holds epoch " + epochs.get(i).epoch());
      }
      if (!metrics(epochs.get(i)).equals(metrics(epochs.get(0)))) {
        throw new IllegalArgumentException(
            "epoch "
                + (i + 1)
                + " measured "
                + metrics(epochs.get(i))
                + ", and the first one "
                + metrics(epochs.get(0)));
      }
    }
  }

  private static List<String> metrics(EpochRecord epoch) {
    return List.copyOf(epoch.metrics().keySet());
  }

  /** The names of what was measured, in the order of their columns; none without an epoch. */
  public List<String> metrics() {
    return epochs.isEmpty() ? List.of() : metrics(epochs.get(0));
  }

  /**
   * One figure of all epochs.
   *
   * @param name such as {@code validationPerplexity}
   * @return {@code [epochs]}
   * @throws IllegalArgumentException if no such figure is measured
   */
  public double[] values(String name) {
    return epochs.stream().mapToDouble(epoch -> epoch.metric(name)).toArray();
  }

  /** A history without epochs. */
  public static History empty() {
    return new History(List.of());
  }

  /**
   * This history and one more epoch.
   *
   * @param next the epoch after the last
   * @return a new history
   */
  public History plus(EpochRecord next) {
    List<EpochRecord> longer = new ArrayList<>(epochs);
    longer.add(next);
    return new History(longer);
  }

  /**
   * The last epoch.
   *
   * @return its record
   * @throws IllegalStateException if there is none
   */
  public EpochRecord last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch has been finished yet");
    }
    return epochs.get(epochs.size() - 1);
  }

  /** Mean wall time of an epoch in seconds, evaluation included; NaN without an epoch. */
  public double meanSeconds() {
    return epochs.stream().mapToDouble(EpochRecord::seconds).average().orElse(Double.NaN);
  }
}
