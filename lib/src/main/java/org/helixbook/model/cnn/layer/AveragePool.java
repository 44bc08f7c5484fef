package org.helixbook.model.cnn.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * Mean over squares that touch and do not overlap; what is left over as in {@link MaxPool}.
 *
 * @param size edge of the square in pixels, at least 1
 */
public record AveragePool(int size) implements CnnLayer {
  /** Checks the size. */
  public AveragePool {
    CnnLayer.requirePositive(size, "the size of an average-pooling");
  }

  @Override
  public String label() {
    return "AvgPool " + size + "x" + size;
  }

  @Override
  public ImageShape output(ImageShape input) {
    return new ImageShape(input.channels(), input.height() / size, input.width() / size);
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    return List.of(place.pooling(SubsamplingLayer.PoolingType.AVG, size, size));
  }
}
