package org.helixbook.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helixbook.feedback.PlainProgress;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.StoredRun;
import org.helixbook.run.TrainingOutcome.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Resumes a run that was stopped or killed. */
@Command(
    name = "resume",
    description =
        "Resumes a training that was stopped or killed, and ends with the same bits as one"
            + " that never was. Its data are made again and compared by their digests. Exit code 1"
            + " if it did not come to its end.")
final class RunsResumeCommand implements Callable<Integer> {
  private final Supplier<RunStore> store;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it.")
  private String id;

  @Option(names = "--silent", description = "Prints the end alone.")
  private boolean silent;

  RunsResumeCommand(Supplier<RunStore> store) {
    this.store = store;
  }

  @Override
  public Integer call() {
    RunStore runs = store.get();
    StoredRun run = runs.find(id);
    PrintWriter out = spec.commandLine().getOut();
    if (run.state() == StoredRun.State.COMPLETE) {
      out.println("run " + run.id() + " is complete; helixbook runs show " + run.id());
      out.flush();
      return 0;
    }
    RunOutcome<?> outcome = runs.resume(run, progress(), history -> {});
    out.println("run " + run.id() + ", " + outcome.training());
    out.flush();
    return outcome.training().status() == Status.FINISHED ? 0 : 1;
  }

  /** On the error stream: the output is for what comes out. */
  private Progress progress() {
    PrintStream err = System.err;
    return silent ? Progress.silent() : new PlainProgress(err, Duration.ofSeconds(10));
  }
}
