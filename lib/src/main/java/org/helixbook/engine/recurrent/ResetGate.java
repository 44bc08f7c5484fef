package org.helixbook.engine.recurrent;

/** Where the reset gate of a gated recurrent unit acts on the state {@code h} behind it. */
public enum ResetGate {
  /**
   * Before the matrix product, {@code U (r * h)}: Cho et al. 2014, and TensorFlow's first cells.
   */
  BEFORE_PRODUCT,
  /** After it, {@code r * (U h + b)}: cuDNN and PyTorch. */
  AFTER_PRODUCT
}
