package org.helixbook.kernel.execution;

/**
 * Thrown inside a cell's own code to end it after an interrupt. An error rather than an exception,
 * so that a cell's {@code catch (Exception e)} does not swallow it.
 */
public final class CellInterrupted extends Error {
  private static final long serialVersionUID = 1L;

  CellInterrupted() {
    super("cell interrupted", null, false, false);
  }
}
