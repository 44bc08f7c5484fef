package org.helixbook.model.cnn.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.helixbook.engine.convolution.RowMean;

/**
 * Mean over all columns and a few neighbouring rows: the place in time goes, the row, which is the
 * frequency, stays. What is left over at the lower edge is dropped.
 *
 * @param size how many rows become one, at least 1
 */
public record RowAverage(int size) implements CnnLayer {
  /** Checks the number. */
  public RowAverage {
    CnnLayer.requirePositive(size, "the number of rows of an average");
  }

  @Override
  public String label() {
    return "AvgPool " + size + " row" + (size == 1 ? "" : "s");
  }

  @Override
  public ImageShape output(ImageShape input) {
    return new ImageShape(input.channels(), input.height() / size, 1);
  }

  @Override
  public List<Layer> deeplearning4j(Place place) {
    int width = Math.toIntExact(place.input().width());
    return List.of(
        place.layout().isOurs()
            ? new RowMean(size, width)
            : place.pooling(SubsamplingLayer.PoolingType.AVG, size, width));
  }
}
