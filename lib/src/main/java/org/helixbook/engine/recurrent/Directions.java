package org.helixbook.engine.recurrent;

/** In which directions a stack of recurrent layers reads. */
public enum Directions {
  /** From the first step to the last. */
  FORWARD(1),
  /**
   * Two stacks that never meet, one for each direction: a layer reads its own direction's output
   * alone. TensorFlow's first {@code bidirectional_rnn} over a {@code MultiRNNCell}.
   */
  BOTH_APART(2),
  /** Each layer reads both directions' output of the layer below, as in PyTorch and cuDNN. */
  BOTH_JOINED(2);

  private final int count;

  Directions(int count) {
    this.count = count;
  }

  /** 1 or 2. */
  public int count() {
    return count;
  }
}
