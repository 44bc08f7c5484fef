package org.helixbook.kernel.execution;

import io.github.spencerpark.jupyter.kernel.util.GlobFinder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helixbook.kernel.failure.CellFailure;

/** What IJava's environment variables ask for; most of it is done once, before the first cell. */
final class StartUp {
  private static final Pattern TIMEOUT = Pattern.compile("(-?\\d+)\\s*([A-Za-z]+)?");

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

  /**
   * {@code IJAVA_TIMEOUT}: how long a statement may take, in milliseconds or in a {@link TimeUnit}
   * named after the number.
   *
   * @return zero for no limit, which is also what a number below 1 means
   * @throws CellFailure if it is no such text
   */
  Duration timeout() throws CellFailure {
    String given = value("TIMEOUT");
    Matcher parts = TIMEOUT.matcher(given.isEmpty() ? "-1" : given);
    try {
      if (parts.matches()) {
        String unit = parts.group(2) == null ? "MILLISECONDS" : parts.group(2);
        long millis =
            TimeUnit.valueOf(unit.toUpperCase(Locale.ROOT))
                .toMillis(Long.parseLong(parts.group(1)));
        return Duration.ofMillis(Math.max(0, millis));
      }
    } catch (IllegalArgumentException e) {
      // A number or a unit that there is not: said below.
    }
    throw CellFailure.sentence(
        "StartUpError",
        "IJAVA_TIMEOUT: '"
            + given
            + "' is no time; set it to milliseconds such as 30000, to a number and a unit such as"
            + " 30 SECONDS, or to -1 for no limit, and start the kernel again");
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
   * The code of {@code IJAVA_STARTUP_SCRIPTS_PATH}, whose paths may hold wildcards, and {@code
   * IJAVA_STARTUP_SCRIPT}, in this order; nothing if asked again.
   */
  List<String> scripts() throws CellFailure {
    List<String> scripts = new ArrayList<>();
    if (scriptsTaken) {
      return scripts;
    }
    scriptsTaken = true;
    for (String path : paths("STARTUP_SCRIPTS_PATH")) {
      int before = scripts.size();
      try {
        for (Path file : new GlobFinder(path).computeMatchingFiles()) {
          scripts.add(Files.readString(file));
        }
      } catch (IOException | RuntimeException e) {
        // Said below, as of a path at which nothing is.
        scripts.subList(before, scripts.size()).clear();
      }
      if (scripts.size() == before) {
        throw CellFailure.sentence(
            "StartUpError", "IJAVA_STARTUP_SCRIPTS_PATH: " + path + " cannot be read; check it");
      }
    }
    scripts.add(value("STARTUP_SCRIPT"));
    return scripts;
  }
}
