package org.helixbook.engine.convolution;

/** In which numbers the convolutions of a training step are computed. */
public enum Precision {
  /** Single precision. */
  FLOAT32,
  /**
   * Images, weights and the gradients between layers are rounded to bfloat16, whose numbers have
   * the range of single precision and two to three significant digits; products are summed in
   * single precision, in which weights, their gradients, the updater, all other layers and
   * predictions stay. For processors with Intel's matrix instructions (AMX).
   */
  BFLOAT16
}
