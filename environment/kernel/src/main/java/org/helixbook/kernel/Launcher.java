package org.helixbook.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts the kernel as a process: its argument is the connection file that Jupyter wrote. This
 * class needs nothing but Java itself, so that it can say what else is missing.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Starts the kernel and serves until the front end ends it.
   *
   * @param arguments the path of the connection file
   * @throws Exception if the sockets cannot be opened
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println(
          "The kernel is started by Jupyter, with a connection file as its argument.");
      System.exit(2);
    }
    Path connectionFile = Path.of(arguments[0]);
    ParentWatch parent = ParentWatch.begin(System.getenv("JPY_PARENT_PID"), connectionFile);
    Optional<String> unreadable =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar") && !new File(entry).canRead())
            .findFirst();
    if (unreadable.isPresent()) {
      System.err.println(
          unreadable.get()
              + " cannot be read: it is gone, or another user built the kit; build it as yourself"
              + " (mvn -q package -DskipTests), in a copy of your own if this one is not yours");
      System.exit(2);
    }
    // Cells and libraries write numbers alike in every country.
    Locale.setDefault(Locale.ROOT);
    KernelServer.serve(connectionFile, parent);
  }
}
