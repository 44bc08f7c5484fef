package org.helixbook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.feedback.CountText;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.run.StoredRun.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes runs that nobody can resume, and on request others. */
@Command(
    name = "clean",
    description =
        "Removes trainings that other code began and did not end, which nobody can resume."
            + " Says which they are and how large, and asks first. Runs of a newer version of the"
            + " kit and runs that are being computed are left alone.")
final class RunsCleanCommand implements Callable<Integer> {
  private static final String FORM = "%-16s  %-10s  %9s  %-5s  %s%n";

  private final Supplier<RunStore> store;
  private final Supplier<Reader> answers;

  @Spec private CommandSpec spec;

  @Option(names = "--partial", description = "Also what this code began and did not end.")
  private boolean partial;

  @Option(
      names = "--old",
      description = "Also complete runs of other code, which this code would compute anew.")
  private boolean old;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  RunsCleanCommand(Supplier<RunStore> store, Supplier<Reader> answers) {
    this.store = store;
    this.answers = answers;
  }

  @Override
  public Integer call() {
    RunStore runs = store.get();
    PrintWriter out = spec.commandLine().getOut();
    List<StoredRun> useless = runs.runs().stream().filter(this::chosen).toList();
    if (useless.isEmpty()) {
      out.println("nothing to remove in " + runs.folder());
      out.flush();
      return 0;
    }
    out.printf(Locale.ROOT, FORM, "run", "state", "size", "code", "experiment");
    long bytes = 0;
    for (StoredRun run : useless) {
      RunConfiguration configuration = run.configuration().orElse(null);
      bytes += run.bytes();
      out.printf(
          Locale.ROOT,
          FORM,
          run.id(),
          run.state().name().toLowerCase(Locale.ROOT),
          CountText.bytes(run.bytes()),
          configuration == null ? "?" : RunKind.isOfThisCode(configuration) ? "this" : "other",
          configuration == null ? "?" : configuration.experiment());
    }
    String what = CountText.of(useless.size(), "run") + ", " + CountText.bytes(bytes);
    if (!yes && !agreed(out, what)) {
      out.println("nothing was removed");
      out.flush();
      return 0;
    }
    useless.forEach(runs::remove);
    out.println("removed " + what);
    out.flush();
    return 0;
  }

  private boolean chosen(StoredRun run) {
    if (run.isOfANewerVersion() || run.isBeingComputed()) {
      return false;
    }
    RunConfiguration configuration = run.configuration().orElse(null);
    if (configuration == null) {
      return true;
    }
    return RunKind.isOfThisCode(configuration)
        ? partial && run.state() != State.COMPLETE
        : old || run.state() != State.COMPLETE;
  }

  private boolean agreed(PrintWriter out, String what) {
    out.print("remove " + what + "? [y/N] ");
    out.flush();
    try {
      String answer = new BufferedReader(answers.get()).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be read", e);
    }
  }
}
