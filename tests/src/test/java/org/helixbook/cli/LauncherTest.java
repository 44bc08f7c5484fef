package org.helixbook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
  void beforeTheBuildItSaysWhatToRunFirst() throws Exception {
    Path script = folder.resolve("environment/helixbook");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of(System.getProperty("helixbook.root"), "environment/helixbook"), script);
    Process process =
        new ProcessBuilder("bash", script.toString(), "data", "list")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), text);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.contains("mvn -q package -DskipTests"), text);
  }
}
