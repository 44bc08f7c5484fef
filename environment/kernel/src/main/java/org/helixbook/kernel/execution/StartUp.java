package org.helixbook.kernel.execution;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.helixbook.kernel.failure.CellFailure;

/** What IJava's environment variables ask for; most of it is done once, before the first cell. */
final class StartUp {
  private final Map<String, String> environment;
  private boolean classPathTaken;
  private boolean scriptsTaken;

  StartUp(Map<String, String> environment) {
    this.environment = environment;
  }

  private String value(String name) {
    return environment.getOrDefault("IJAVA_" + name, "").strip();
  }

  private List<String> paths(String name) {
    return Arrays.stream(value(name).split(File.pathSeparator))
        .filter(path -> !path.isBlank())
        .toList();
  }

  /** {@code IJAVA_COMPILER_OPTS}. */
  String[] compilerOptions() {
    String options = value("COMPILER_OPTS");
    return options.isEmpty() ? new String[0] : options.split("\\s+");
  }

  /** {@code IJAVA_CLASSPATH} as line magics; nothing if asked again. */
  List<String> classPath() {
    if (classPathTaken) {
      return List.of();
    }
    classPathTaken = true;
    return paths("CLASSPATH").stream().map(path -> "%classpath \"" + path + "\"").toList();
  }

  /**
   * The code of {@code IJAVA_STARTUP_SCRIPTS_PATH} and {@code IJAVA_STARTUP_SCRIPT}, in this order;
   * nothing if asked again.
   */
  List<String> scripts() throws CellFailure {
    List<String> scripts = new ArrayList<>();
    if (scriptsTaken) {
      return scripts;
    }
    scriptsTaken = true;
    for (String path : paths("STARTUP_SCRIPTS_PATH")) {
      try {
        scripts.add(Files.readString(Path.of(path)));
      } catch (IOException | RuntimeException e) {
        throw CellFailure.sentence(
            "StartUpError", "IJAVA_STARTUP_SCRIPTS_PATH: " + path + " cannot be read; check it");
      }
    }
    scripts.add(value("STARTUP_SCRIPT"));
    return scripts;
  }
}
