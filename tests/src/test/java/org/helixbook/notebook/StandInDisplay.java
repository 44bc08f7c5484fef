package org.helixbook.notebook;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.ArrayList;
import java.util.List;

/**
 * The display of a kernel that renders as IJava's and JJava's do, and whose socket is used up by an
 * interrupted thread, as JJava's is: the interrupt is forgotten, and nothing is sent.
 */
public final class StandInDisplay {
  static final List<DisplayData> SENT = new ArrayList<>();
  private static final Renderer RENDERER = new Renderer();

  private StandInDisplay() {}

  public static DisplayData render(Object content) {
    return RENDERER.render(content);
  }

  public static String display(Object content) {
    send(render(content));
    return "id" + SENT.size();
  }

  public static String display(Object content, String... mime) {
    throw new IllegalStateException("a picture as HTML");
  }

  public static void updateDisplay(String id, Object content) {
    send(render(content));
  }

  public static void updateDisplay(String id, Object content, String... mime) {
    throw new IllegalStateException("a picture as HTML");
  }

  private static void send(DisplayData data) {
    if (Thread.interrupted()) {
      throw new IllegalStateException("the socket is closed");
    }
    SENT.add(data);
  }
}
