package org.helixbook.model.cnn.layer;

import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * Where a layer stands in a network.
 *
 * @param layout of the network
 * @param input what the layer gets
 * @param previous the layer before it
 * @param next the layer after it
 */
public record Place(
    Layout layout, ImageShape input, Optional<CnnLayer> previous, Optional<CnnLayer> next) {

  /** Whether the layer is the last. */
  public boolean isLast() {
    return next.isEmpty();
  }

  /** Whether the next layer computes this one's ReLU. */
  public boolean reluComesNext() {
    return layout.isOurs() && next.map(CnnLayer::computesReluBefore).orElse(false);
  }

  /** Whether this layer is to compute the ReLU of the one before it. */
  public boolean reluIsLeft() {
    return layout.isOurs() && previous.map(CnnLayer::leavesReluToNext).orElse(false);
  }

  /** A pooling of Deeplearning4j over patches that touch and do not overlap. */
  SubsamplingLayer pooling(SubsamplingLayer.PoolingType type, int rows, int columns) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(rows, columns)
        .stride(rows, columns)
        .dataFormat(layout.format())
        // A helper that fails must be heard of, not replaced by something slow.
        .helperAllowFallback(false)
        .build();
  }
}
