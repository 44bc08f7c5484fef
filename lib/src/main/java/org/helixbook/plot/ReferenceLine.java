package org.helixbook.plot;

import java.util.Objects;

/**
 * A value to compare with, drawn as a thin dotted line across the chart.
 *
 * @param name for the legend, such as {@code chance (ln 2)}
 * @param value on the value axis
 */
public record ReferenceLine(String name, double value) {
  /** Checks that there is a name. */
  public ReferenceLine {
    Objects.requireNonNull(name, "name");
  }
}
