package org.helixbook.environment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The Python on the path, for scripts that need no module beyond its own. */
final class SystemPython {
  private SystemPython() {}

  /** Its place; without one the test is left out. */
  static String orLeaveOut() {
    String python =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(place -> Path.of(place, "python3"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse(null);
    assumeTrue(python != null, "no python3");
    return python;
  }
}
