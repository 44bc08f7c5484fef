package org.helixbook.plot;

import java.util.Objects;

/**
 * One axis of a chart.
 *
 * @param title the quantity and its unit, such as {@code loss (nats)}
 * @param low where it begins; NaN lets the data decide
 * @param high where it ends; NaN lets the data decide
 * @param logarithmic whether its steps are powers of ten; its values must then be above 0
 */
public record Axis(String title, double low, double high, boolean logarithmic) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is empty, or reaches 0 on a logarithmic axis
   */
  public Axis {
    Objects.requireNonNull(title, "title");
    if (low >= high) {
      throw new IllegalArgumentException("an axis from " + low + " to " + high);
    }
    if (logarithmic && low <= 0) {
      throw new IllegalArgumentException("a logarithmic axis cannot begin at " + low);
    }
  }

  /**
   * An axis whose range follows from the data.
   *
   * @param title the quantity and its unit
   * @return the axis
   */
  public static Axis of(String title) {
    return new Axis(title, Double.NaN, Double.NaN, false);
  }

  /**
   * The same axis with a range.
   *
   * @param from where it begins; NaN lets the data decide
   * @param to where it ends; NaN lets the data decide
   * @return a new axis
   */
  public Axis range(double from, double to) {
    return new Axis(title, from, to, logarithmic);
  }

  /** The same axis in powers of ten. */
  public Axis log() {
    return new Axis(title, low, high, true);
  }

  /** The same axis with the ends that the data ask for where none are given. */
  Axis around(double least, double most) {
    double from = least;
    double to = most;
    if (!(from <= to)) {
      from = logarithmic ? 1 : 0;
      to = logarithmic ? 10 : 1;
    }
    if (logarithmic) {
      from = Math.pow(10, Math.floor(Math.log10(from) + 1e-9));
      to = Math.pow(10, Math.ceil(Math.log10(to) - 1e-9));
    }
    if (from == to) {
      from = logarithmic ? from / 10 : from - Math.max(1e-9, 0.05 * Math.abs(from));
      to = logarithmic ? to * 10 : to + Math.max(1e-9, 0.05 * Math.abs(to));
    }
    double start = Double.isNaN(low) ? Math.min(from, Double.isNaN(high) ? from : high) : low;
    double end = Double.isNaN(high) ? Math.max(to, start) : high;
    return new Axis(title, start, end > start ? end : start + 1, logarithmic);
  }
}
