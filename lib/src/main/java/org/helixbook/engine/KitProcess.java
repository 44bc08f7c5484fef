package org.helixbook.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another process of the kit on this machine. */
public final class KitProcess {
  /**
   * The garbage collector of Java processes that compute: on two cores, the threads of the default
   * one take a tenth of the notebooks' time.
   */
  public static final String COLLECTOR = "-XX:+UseSerialGC";

  private KitProcess() {}

  /**
   * A process that is not started yet: the same Java, classes and largest heap as this one, and the
   * surroundings in which ND4J computes fast.
   *
   * @param main the class that it begins with
   * @param arguments for it
   */
  public static ProcessBuilder of(Class<?> main, List<String> arguments) {
    return of(main, arguments, System.getProperty("java.class.path"));
  }

  /**
   * The same with other classes and its own number of threads.
   *
   * @param classPath where its classes are
   * @param threads see {@link NumericBackend#THREADS}
   */
  public static ProcessBuilder of(
      Class<?> main, List<String> arguments, String classPath, int threads) {
    ProcessBuilder builder = of(main, arguments, classPath);
    builder.environment().put(NumericBackend.THREADS, "" + threads);
    return builder;
  }

  private static ProcessBuilder of(Class<?> main, List<String> arguments, String classPath) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Runtime.getRuntime().maxMemory(),
                COLLECTOR,
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    NumericBackend.ALLOCATOR.forEach(environment::putIfAbsent);
    NumericBackend.WAITING.forEach(environment::putIfAbsent);
    return builder;
  }
}
