package org.helixbook.kernel.execution;

/**
 * The question that {@link StopCheckWeaver} puts into every loop and method of a cell: is this cell
 * to stop? Static because woven bytecode can only reach it by name; there is one kernel in a
 * process.
 */
public final class StopCheck {
  private static volatile boolean raised;

  private StopCheck() {}

  /**
   * Called by woven code.
   *
   * @throws CellInterrupted if the running cell is to stop
   */
  public static void check() {
    if (raised) {
      throw new CellInterrupted();
    }
  }

  static void raise() {
    raised = true;
  }

  static void clear() {
    raised = false;
  }
}
