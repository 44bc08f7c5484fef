package org.helixbook.engine.convolution;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Max-pooling over squares that touch, then ReLU, for images in channels-last order.
 *
 * <p>For networks that have ReLU first and max-pooling second. The two can change places: a maximum
 * above 0 is the same with or without ReLU before it, and at any other both orders give 0 and pass
 * no gradient on. Behind the pooling ReLU has {@code size * size} times less to do.
 */
public final class ReluMaxPooling extends TouchingPooling {
  private static final long serialVersionUID = 1L;

  /** For reading a saved network. */
  ReluMaxPooling() {}

  /**
   * A layer; what is left over at the right and lower edge is dropped.
   *
   * @param size edge of the square and stride in pixels, at least 1
   */
  public ReluMaxPooling(int size) {
    super(PoolingType.MAX, size, size);
  }

  @Override
  ReluMaxPoolingLayer layer(NeuralNetConfiguration configuration, DataType precision) {
    return new ReluMaxPoolingLayer(configuration, precision);
  }
}
