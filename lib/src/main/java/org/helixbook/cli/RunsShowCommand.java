package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.training.EpochRecord;
import org.helixbook.training.RunStore;
import org.helixbook.training.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is kept of one run. */
@Command(name = "show", description = "Prints a run's settings, provenance and epochs.")
final class RunsShowCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
  private String id;

  RunsShowCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    StoredRun run = store.get().find(id);
    PrintWriter out = spec.commandLine().getOut();
    out.println("run " + run.id() + ", " + run.state().name().toLowerCase(Locale.ROOT));
    out.println("folder: " + run.folder());
    run.values().forEach((path, value) -> out.println(path + ": " + value));
    String form = "%5s  %10s  %9s  %9s  %9s  %7s%n";
    out.printf(form, "epoch", "train loss", "train acc", "test loss", "test acc", "seconds");
    for (EpochRecord e : run.history().epochs()) {
      out.printf(
          Locale.ROOT,
          "%5d  %10.4f  %9.4f  %9.4f  %9.4f  %7.1f%n",
          e.epoch(),
          e.trainLoss(),
          e.trainAccuracy(),
          e.testLoss(),
          e.testAccuracy(),
          e.seconds());
    }
    out.flush();
    return 0;
  }
}
