package org.helixbook.cli;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlayCommandTest {
  @TempDir Path root;
  private final StringWriter out = new StringWriter();

  private int play(String... arguments) throws IOException {
    Files.createDirectories(root.resolve("notebooks"));
    Files.writeString(root.resolve("notebooks/a.ipynb"), "{}");
    return new CommandLine(new PlayCommand(root))
        .setOut(new PrintWriter(out))
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              throw problem;
            })
        .execute(arguments);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands for Jupyter")
  void opensJupyterInTheCopiesWithTheKitsKernel() throws IOException {
    Path jupyter = root.resolve("jupyter");
    Files.writeString(
        jupyter,
        "#!/bin/sh\n{ pwd; echo \"$JUPYTER_PATH\"; echo \"$@\"; ls; } > ../said\nexit 3\n");
    assertTrue(jupyter.toFile().setExecutable(true));
    assertEquals(3, play("--jupyter", jupyter + " notebook --no-browser"));
    String[] said = Files.readString(root.resolve("said")).split("\n");
    assertEquals(root.resolve("my-work").toRealPath().toString(), said[0]);
    assertTrue(said[1].startsWith(root + "/environment/kernel/target/jupyter"), said[1]);
    assertEquals("notebook --no-browser", said[2]);
    assertEquals("a.ipynb", said[3]);
    assertTrue(out.toString().contains("1 notebook copied"), out.toString());
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJupyter() throws IOException {
    assertEquals(0, play("--copy-only"));
    assertTrue(Files.exists(root.resolve("my-work/a.ipynb")));
    PlayCommand command = new PlayCommand(root);
    CommandLine line = new CommandLine(command);
    line.parseArgs("--jupyter", root.resolve("none").toString());
    assertTold(
        assertThrows(InputProblem.class, command::call).getMessage(),
        "command '" + root.resolve("none") + "'",
        "--jupyter");
  }
}
