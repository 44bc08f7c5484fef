package org.helixbook.plot;

import java.util.Objects;
import org.helixbook.eval.ConfidenceInterval;

/**
 * One row of a comparison of metrics.
 *
 * @param name such as {@code Model 2, this run}
 * @param value the metric; NaN is drawn as NA
 * @param low lower end of its interval; NaN without one
 * @param high upper end of its interval; NaN without one
 * @param origin whose figure it is
 */
public record MetricRow(String name, double value, double low, double high, Origin origin) {

  /** Whose figure a row shows. */
  public enum Origin {
    /** Measured by this run. */
    OURS,
    /** Measured by a reference run that came with the kit, not by this one. */
    REFERENCE,
    /** A simpler method, measured by this run on the same examples. */
    BASELINE,
    /** From what the paper printed, on other data. */
    PAPER
  }

  /**
   * A row of this kit's own.
   *
   * @param name the method
   * @param interval its figure
   * @param origin ours or a baseline
   * @return the row
   */
  public static MetricRow of(String name, ConfidenceInterval interval, Origin origin) {
    return new MetricRow(name, interval.value(), interval.low(), interval.high(), origin);
  }

  /** Checks that name and origin are there. */
  public MetricRow {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
  }
}
