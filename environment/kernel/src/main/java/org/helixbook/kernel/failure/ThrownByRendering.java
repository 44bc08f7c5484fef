package org.helixbook.kernel.failure;

import java.util.ArrayList;
import java.util.List;

/** Words what a value threw when it was to be shown. */
public final class ThrownByRendering {
  private static final int SHOWN = 10;

  private ThrownByRendering() {}

  /**
   * Words a throwable.
   *
   * @param thrown what the value's own code threw
   * @return the failure
   */
  public static CellFailure describe(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    lines.add(Ink.red(thrown.getClass().getName()) + ": " + thrown.getMessage());
    lines.add("    while the value of the cell was to be shown");
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith("org.helixbook.kernel.")
          || frame.getClassName().startsWith("io.github.spencerpark.")
          || lines.size() > SHOWN) {
        break;
      }
      lines.add("    at " + frame);
    }
    return new CellFailure(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), lines);
  }
}
