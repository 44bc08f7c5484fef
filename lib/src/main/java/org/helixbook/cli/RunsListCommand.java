package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.report.NumberText;
import org.helixbook.training.RunConfiguration;
import org.helixbook.training.RunStore;
import org.helixbook.training.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a table of the runs. */
@Command(name = "list", description = "Lists the runs, the one that was touched last first.")
final class RunsListCommand implements Callable<Integer> {
  private static final String FORM = "%-16s  %-10s  %9s  %6s  %8s  %s%n";

  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  RunsListCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    RunStore runs = store.get();
    PrintWriter out = spec.commandLine().getOut();
    List<StoredRun> all = runs.runs();
    out.printf(FORM, "run", "state", "epochs", "seed", "accuracy", "experiment");
    for (StoredRun run : all) {
      RunConfiguration configuration = run.configuration().orElse(null);
      String accuracy =
          run.testAccuracy().isPresent()
              ? NumberText.fixed(run.testAccuracy().getAsDouble(), 3)
              : "-";
      out.printf(
          FORM,
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          run.history().epochs().size()
              + " of "
              + (configuration == null ? "?" : configuration.training().epochs()),
          configuration == null ? "?" : configuration.training().seed(),
          accuracy,
          configuration == null ? "?" : configuration.experiment());
    }
    out.println("runs folder: " + runs.folder());
    out.flush();
    return 0;
  }
}
