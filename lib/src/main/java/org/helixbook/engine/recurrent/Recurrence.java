package org.helixbook.engine.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One recurrent layer in one direction. Sequences are {@code [batch, features, time]} with features
 * the fastest and batch the next in memory.
 */
interface Recurrence {
  /**
   * Reads a sequence.
   *
   * @param x the input {@code [batch, inputs, time]}
   * @param out receives the output {@code [batch, units, time]}
   * @param weights the parameters
   * @param mask {@code [batch, time]}, 1 where there is something to read, or null; elsewhere
   *     output and state are 0
   * @param initial the state before the first step, each part {@code [batch, units]}, or null for 0
   * @param clock steps read before the first, for a clockwork network
   * @param remember whether {@link #backward} will follow
   */
  void forward(
      INDArray x,
      INDArray out,
      Weights weights,
      INDArray mask,
      INDArray[] initial,
      long clock,
      boolean remember);

  /** The state after the last step read, each part {@code [batch, units]}, new arrays. */
  INDArray[] state();

  /**
   * Goes back over the sequence of the last {@link #forward}, whose arrays must be unchanged.
   *
   * @param epsilon gradient by the output, of its shape, or null if {@code last} is all there is
   * @param last gradient by the output of the last step read, {@code [batch, units]}, or null
   * @param dx receives the gradient by the input
   * @param gradients receive the gradients by the parameters
   * @param reach how many steps to go back
   */
  void backward(INDArray epsilon, INDArray last, INDArray dx, Weights gradients, int reach);
}
