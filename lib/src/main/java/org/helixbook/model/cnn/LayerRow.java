package org.helixbook.model.cnn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * One row of a layer table.
 *
 * @param layer the layer's name
 * @param outputShape its output for one image, {@code [channels, height, width]} or {@code [units]}
 * @param parameters weights and biases
 */
public record LayerRow(String layer, List<Integer> outputShape, long parameters) {
  /** Copies the shape. */
  public LayerRow {
    outputShape = List.copyOf(outputShape);
  }

  /**
   * Rows as a table.
   *
   * @param name of the table
   * @param rows the layers in order
   * @return {@code layer}, {@code output} (channels, rows and columns for one image) and {@code
   *     parameters}
   */
  public static Table table(String name, List<LayerRow> rows) {
    return Columns.of(rows)
        .text("layer", LayerRow::layer)
        .text("output", LayerRow::output)
        .whole("parameters", LayerRow::parameters)
        .table(name);
  }

  static LayerRow of(String layer, long parameters, int... shape) {
    return new LayerRow(layer, Arrays.stream(shape).boxed().toList(), parameters);
  }

  /** The shape as the paper prints it: {@code 32x222x222}. */
  public String output() {
    return outputShape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
