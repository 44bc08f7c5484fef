package org.helixbook.kernel.runtime;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.concurrent.atomic.AtomicReference;
import org.helixbook.kernel.display.CellDisplay;

/**
 * What cells call without an import: the methods of IJava's {@code
 * io.github.spencerpark.ijava.runtime.Display}. Static because cells and libraries find them by
 * name; there is one kernel in a process.
 */
public final class Display {
  private static final AtomicReference<CellDisplay> KERNEL = new AtomicReference<>();

  private Display() {}

  /** Names the display of the running kernel. Called once, by the kernel. */
  public static void connect(CellDisplay display) {
    KERNEL.set(display);
  }

  /**
   * Renders a value in the forms that suit it.
   *
   * @param o the value
   * @return the rendered value; as the last expression of a cell it is shown as it is
   */
  public static DisplayData render(Object o) {
    return kernel().render(o);
  }

  /**
   * Renders a value in given forms.
   *
   * @param o the value
   * @param as MIME types, such as {@code text/html}
   * @return the rendered value
   */
  public static DisplayData render(Object o, String... as) {
    return kernel().render(o, as);
  }

  /**
   * Shows a value under the cell.
   *
   * @param o the value
   * @return an id for {@link #updateDisplay(String, Object)}
   */
  public static String display(Object o) {
    return kernel().show(o);
  }

  /**
   * Shows a value under the cell in given forms.
   *
   * @param o the value
   * @param as MIME types, such as {@code text/html}
   * @return an id for {@link #updateDisplay(String, Object, String...)}
   */
  public static String display(Object o, String... as) {
    return kernel().show(o, as);
  }

  /**
   * Replaces what was shown before.
   *
   * @param id what {@code display} returned
   * @param o the new value
   */
  public static void updateDisplay(String id, Object o) {
    kernel().replace(id, o);
  }

  /**
   * Replaces what was shown before, in given forms.
   *
   * @param id what {@code display} returned
   * @param o the new value
   * @param as MIME types, such as {@code text/html}
   */
  public static void updateDisplay(String id, Object o, String... as) {
    kernel().replace(id, o, as);
  }

  private static CellDisplay kernel() {
    CellDisplay display = KERNEL.get();
    if (display == null) {
      throw new IllegalStateException("display works inside the HelixBook kernel only");
    }
    return display;
  }
}
