package org.helixbook.model.cnn.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** Mean over the whole image, whatever its size: one value a channel. */
public record GlobalAverage() implements CnnLayer {
  @Override
  public String label() {
    return "AvgPool (global)";
  }

  @Override
  public ImageShape output(ImageShape input) {
    return new ImageShape(input.channels(), 1, 1);
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    return List.of(new GlobalPoolingLayer(PoolingType.AVG));
  }
}
