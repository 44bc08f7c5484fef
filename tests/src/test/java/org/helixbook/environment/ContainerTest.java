package org.helixbook.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's recipe, and what a container does when it starts. */
class ContainerTest {
  private static final Path ROOT = Path.of(System.getProperty("helixbook.root", ".."));
  private static final Path RECIPE = ROOT.resolve("environment/container/Dockerfile");

  /** A container's user may install nothing. */
  @Test
  void theImageHasEveryPackageThatReproduceInstalls() throws IOException {
    List<String> words = List.of(Files.readString(RECIPE).split("\\s+"));
    assertEquals(
        List.of(),
        DebianPackages.ofReproduce().stream().filter(name -> !words.contains(name)).toList());
  }

  /** Binder reads a recipe from its own folder only, and follows no link out of it. */
  @Test
  void binderBuildsTheSameImage() throws IOException {
    assertEquals(
        Files.readString(RECIPE),
        Files.readString(ROOT.resolve(".binder/Dockerfile")),
        "copy environment/container/Dockerfile to .binder");
  }

  @Test
  void condaAsksForTheSameVersions() throws IOException {
    List<String> conda =
        Files.readAllLines(ROOT.resolve("environment/container/environment.yml")).stream()
            .filter(line -> line.startsWith("  - "))
            .map(line -> line.substring(4))
            .toList();
    List<String> python =
        Files.readAllLines(ROOT.resolve("environment/container/requirements.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertTrue(conda.containsAll(python), python + " in " + conda);
  }

  @ParameterizedTest
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "containers start a bash script")
  @CsvSource({
    "'', reproduce.sh",
    "notebooks/a.ipynb, reproduce.sh notebooks/a.ipynb",
    "--only-changed, reproduce.sh --only-changed",
    "notebook --port=8000, "
        + "jupyter notebook --allow-root --ip=0.0.0.0 --no-browser --port=8000 notebooks",
    "jupyter lab --port 1, jupyter lab --port 1"
  })
  void startsWhatItIsAskedFor(String arguments, String started, @TempDir Path folder)
      throws Exception {
    Path kit = folder.toRealPath();
    Path script = Files.createDirectories(kit.resolve("environment/container")).resolve("start.sh");
    Files.copy(ROOT.resolve("environment/container/start-container.sh"), script);
    for (String tool : List.of("environment/reproduce.sh", "jupyter")) {
      Path fake = kit.resolve(tool);
      Files.writeString(fake, "#!/bin/sh\necho \"${0##*/}${1:+ }$*, $JUPYTER_PATH\"\n");
      assertTrue(fake.toFile().setExecutable(true));
    }
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    List.of(arguments.split(" ")).stream().filter(word -> !word.isEmpty()).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", kit.toString(), (path, ours) -> ours + ":" + path);
    Process process = builder.start();
    assertEquals(
        started + ", " + kit + "/environment/kernel/target/jupyter",
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    assertEquals(0, process.waitFor());
  }
}
