package org.helixbook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.feedback.InputProblem;
import org.helixbook.training.RunStore;
import org.helixbook.training.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs one run into a zip file. */
@Command(name = "export", description = "Packs a run's folder, weights included, into a zip file.")
final class RunsExportCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ID", description = "Its id, or the beginning of it.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The zip file; run-ID.zip without it.")
  private Path file;

  RunsExportCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    StoredRun run = store.get().find(id);
    Path target = file == null ? Path.of("run-" + run.id() + ".zip") : file;
    try {
      run.export(target);
    } catch (IOException e) {
      throw new InputProblem(
          target.toString(),
          "the run cannot be written there (" + e.getMessage() + ")",
          "make room or name another file",
          e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(target);
    out.flush();
    return 0;
  }
}
