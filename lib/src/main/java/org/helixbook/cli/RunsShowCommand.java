package org.helixbook.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
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
    run.configuration().ifPresent(configuration -> out.println("what: " + title(configuration)));
    run.values().forEach((path, value) -> out.println(path + ": " + value));
    History history = run.history();
    out.printf(Locale.ROOT, "%5s", "epoch");
    history.metrics().forEach(name -> out.printf(Locale.ROOT, "  %14s", EpochRecord.words(name)));
    out.printf(Locale.ROOT, "  %7s%n", "seconds");
    for (EpochRecord e : history.epochs()) {
      out.printf(Locale.ROOT, "%5d", e.epoch());
      e.metrics().values().forEach(value -> out.printf(Locale.ROOT, "  %14.4f", value));
      out.printf(Locale.ROOT, "  %7.1f%n", e.seconds());
    }
    out.flush();
    return 0;
  }

  private static String title(RunConfiguration run) {
    String title =
        RunKind.all().stream()
            .filter(kind -> kind.holds(run))
            .map(RunKind::title)
            .findFirst()
            .orElse("a network of a kind that this version of the kit does not know");
    return RunKind.isOfThisCode(run) ? title : title + "; begun by other code, not to be resumed";
  }
}
