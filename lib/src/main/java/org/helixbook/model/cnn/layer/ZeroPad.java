package org.helixbook.model.cnn.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;

/**
 * A border of zeros. With it a convolution keeps the size of its image, and can tell how far it is
 * from the edge.
 *
 * @param size its width in pixels on each of the four sides, at least 1
 */
public record ZeroPad(int size) implements CnnLayer {
  /** Checks the size. */
  public ZeroPad {
    CnnLayer.requirePositive(size, "the size of a padding");
  }

  @Override
  public String label() {
    return "ZeroPad " + size;
  }

  @Override
  public ImageShape output(ImageShape input) {
    return new ImageShape(input.channels(), input.height() + 2L * size, input.width() + 2L * size);
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    return List.of(
        new ZeroPaddingLayer.Builder(size, size).dataFormat(place.layout().format()).build());
  }
}
