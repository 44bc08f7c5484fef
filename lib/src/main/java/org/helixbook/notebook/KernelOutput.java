package org.helixbook.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helixbook.plot.HtmlFragment;

/**
 * Output through the kernel that executes the cell. The kernel's class is found by reflection, and
 * only types of the JDK pass, so the library depends on no kernel: IJava, JJava and the kit's own
 * have the same static methods {@code String display(Object, String...)} and {@code void
 * updateDisplay(String, Object, String...)}.
 */
final class KernelOutput implements CellOutput {
  /** The kernels' display classes, in the order in which they are tried. */
  static final List<String> KNOWN_CLASSES =
      List.of(
          "org.helixbook.kernel.runtime.Display",
          "io.github.spencerpark.ijava.runtime.Display",
          "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics",
          "org.dflib.jjava.runtime.Display",
          "org.rapaio.jupyter.kernel.global.Global");

  private static final String HTML = "text/html";

  private final Method display;
  private final Method update;
  private final CellOutput text;

  private KernelOutput(Method display, Method update, CellOutput text) {
    this.display = display;
    this.update = update;
    this.text = text;
  }

  /**
   * Finds the running kernel's display.
   *
   * @param classNames the classes to try
   * @param text where plain lines go, and everything if the kernel refuses
   * @return the output; empty if no class has both methods
   */
  static Optional<KernelOutput> find(List<String> classNames, CellOutput text) {
    for (String name : classNames) {
      for (ClassLoader loader : loaders()) {
        try {
          Class<?> type = Class.forName(name, true, loader);
          Method display = method(type, "display", Object.class, String[].class);
          Method update = method(type, "updateDisplay", String.class, Object.class, String[].class);
          return Optional.of(new KernelOutput(display, update, text));
        } catch (ReflectiveOperationException | LinkageError e) {
          // Not this kernel, or not through this loader.
          continue;
        }
      }
    }
    return Optional.empty();
  }

  private static List<ClassLoader> loaders() {
    List<ClassLoader> loaders = new ArrayList<>();
    loaders.add(KernelOutput.class.getClassLoader());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && !loaders.contains(context)) {
      loaders.add(context);
    }
    return loaders;
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    Method method = type.getMethod(name, parameters);
    if (!Modifier.isStatic(method.getModifiers())) {
      throw new NoSuchMethodException(type.getName() + "." + name + " is not static");
    }
    return method;
  }

  @Override
  public boolean isRich() {
    return true;
  }

  @Override
  public String show(HtmlFragment fragment) {
    return tryToShow(fragment).orElseGet(() -> text.show(fragment));
  }

  /**
   * Shows a fragment if the kernel takes it.
   *
   * @param fragment what to show
   * @return its id; empty if the kernel's classes are there and no kernel is running
   */
  Optional<String> tryToShow(HtmlFragment fragment) {
    try {
      Object id = display.invoke(null, fragment.markup(), new String[] {HTML});
      return Optional.of(id == null ? "" : id.toString());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        // Among them ThreadDeath, by which a kernel stops a cell: it must go through.
        throw error;
      }
      return Optional.empty();
    } catch (IllegalAccessException e) {
      return Optional.empty();
    }
  }

  @Override
  public void update(String id, HtmlFragment fragment) {
    if (id.isEmpty()) {
      return;
    }
    try {
      update.invoke(null, id, fragment.markup(), new String[] {HTML});
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // A picture that is not refreshed must not stop the work that it shows.
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a public method became inaccessible", e);
    }
  }

  @Override
  public void print(String line) {
    text.print(line);
  }
}
