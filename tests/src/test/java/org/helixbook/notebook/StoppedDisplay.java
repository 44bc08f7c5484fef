package org.helixbook.notebook;

/** A kernel's display that is reached while the kernel stops the cell. */
public final class StoppedDisplay {
  private StoppedDisplay() {}

  public static String display(Object content, String... mime) {
    throw new LinkageError("stopped");
  }

  public static void updateDisplay(String id, Object content, String... mime) {
    throw new LinkageError("stopped");
  }
}
