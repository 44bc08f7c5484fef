package org.helixbook.model.cnn;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The memory of a network for one picture as torchsummary counts it, whose figure the paper prints
 * (50.61 for Model 1): 4 bytes a number; the output of each row of the layer table twice, once
 * forward and once for its gradient. ReLU layers do not count, the softmax does. A mebibyte,
 * 1,048,576 bytes, is called MB there, and here. What a training really takes is more: a batch of
 * pictures, the updater's state, the working memory of the convolutions.
 *
 * @param input the picture, MB
 * @param forwardBackward outputs and their gradients, MB
 * @param parameters weights and biases, MB
 */
public record MemoryEstimate(double input, double forwardBackward, double parameters) {
  private static final double BYTES = 4;
  private static final double MEGABYTE = 1 << 20;

  /**
   * Counts.
   *
   * @param network the layers
   * @param channels channels of a picture
   * @param height its rows
   * @param width its columns
   * @return the estimate
   * @throws org.helixbook.feedback.InputProblem if the picture is too small for the network
   */
  public static MemoryEstimate of(Cnn network, int channels, int height, int width) {
    List<LayerRow> rows = network.layerTable(channels, height, width);
    long outputs =
        rows.stream()
            .mapToLong(
                row ->
                    row.outputShape().stream()
                        .mapToLong(size -> size)
                        .reduce(1, Math::multiplyExact))
            .sum();
    long weights = rows.stream().mapToLong(LayerRow::parameters).sum();
    return new MemoryEstimate(
        megabytes((double) channels * height * width),
        megabytes(2.0 * outputs),
        megabytes(weights));
  }

  private static double megabytes(double numbers) {
    return numbers * BYTES / MEGABYTE;
  }

  /** Each part and the total, in MB. */
  public Table table() {
    return Table.create(
        "Memory for one picture",
        StringColumn.create("part", "input", "forward/backward pass", "parameters", "total"),
        DoubleColumn.create("MB", input, forwardBackward, parameters, total()));
  }

  /** All three together, MB. */
  public double total() {
    return input + forwardBackward + parameters;
  }
}
