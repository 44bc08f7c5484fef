package org.helixbook.kernel.execution;

/** Stands in for {@code System.exit} in cells: the call ends the cell, not the kernel. */
public final class ExitGuard {

  /** Thrown where a cell asked for the end of the process. */
  public static final class ExitRefused extends Error {
    private static final long serialVersionUID = 1L;

    ExitRefused(int status) {
      super(
          "the cell called System.exit("
              + status
              + "): the cell has ended, the kernel and its variables are kept;"
              + " to end the kernel, use Kernel > Shut down",
          null,
          false,
          false);
    }
  }

  private ExitGuard() {}

  /**
   * Replaces {@code System.exit(status)}.
   *
   * @param status the exit status asked for
   */
  public static void exit(int status) {
    throw new ExitRefused(status);
  }

  /**
   * Replaces {@code runtime.exit(status)} and {@code runtime.halt(status)}.
   *
   * @param runtime ignored
   * @param status the exit status asked for
   */
  public static void exit(Runtime runtime, int status) {
    throw new ExitRefused(status);
  }
}
