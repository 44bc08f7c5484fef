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
 * Mean over all columns and a few neighbouring rows, for images in channels-last order. It is
 * Deeplearning4j's average pooling, whose kernels take most of a step's time where images have many
 * rows and few channels.
 */
public final class RowMean extends SubsamplingLayer {
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
    super(
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
            .kernelSize(rows, columns)
            .stride(rows, columns)
            .dataFormat(CNN2DFormat.NHWC)
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
    RowMeanLayer layer = new RowMeanLayer(configuration, precision);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }
}
