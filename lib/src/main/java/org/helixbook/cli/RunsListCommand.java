package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.plot.NumberText;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a table of the runs. */
@Command(name = "list", description = "Lists the runs, the most recently changed first.")
final class RunsListCommand implements Callable<Integer> {
  private static final String FORM = "%-16s  %-10s  %9s  %6s  %-22s  %s%n";

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
    out.printf(Locale.ROOT, FORM, "run", "state", "epochs", "seed", "last epoch", "experiment");
    for (StoredRun run : all) {
      History history = run.history();
      RunConfiguration configuration = run.configuration().orElse(null);
      out.printf(
          Locale.ROOT,
          FORM,
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          history.epochs().size() + " of " + (configuration == null ? "?" : configuration.epochs()),
          configuration == null ? "?" : configuration.seed(),
          headline(history),
          configuration == null ? "?" : configuration.experiment());
    }
    out.println("runs folder: " + runs.folder());
    out.flush();
    return 0;
  }

  /** Accuracy where there is one, and the last column of another history. */
  private static String headline(History history) {
    List<String> metrics = history.metrics();
    if (metrics.isEmpty()) {
      return "-";
    }
    String metric =
        metrics.contains("testAccuracy") ? "testAccuracy" : metrics.get(metrics.size() - 1);
    return EpochRecord.words(metric) + " " + NumberText.fixed(history.last().metric(metric), 3);
  }
}
