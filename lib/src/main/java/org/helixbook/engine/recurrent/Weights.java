package org.helixbook.engine.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of one layer in one direction, or their gradients. Gates stand side by side: r, u,
 * c for a gated recurrent unit; i, f, g, o for long short-term memory.
 *
 * @param input {@code [inputs, gates * units]}, column-major
 * @param recurrent {@code [units, gates * units]}, column-major
 * @param bias {@code [1, gates * units]}; with the reset gate after the product {@code 4 * units},
 *     the last for the candidate's recurrent part
 */
record Weights(INDArray input, INDArray recurrent, INDArray bias) {}
