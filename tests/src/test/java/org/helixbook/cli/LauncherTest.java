package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    String text = said(2, script);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.contains("mvn -q package -DskipTests"), text);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
  void itNamesTheKitWhereverItIsStartedAndAJarThatCannotBeRead() throws Exception {
    Path kit = folder.toRealPath().resolve("kit");
    Path script = kit.resolve("environment/helixbook");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of(System.getProperty("helixbook.root"), "environment/helixbook"), script);
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Path jar = Files.writeString(folder.resolve("one.jar"), "");
    Path classPath = kit.resolve("environment/kernel/target/classpath.txt");
    assertFalse(said(2, script).contains("LC_ALL"));
    Path beyondAscii = folder.toRealPath().resolve("k\u00efts/environment/helixbook");
    Files.createDirectories(beyondAscii.getParent());
    Files.copy(script, beyondAscii);
    assertTold(said(2, beyondAscii), "helixbook: ", "not been built", "LC_ALL=C.UTF-8 mvn");
    Files.createDirectories(classPath.getParent());
    Files.writeString(classPath, jar + ":" + jar + "\n");
    String arguments = said(0, script);
    assertTrue(arguments.contains("\n-Dhelixbook.root=" + kit + "\n"), arguments);
    Files.writeString(classPath, jar + ":" + folder.resolve("two.jar"));
    assertTold(said(2, script), "helixbook: " + folder.resolve("two.jar"), "another user", "mvn");
  }

  private String said(int status, Path script) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString(), "data", "list")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, process.waitFor(), text);
    return text;
  }
}
