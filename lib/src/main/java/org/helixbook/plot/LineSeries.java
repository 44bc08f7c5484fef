package org.helixbook.plot;

import java.util.List;
import java.util.Objects;
import org.helixbook.eval.ConfidenceInterval;

/**
 * One named line of a chart, with an optional band around it.
 *
 * @param name for the legend
 * @param x rising
 * @param y one for each x; NaN where there is none
 * @param low lower edge of the band; null without one
 * @param high upper edge of the band; null without one
 */
public record LineSeries(String name, double[] x, double[] y, double[] low, double[] high) {
  /**
   * Checks that the lengths agree; copies.
   *
   * @throws IllegalArgumentException if they do not
   */
  public LineSeries {
    Objects.requireNonNull(name, "name");
    x = x.clone();
    y = y.clone();
    low = low == null ? null : low.clone();
    high = high == null ? null : high.clone();
    if (x.length != y.length
        || (low == null) != (high == null)
        || (low != null && (low.length != x.length || high.length != x.length))) {
      throw new IllegalArgumentException("line '" + name + "': x, y and band have other lengths");
    }
  }

  /**
   * A line.
   *
   * @param name for the legend
   * @param x rising
   * @param y one for each x
   * @return the line
   */
  public static LineSeries of(String name, double[] x, double[] y) {
    return new LineSeries(name, x, y, null, null);
  }

  /**
   * A line over 1, 2, 3, such as epochs.
   *
   * @param name for the legend
   * @param y the values
   * @return the line
   */
  public static LineSeries counted(String name, double... y) {
    double[] x = new double[y.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1.0;
    }
    return of(name, x, y);
  }

  /**
   * An upright line, which marks a place on the x axis.
   *
   * @param name for the legend
   * @param x where
   * @param low its lower end on the y axis
   * @param high its upper end
   * @return the line
   */
  public static LineSeries upright(String name, double x, double low, double high) {
    return of(name, new double[] {x, x}, new double[] {low, high});
  }

  /**
   * A line with the band of its intervals.
   *
   * @param name for the legend
   * @param x rising
   * @param values one for each x
   * @return the line
   */
  public static LineSeries of(String name, double[] x, List<ConfidenceInterval> values) {
    return of(name, x, values.stream().mapToDouble(ConfidenceInterval::value).toArray())
        .band(
            values.stream().mapToDouble(ConfidenceInterval::low).toArray(),
            values.stream().mapToDouble(ConfidenceInterval::high).toArray());
  }

  /**
   * The same with a band.
   *
   * @param lower its lower edge, one for each x
   * @param upper its upper edge
   * @return a new line
   */
  public LineSeries band(double[] lower, double[] upper) {
    return new LineSeries(name, x, y, lower, upper);
  }
}
