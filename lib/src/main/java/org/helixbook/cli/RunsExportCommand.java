package org.helixbook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs one run into a zip file, or writes its small files into a folder. */
@Command(
    name = "export",
    description =
        "Packs a run's folder, weights included, into a zip file. With --records, writes what"
            + " tells how it was made and how it went into a folder, also of a run that is not"
            + " complete or is being computed.")
final class RunsExportCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ID", description = "Its id, or the beginning of it.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The zip file, or the folder of the records. Without it, run-ID.zip, or a folder named"
              + " after model and seed, such as model-2a-seed-1.")
  private Path file;

  @Option(
      names = "--records",
      description =
          "Only config.json, environment.json, history.csv, standing.json (how many of its epochs"
              + " are done) and, of a complete run, metrics.json and predictions.csv (up to 1 MB);"
              + " no weights.")
  private boolean records;

  RunsExportCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    StoredRun run = store.get().find(id);
    Path target = file == null ? Path.of(records ? run.readableName() : zipName(run)) : file;
    String said = "";
    try {
      if (records) {
        said = ": " + run.exportRecords(target).text();
      } else {
        run.export(target);
      }
    } catch (IOException e) {
      throw new InputProblem(
          target.toString(),
          "the run cannot be written there (" + e.getMessage() + ")",
          "make room or name another file",
          e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(target + said);
    out.flush();
    return 0;
  }

  private static String zipName(StoredRun run) {
    return "run-" + run.id() + ".zip";
  }
}
