package org.helixbook.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The beginnings of all shell scripts of the kit, which look for the kit's root. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are bash scripts")
class ShellScriptsTest {
  private static final Path ROOT = Path.of(System.getProperty("helixbook.root", ".."));
  private static final String FROM_SCRIPT = "BASH_SOURCE[0]";

  @TempDir Path folder;

  static List<String> scripts() throws IOException {
    try (Stream<Path> files =
        Stream.of(".ci", "environment", "tests").flatMap(ShellScriptsTest::below)) {
      return files
          .filter(file -> lines(file).get(0).matches("#!.*sh"))
          .filter(file -> lines(file).stream().anyMatch(line -> line.contains(FROM_SCRIPT)))
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void allAreFound() throws IOException {
    assertTrue(scripts().size() >= 10, scripts().toString());
  }

  /** Started by a relative name with a search path for cd that has such folders, too. */
  @ParameterizedTest
  @MethodSource("scripts")
  void findsTheKitWithASearchPathForCd(String script) throws Exception {
    Path kit = folder.toRealPath().resolve("kit");
    Path copy = kit.resolve(script);
    Files.createDirectories(copy.getParent());
    Path decoy = Files.createDirectories(folder.resolve("decoy").resolve(script).getParent());
    List<String> lines = lines(ROOT.resolve(script));
    int last = 0;
    while (!lines.get(last).contains(FROM_SCRIPT)) {
      last++;
    }
    Files.writeString(
        copy, String.join("\n", lines.subList(0, last + 1)) + "\nprintf '%s' \"${root:-$PWD}\"\n");
    ProcessBuilder builder = new ProcessBuilder("bash", script).directory(kit.toFile());
    builder.environment().put("CDPATH", folder.resolve("decoy") + ":.");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(kit.toString(), said, "not " + decoy);
  }

  private static Stream<Path> below(String place) {
    try {
      return Files.walk(ROOT.resolve(place))
          .filter(Files::isRegularFile)
          .filter(file -> !ROOT.relativize(file).toString().matches(".*/(target|src)/.*"))
          .filter(file -> file.toString().matches(".*(\\.sh|/run|/helixbook)"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
