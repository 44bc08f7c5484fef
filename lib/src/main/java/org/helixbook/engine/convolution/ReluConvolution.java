package org.helixbook.engine.convolution;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A square convolution, stride 1, no padding, with bias, and the ReLU after it, as one
 * Deeplearning4j layer for images in channels-last order, {@code [batch, height, width, channels]}.
 *
 * <p>Deeplearning4j's own layer computes every convolution twice a step and copies its input twice,
 * and with ReLU inside its gradients are wrong in this order. This one computes once, applies ReLU
 * in place and remembers no more than its output.
 */
public final class ReluConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  /** For reading a saved network. */
  ReluConvolution() {}

  /**
   * A layer; its input channels follow from the layer before.
   *
   * @param kernel edge of the kernel in pixels, at least 1
   * @param channels output channels, at least 1
   */
  public ReluConvolution(int kernel, int channels) {
    this(kernel, channels, Activation.RELU);
  }

  private ReluConvolution(int kernel, int channels, Activation activation) {
    super(
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(channels)
            .dataFormat(CNN2DFormat.NHWC)
            .activation(activation));
  }

  /**
   * A convolution that leaves its ReLU to the {@link ReluMaxPooling} that comes next.
   *
   * @param kernel edge of the kernel in pixels, at least 1
   * @param channels output channels, at least 1
   * @return the layer
   */
  public static ReluConvolution beforeMaxPooling(int kernel, int channels) {
    return new ReluConvolution(kernel, channels, Activation.IDENTITY);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType precision) {
    ReluConvolutionLayer layer = new ReluConvolutionLayer(configuration, precision);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(configuration);
    return layer;
  }
}
