package org.helixbook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BundleCommandTest {
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a bash script makes the bundle")
  void theScriptGetsTheFileFromWhereTheReaderIsAndEndsTheCommand(@TempDir Path root)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("environment/bundle"));
    Files.writeString(folder.resolve("make-bundle.sh"), "echo \"$1\" > \"${0%/*}/said\"; exit 3\n");
    assertEquals(3, new CommandLine(new BundleCommand(root)).execute("kit.tar"));
    assertEquals(
        Path.of("kit.tar").toAbsolutePath() + "\n", Files.readString(folder.resolve("said")));
  }
}
