package org.helixbook.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Registers what the kernel can show beyond text and images. XChart and Tablesaw are optional
 * dependencies: their renderers are registered only where their classes are on the class path. A
 * type of one's own is shown richly by implementing {@code
 * io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable}.
 */
public final class Renderers {
  private record Registration(String className, Consumer<Renderer> action) {}

  private static final List<Registration> OPTIONAL =
      List.of(
          new Registration("org.knowm.xchart.internal.chartpart.Chart", ChartRendering::register),
          new Registration("tech.tablesaw.api.Table", TableRendering::register));

  private Renderers() {}

  /**
   * Registers all renderers whose types are there.
   *
   * @param renderer where to register them
   */
  public static void registerAll(Renderer renderer) {
    for (Registration optional : OPTIONAL) {
      if (isPresent(optional.className())) {
        optional.action().accept(renderer);
      }
    }
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className, false, Renderers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
