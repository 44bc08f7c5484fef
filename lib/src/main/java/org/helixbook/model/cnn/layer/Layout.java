package org.helixbook.model.cnn.layer;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.helixbook.engine.convolution.ReluConvolution;
import org.helixbook.engine.convolution.ReluMaxPooling;

/** How a network is laid out; all but the first exist for tests. */
public enum Layout {
  /**
   * Channels last with the kit's own {@link ReluConvolution} and {@link ReluMaxPooling}: in this
   * order Deeplearning4j 1.0.0-M2.1 gives wrong gradients, silently, for a ReLU inside its
   * convolution layer.
   */
  CHANNELS_LAST,
  /** Channels first with ReLU inside the convolution: Deeplearning4j's own way, right and slow. */
  CHANNELS_FIRST_FUSED,
  /** The wrong one. */
  CHANNELS_LAST_FUSED;

  /** Deeplearning4j's name for the order of channels, rows and columns. */
  public CNN2DFormat format() {
    return this == CHANNELS_FIRST_FUSED ? CNN2DFormat.NCHW : CNN2DFormat.NHWC;
  }

  /** Whether convolutions, max-poolings and means of rows are the kit's own. */
  public boolean isOurs() {
    return this == CHANNELS_LAST;
  }
}
