package org.helixbook.model.cnn.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.helixbook.engine.convolution.ReluConvolution;
import org.nd4j.linalg.activations.Activation;

/**
 * A square convolution, stride 1, no padding, with bias, followed by ReLU.
 *
 * @param kernel edge of the kernel in pixels, at least 1
 * @param channels output channels, at least 1
 */
public record Convolution(int kernel, int channels) implements CnnLayer {
  /** Checks both numbers. */
  public Convolution {
    CnnLayer.requirePositive(kernel, "the kernel of a convolution");
    CnnLayer.requirePositive(channels, "the number of channels of a convolution");
  }

  @Override
  public String label() {
    return "Conv " + kernel + "x" + kernel + ", " + channels;
  }

  @Override
  public ImageShape output(ImageShape input) {
    return new ImageShape(channels, input.height() - kernel + 1, input.width() - kernel + 1);
  }

  @Override
  public long parameters(ImageShape input) {
    return (input.channels() * kernel * kernel + 1) * channels;
  }

  @Override
  public boolean leavesReluToNext() {
    return true;
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    if (!place.layout().isOurs()) {
      return List.of(
          new ConvolutionLayer.Builder(kernel, kernel)
              .nOut(channels)
              .dataFormat(place.layout().format())
              .activation(Activation.RELU)
              .helperAllowFallback(false)
              .build());
    }
    return List.of(
        place.reluComesNext()
            ? ReluConvolution.beforeMaxPooling(kernel, channels)
            : new ReluConvolution(kernel, channels));
  }
}
