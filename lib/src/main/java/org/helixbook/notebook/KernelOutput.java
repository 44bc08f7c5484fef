package org.helixbook.notebook;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.feedback.Undisturbed;
import org.helixbook.plot.HtmlFragment;

/**
 * Output through the kernel that executes the cell. The kernel's classes are found by reflection,
 * so the library depends on no kernel: IJava, JJava and the kit's own have the same static methods
 * {@code String display(Object, String...)} and {@code void updateDisplay(String, Object,
 * String...)}. All three also know objects that render themselves ({@code DisplayDataRenderable});
 * by one of these a picture goes out as a picture, and everything with a text of its own. A kernel
 * without gets HTML.
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
  private static final String PNG = "image/png";

  private final Method display;
  private final Method update;
  private final Optional<SelfRendering> rendering;
  private final CellOutput text;

  private KernelOutput(Class<?> type, CellOutput text) throws NoSuchMethodException {
    this.display = method(type, "display", Object.class, String[].class);
    this.update = method(type, "updateDisplay", String.class, Object.class, String[].class);
    this.rendering = SelfRendering.of(type);
    this.text = text;
  }

  /**
   * Finds the displays of all kernels whose classes are there.
   *
   * @param classNames the classes to try
   * @param text where plain lines go, and everything if the kernel refuses
   * @return an output for every class that has both methods, in the order of the names
   */
  static List<KernelOutput> find(List<String> classNames, CellOutput text) {
    List<KernelOutput> found = new ArrayList<>();
    for (String name : classNames) {
      for (ClassLoader loader : loaders()) {
        try {
          found.add(new KernelOutput(Class.forName(name, true, loader), text));
          break;
        } catch (ReflectiveOperationException | LinkageError e) {
          // Not this kernel, or not through this loader.
          continue;
        }
      }
    }
    return found;
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
    Optional<Object> id =
        rendering.isPresent()
            ? invoke(rendering.get().display, rendering.get().value(fragment))
            : invoke(display, fragment.markup(), new String[] {HTML});
    return id.map(Object::toString);
  }

  @Override
  public void update(String id, HtmlFragment fragment) {
    if (id.isEmpty()) {
      return;
    }
    // A picture that is not refreshed must not stop the work that it shows.
    if (rendering.isPresent()) {
      invoke(rendering.get().update, id, rendering.get().value(fragment));
    } else {
      invoke(update, id, fragment.markup(), new String[] {HTML});
    }
  }

  /** Calls the kernel; its sockets would lose an interrupt that is pending, or break by it. */
  private static Optional<Object> invoke(Method method, Object... arguments) {
    return Undisturbed.call(
        () -> {
          try {
            Object result = method.invoke(null, arguments);
            return Optional.of(result == null ? "" : result);
          } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
              // Among them ThreadDeath, by which a kernel stops a cell: it must go through.
              throw error;
            }
            return Optional.empty();
          } catch (IllegalAccessException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void print(String line) {
    text.print(line);
  }

  /** How a kernel shows an object that renders itself. */
  private record SelfRendering(Class<?> type, Method display, Method update) {

    /** The type lies in the package of what the display's {@code render} returns. */
    static Optional<SelfRendering> of(Class<?> display) {
      try {
        Class<?> data = method(display, "render", Object.class).getReturnType();
        return Optional.of(
            new SelfRendering(
                Class.forName(
                    data.getPackageName() + ".DisplayDataRenderable", true, data.getClassLoader()),
                method(display, "display", Object.class),
                method(display, "updateDisplay", String.class, Object.class)));
      } catch (ReflectiveOperationException | LinkageError e) {
        return Optional.empty();
      }
    }

    /** An object that the kernel asks to render itself; its plain text is {@code toString()}. */
    Object value(HtmlFragment fragment) {
      InvocationHandler answers =
          (self, method, arguments) -> {
            if (method.getName().equals("render")) {
              fill(arguments[0], fragment);
              return null;
            }
            return switch (method.getName()) {
              case "toString" -> fragment.text();
              case "hashCode" -> System.identityHashCode(self);
              case "equals" -> self == arguments[0];
              default -> InvocationHandler.invokeDefault(self, method, arguments);
            };
          };
      return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers);
    }

    private static void fill(Object context, HtmlFragment fragment)
        throws ReflectiveOperationException {
      Object data = context.getClass().getMethod("getOutputContainer").invoke(context);
      Method put = data.getClass().getMethod("putData", String.class, Object.class);
      if (fragment.picture().isEmpty()) {
        put.invoke(data, HTML, fragment.markup());
        return;
      }
      HtmlFragment.Picture picture = fragment.picture().get();
      put.invoke(data, PNG, picture.base64());
      data.getClass()
          .getMethod("putMetaData", String.class, Object.class)
          .invoke(data, PNG, Map.of("width", picture.width(), "alt", picture.alternative()));
    }
  }
}
