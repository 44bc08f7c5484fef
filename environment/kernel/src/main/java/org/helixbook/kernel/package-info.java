/**
 * A Jupyter kernel for Java notebooks, compatible with IJava: the launcher and the protocol. The
 * other rooms: {@code execution} runs the snippets of a cell on one thread and interrupts them,
 * {@code failure} words errors, {@code stream} carries output and input, {@code display} renders
 * values, {@code magic} holds the line magics, {@code assistance} completes and documents, {@code
 * runtime} is what cells see.
 */
package org.helixbook.kernel;
