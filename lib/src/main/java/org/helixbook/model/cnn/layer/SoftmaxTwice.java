package org.helixbook.model.cnn.layer;

import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A last fully connected layer whose softmax is taken for logits: the loss applies its own softmax
 * to it once more. That is what a network with a softmax layer becomes under PyTorch's {@code
 * CrossEntropyLoss}. Of two classes no probability can then pass 1 / (1 + exp(-1)) = 0.731, no loss
 * can fall below 0.313, and gradients are smaller. It orders examples as a single softmax does.
 *
 * @param units one a class
 */
public record SoftmaxTwice(int units) implements CnnLayer {
  /** Checks the number. */
  public SoftmaxTwice {
    CnnLayer.requirePositive(units, "the number of units of a linear layer");
  }

  @Override
  public String label() {
    return "Linear " + units + ", softmax";
  }

  @Override
  public ImageShape output(ImageShape input) {
    return ImageShape.flat(units);
  }

  @Override
  public long parameters(ImageShape input) {
    return (input.values() + 1) * units;
  }

  @Override
  public boolean readsImages() {
    return false;
  }

  @Override
  public OptionalInt classes() {
    return OptionalInt.of(units);
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    return List.of(
        new OutputLayer.Builder(new LossMCXENT())
            .nOut(units)
            .activation(new SoftmaxOfSoftmax())
            .build());
  }

  /** The softmax of a softmax, as Deeplearning4j reads it again from a saved network. */
  public static final class SoftmaxOfSoftmax extends BaseActivationFunction {
    private static final long serialVersionUID = 1;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      ActivationSoftmax softmax = new ActivationSoftmax();
      return softmax.getActivation(softmax.getActivation(in, training), training);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      ActivationSoftmax softmax = new ActivationSoftmax();
      INDArray first = softmax.getActivation(in.dup(), true);
      INDArray gradient = softmax.backprop(first, epsilon).getFirst();
      return new Pair<>(softmax.backprop(in, gradient).getFirst(), null);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SoftmaxOfSoftmax;
    }

    @Override
    public int hashCode() {
      return SoftmaxOfSoftmax.class.getName().hashCode();
    }

    @Override
    public String toString() {
      return "softmax of softmax";
    }
  }
}
