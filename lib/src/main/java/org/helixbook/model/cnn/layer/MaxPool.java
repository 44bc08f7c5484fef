package org.helixbook.model.cnn.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.helixbook.engine.convolution.ReluMaxPooling;

/**
 * Maximum over squares that touch and do not overlap (stride = size); what is left over at the
 * right and lower edge is dropped.
 *
 * @param size edge of the square in pixels, at least 1
 */
public record MaxPool(int size) implements CnnLayer {
  /** Checks the size. */
  public MaxPool {
    CnnLayer.requirePositive(size, "the size of a max-pooling");
  }

  @Override
  public String label() {
    return "MaxPool " + size + "x" + size;
  }

  @Override
  public ImageShape output(ImageShape input) {
    return new ImageShape(input.channels(), input.height() / size, input.width() / size);
  }

  @Override
  public boolean computesReluBefore() {
    return true;
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    return List.of(
        place.reluIsLeft()
            ? new ReluMaxPooling(size)
            : place.pooling(SubsamplingLayer.PoolingType.MAX, size, size));
  }
}
