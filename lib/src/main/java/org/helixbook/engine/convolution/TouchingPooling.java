package org.helixbook.engine.convolution;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A pooling of the kit's own over patches that touch, for images in channels-last order. */
abstract class TouchingPooling extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  /** For reading a saved network. */
  TouchingPooling() {}

  TouchingPooling(PoolingType type, int rows, int columns) {
    super(
        new SubsamplingLayer.Builder(type)
            .kernelSize(rows, columns)
            .stride(rows, columns)
            .dataFormat(CNN2DFormat.NHWC)
            // A helper that fails must be heard of, not replaced by something slow.
            .helperAllowFallback(false));
  }

  /** What computes it. */
  abstract org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer layer(
      NeuralNetConfiguration configuration, DataType precision);

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType precision) {
    var layer = layer(configuration, precision);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }
}
