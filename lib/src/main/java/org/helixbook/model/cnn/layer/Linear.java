package org.helixbook.model.cnn.layer;

import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A fully connected layer with bias. All but the last are followed by ReLU; the last gives the
 * softmax its inputs.
 *
 * @param units outputs, at least 1
 */
public record Linear(int units) implements CnnLayer {
  /** Checks the number. */
  public Linear {
    CnnLayer.requirePositive(units, "the number of units of a linear layer");
  }

  @Override
  public String label() {
    return "Linear " + units;
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
        place.isLast()
            ? new OutputLayer.Builder(new LossMCXENT())
                .nOut(units)
                .activation(Activation.SOFTMAX)
                .build()
            : new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build());
  }
}
