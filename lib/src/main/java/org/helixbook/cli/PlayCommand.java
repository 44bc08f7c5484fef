package org.helixbook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.NotebookCopies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the notebooks to a folder of the reader's own, and opens Jupyter there. */
@Command(
    name = "play",
    description =
        "Copies the notebooks to my-work, which git passes over, and opens Jupyter there: what"
            + " Jupyter saves changes no file of the kit. A copy that you have changed is never"
            + " written over.")
final class PlayCommand implements Callable<Integer> {
  private final Path root;

  @Spec private CommandSpec spec;

  @Option(names = "--copy-only", description = "Does not open Jupyter.")
  private boolean copyOnly;

  @Option(
      names = "--jupyter",
      paramLabel = "COMMAND",
      defaultValue = "jupyter notebook",
      description = "What opens Jupyter in a folder; without it ${DEFAULT-VALUE}.")
  private String jupyter;

  PlayCommand(Path root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Path copies = root.resolve("my-work");
    NotebookCopies.Outcome outcome =
        new NotebookCopies(root.resolve("notebooks"), copies).bringUpToDate();
    PrintWriter out = spec.commandLine().getOut();
    out.println(copies + ": " + CountText.of(outcome.written(), "notebook") + " copied");
    outcome
        .kept()
        .forEach(
            name ->
                out.println(
                    "kept your " + name + "; the kit's own has changed since: notebooks/" + name));
    out.flush();
    return copyOnly ? 0 : open(copies);
  }

  private int open(Path copies) {
    List<String> command = List.of(jupyter.strip().split(" +"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(copies.toFile()).inheritIO();
    Map<String, String> environment = builder.environment();
    String kernel = root.resolve("environment/kernel/target/jupyter").toString();
    environment.merge("JUPYTER_PATH", kernel, (own, ours) -> ours + ":" + own);
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new InputProblem(
          "command '" + jupyter + "'",
          "it cannot be started",
          "install Jupyter (Debian: jupyter-notebook), or name it with --jupyter",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }
}
