package org.helixbook.experiment.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunKind;
import org.helixbook.run.RunStore;
import org.helixbook.run.RunTask;
import org.helixbook.run.TrainingOutcome;

/**
 * A process that computes runs for a {@link WorkerProcess}: it reads their configurations, a line
 * each, and answers how far each has come and how it ended. It ends, and keeps the running one,
 * when there is nobody left who could ask.
 */
final class RunWorker {
  /** The beginnings of the lines for the process that asked; libraries print others. */
  private static final String MARK = "@run ";

  static final String AT = MARK + "at ";
  static final String ENDED = MARK + "ended ";
  static final String FAILED = MARK + "failed ";

  private static final long PAUSE_NANOS = 300_000_000;

  /** A process that lost who asked may still be keeping the run. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunStore store;
  private final PrintStream answers;

  private RunConfiguration last;
  private RunTask<?> lastTask;
  private long said;

  private RunWorker(RunStore store, PrintStream answers) {
    this.store = store;
    this.answers = answers;
  }

  /**
   * Serves until the standard input ends.
   *
   * @param arguments the folder of the runs, and the notebook that asks for them
   */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    RunWorker worker =
        new RunWorker(
            RunStore.in(Path.of(arguments[0])).waiting(PATIENCE).calledFrom(arguments[1]), answers);
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(asked), "helixbook-worker-input");
    reader.setDaemon(true);
    reader.start();
    while (true) {
      worker.compute(asked.take());
    }
  }

  private static void read(BlockingQueue<String> asked) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        asked.add(line);
      }
    } catch (IOException e) {
      System.err.println("nobody asks any more: " + e.getMessage());
    }
    // The store keeps a running run before the process ends.
    System.exit(0);
  }

  private void compute(String json) {
    try {
      RunConfiguration configuration = RunConfiguration.fromJson(json);
      var training =
          store.run(configuration, task(configuration), told(), history -> {}).training();
      if (training.status() != TrainingOutcome.Status.INTERRUPTED) {
        say(ENDED + training.status() + " " + training.message());
      } // else this process is ending, and the run is kept: it has not ended
    } catch (RuntimeException | StackOverflowError e) {
      say(FAILED + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }

  /** Runs of a sweep often share their data, which take longer to make than a small training. */
  private RunTask<?> task(RunConfiguration asked) {
    boolean same =
        last != null
            && last.kind().equals(asked.kind())
            && last.network().equals(asked.network())
            && last.preparation().equals(asked.preparation());
    if (!same) {
      lastTask = RunKind.of(asked).task(asked, Progress.silent());
      last = asked;
    }
    return lastTask;
  }

  private Progress told() {
    said = 0;
    return SweepProgress.ofShare(
        (share, detail) -> {
          long now = System.nanoTime();
          if (now - said >= PAUSE_NANOS) {
            said = now;
            say(AT + String.format(Locale.ROOT, "%.4f ", share) + detail);
          }
        });
  }

  private void say(String line) {
    answers.println(line.replace('\n', ' '));
  }
}
