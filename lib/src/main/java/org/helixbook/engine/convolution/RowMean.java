package org.helixbook.engine.convolution;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Mean over all columns and a few neighbouring rows, for images in channels-last order. It is
 * Deeplearning4j's average pooling, whose kernels take most of a step's time where images have many
 * rows and few channels.
 */
public final class RowMean extends TouchingPooling {
  private static final long serialVersionUID = 1L;

  /** For reading a saved network. */
  RowMean() {}

  /**
   * A layer; what is left over at the lower edge is dropped.
   *
   * @param rows how many become one, at least 1
   * @param columns all that an image has
   */
  public RowMean(int rows, int columns) {
    super(PoolingType.AVG, rows, columns);
  }

  @Override
  RowMeanLayer layer(NeuralNetConfiguration configuration, DataType precision) {
    return new RowMeanLayer(configuration, precision);
  }
}
