package org.helixbook.kernel.failure;

/** The ANSI colours of error output. */
final class Ink {
  private static final String RESET = "\u001b[0m";

  private Ink() {}

  static String red(String text) {
    return "\u001b[1;31m" + text + RESET;
  }

  static String grey(String text) {
    return "\u001b[90m" + text + RESET;
  }
}
