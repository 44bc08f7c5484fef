package org.helixbook.notebook;

/** A kernel's display whose kernel is not running: IJava's then throws. */
public final class DeadDisplay {
  private DeadDisplay() {}

  public static String display(Object content, String... mime) {
    throw new IllegalStateException("No kernel running");
  }

  public static void updateDisplay(String id, Object content, String... mime) {
    throw new IllegalStateException("No kernel running");
  }
}
