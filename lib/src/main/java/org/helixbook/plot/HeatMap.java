package org.helixbook.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A matrix to be drawn as a heat map.
 *
 * @param rowTitle what the rows are
 * @param rows a label a row; empty for numbers from 0
 * @param columnTitle what the columns are
 * @param columns a label a column; empty for numbers from 0
 * @param values {@code [rows][columns]}; NaN is drawn as a crossed-out cell
 * @param unit what the values are, written at the scale
 * @param low the value at the pale (or negative) end of the scale
 * @param high the value at its other end
 * @param diverging whether the scale has a middle: its shade then tells sign and size, and stays
 *     readable in grey because it darkens from one end to the other
 */
public record HeatMap(
    String rowTitle,
    List<String> rows,
    String columnTitle,
    List<String> columns,
    double[][] values,
    String unit,
    double low,
    double high,
    boolean diverging) {

  /**
   * Checks the shape; copies.
   *
   * @throws IllegalArgumentException if it is empty or ragged, labels are too few, or the range is
   *     empty
   */
  public HeatMap {
    Objects.requireNonNull(rowTitle, "rowTitle");
    Objects.requireNonNull(columnTitle, "columnTitle");
    Objects.requireNonNull(unit, "unit");
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (values.length == 0 || values[0].length == 0) {
      throw new IllegalArgumentException("a heat map needs cells");
    }
    int width = values[0].length;
    values =
        Arrays.stream(values)
            .map(
                row -> {
                  if (row.length != width) {
                    throw new IllegalArgumentException("a heat map's rows have other lengths");
                  }
                  return row.clone();
                })
            .toArray(double[][]::new);
    if ((!rows.isEmpty() && rows.size() != values.length)
        || (!columns.isEmpty() && columns.size() != width)) {
      throw new IllegalArgumentException("a heat map needs a label for each row and column");
    }
    if (!(low < high)) {
      throw new IllegalArgumentException("a scale from " + low + " to " + high);
    }
  }

  /**
   * A map of sizes, from white to dark: the scale runs from the least to the greatest value.
   *
   * @param rowTitle what the rows are
   * @param rows a label a row; empty for numbers
   * @param columnTitle what the columns are
   * @param columns a label a column; empty for numbers
   * @param values {@code [rows][columns]}
   * @param unit what the values are
   * @return the map
   */
  public static HeatMap sequential(
      String rowTitle,
      List<String> rows,
      String columnTitle,
      List<String> columns,
      double[][] values,
      String unit) {
    double low = defined(values).min().orElse(0);
    double high = defined(values).max().orElse(1);
    return new HeatMap(
        rowTitle,
        rows,
        columnTitle,
        columns,
        values,
        unit,
        low,
        high > low ? high : low + 1,
        false);
  }

  /**
   * A map of gains and losses around zero, the scale symmetric.
   *
   * @param rowTitle what the rows are
   * @param rows a label a row; empty for numbers
   * @param columnTitle what the columns are
   * @param columns a label a column; empty for numbers
   * @param values {@code [rows][columns]}
   * @param unit what the values are
   * @return the map
   */
  public static HeatMap diverging(
      String rowTitle,
      List<String> rows,
      String columnTitle,
      List<String> columns,
      double[][] values,
      String unit) {
    double size = defined(values).map(Math::abs).max().orElse(1);
    double end = size > 0 ? size : 1;
    return new HeatMap(rowTitle, rows, columnTitle, columns, values, unit, -end, end, true);
  }

  /**
   * The same map with another scale.
   *
   * @param from the value at the pale (or negative) end
   * @param to the value at the other end
   * @return a new map
   */
  public HeatMap scale(double from, double to) {
    return new HeatMap(rowTitle, rows, columnTitle, columns, values, unit, from, to, diverging);
  }

  private static java.util.stream.DoubleStream defined(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(v -> !Double.isNaN(v));
  }
}
