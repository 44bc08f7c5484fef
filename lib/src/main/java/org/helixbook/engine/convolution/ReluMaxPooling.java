package org.helixbook.engine.convolution;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Max-pooling over squares that touch, then ReLU, for images in channels-last order.
 *
 * <p>For networks that have ReLU first and max-pooling second. The two can change places: a maximum
 * above 0 is the same with or without ReLU before it, and at any other both orders give 0 and pass
 * no gradient on. Behind the pooling ReLU has {@code size * size} times less to do.
 */
public final class ReluMaxPooling extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  /** For reading a saved network. */
  ReluMaxPooling() {}

  /**
   * A layer; what is left over at the right and lower edge is dropped.
   *
   * @param size edge of the square and stride in pixels, at least 1
   */
  public ReluMaxPooling(int size) {
    super(
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(size, size)
            .stride(size, size)
            .dataFormat(CNN2DFormat.NHWC)
            // A helper that fails must be heard of, not replaced by something slow.
            .helperAllowFallback(false));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType precision) {
    ReluMaxPoolingLayer layer = new ReluMaxPoolingLayer(configuration, precision);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }
}
