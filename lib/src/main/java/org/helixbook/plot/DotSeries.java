package org.helixbook.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.eval.ConfidenceInterval;

/**
 * The values of one method or model, one for each group of a dot plot.
 *
 * @param name for the legend
 * @param values one for each group, with intervals where there are any; a NaN value reads NA
 */
public record DotSeries(String name, List<ConfidenceInterval> values) {
  private static final double LEVEL = 0.95;

  /** Copies the list. */
  public DotSeries {
    Objects.requireNonNull(name, "name");
    values = List.copyOf(values);
  }

  /**
   * Values with intervals.
   *
   * @param name for the legend
   * @param values one for each group
   * @return the series
   */
  public static DotSeries of(String name, ConfidenceInterval... values) {
    return new DotSeries(name, List.of(values));
  }

  /**
   * Values without intervals.
   *
   * @param name for the legend
   * @param values one for each group; NaN reads NA
   * @return the series
   */
  public static DotSeries of(String name, double... values) {
    return new DotSeries(
        name,
        Arrays.stream(values)
            .mapToObj(value -> new ConfidenceInterval(value, Double.NaN, Double.NaN, LEVEL))
            .toList());
  }
}
