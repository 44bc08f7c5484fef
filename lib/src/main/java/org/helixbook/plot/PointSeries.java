package org.helixbook.plot;

import java.util.Objects;

/**
 * One named cloud of points.
 *
 * @param name for the legend
 * @param x the points' x
 * @param y the points' y, as many; a point with NaN is left out
 */
public record PointSeries(String name, double[] x, double[] y) {
  /**
   * Checks that the lengths agree; copies.
   *
   * @throws IllegalArgumentException if they do not
   */
  public PointSeries {
    Objects.requireNonNull(name, "name");
    x = x.clone();
    y = y.clone();
    if (x.length != y.length) {
      throw new IllegalArgumentException("points '" + name + "': x and y have other lengths");
    }
  }
}
