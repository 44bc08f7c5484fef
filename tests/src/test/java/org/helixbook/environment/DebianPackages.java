package org.helixbook.environment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Debian packages that reproduce.sh installs where they are missing, read from the script. */
final class DebianPackages {
  private static final Pattern INSTALLED = Pattern.compile("install_packages ([a-z][a-z0-9 -]*)");

  private DebianPackages() {}

  static List<String> ofReproduce() throws IOException {
    Path script = Path.of(System.getProperty("helixbook.root", ".."), "environment/reproduce.sh");
    List<String> names =
        INSTALLED
            .matcher(Files.readString(script))
            .results()
            .flatMap(found -> Stream.of(found.group(1).strip().split(" ")))
            .toList();
    assertTrue(names.containsAll(List.of("maven", "python3-nbconvert")), names.toString());
    return names;
  }
}
