package org.helixbook.experiment.sweep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.helixbook.engine.KitProcess;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunStore;

/**
 * Computes the runs of a sweep in processes of their own, side by side. Not in threads of one
 * process: ND4J's and OpenMP's number of threads, and OpenMP's pool, belong to the whole process,
 * so that two trainings in it would share them, and the sums of either would depend on the other. A
 * process computes each run with the threads that its configuration says, and so gives the bits
 * that it has alone. One that dies takes its running run with it and no other.
 */
public final class RunProcesses {
  /** What a training is reckoned to need, in bytes; the kit's largest stays below. */
  private static final long MEMORY = 2_000_000_000L;

  private static final int SECONDS_TO_KEEP = 5;

  /** The exit codes of a Java process that SIGINT or SIGTERM ended. */
  private static final Set<Integer> STOPPED = Set.of(130, 143);

  private final RunStore store;
  private final String notebook;
  private final int atOnce;
  private final Path logs;

  /**
   * Processes that are not started yet.
   *
   * @param store where the runs are kept
   * @param notebook that asks for them
   * @param atOnce how many, at least 1
   * @param logs the folder for what they print
   */
  public RunProcesses(RunStore store, String notebook, int atOnce, Path logs) {
    this.store = store;
    this.notebook = notebook;
    this.atOnce = atOnce;
    this.logs = logs;
    if (atOnce < 1) {
      throw new InputProblem("runs at once", "there are " + atOnce, "use at least 1");
    }
  }

  /** As many as have threads of their own and some 2 GB of free memory each; at least one. */
  public static int fitting() {
    int byThreads = Runtime.getRuntime().availableProcessors() / NumericBackend.prepare();
    return (int) Math.max(1, Math.min(byThreads, freeMemory() / MEMORY));
  }

  private static long freeMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // not known: one at a time
    }
  }

  /** What a process said of a run; of none when the thread that reads it has nothing left to do. */
  private record Said(PlannedRun run, String what, String text) {
    static final Said NOTHING = new Said(null, "", "");
  }

  /**
   * Computes what is not complete yet.
   *
   * @param title for a reader
   * @param planned all runs
   * @param never settings of which no run could be made, and why
   * @param progress is told over all runs
   * @return the report; after an interrupt, as far as it came
   * @throws InputProblem if two settings ask for the same run
   */
  public SweepReport run(
      String title, List<PlannedRun> planned, Map<Point, String> never, Progress progress) {
    PlannedRun.requireDistinct(planned);
    SweepReport.Builder report = new SweepReport.Builder(title);
    never.forEach(report::failed);
    SweepProgress told = new SweepProgress(progress, title, planned, store);
    Queue<PlannedRun> open =
        new ConcurrentLinkedQueue<>(planned.stream().filter(told::begins).toList());
    BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(atOnce, open.size()); i++) {
      workers.add(new Worker(i + 1, open, said));
    }
    Thread ending =
        new Thread(
            () -> {
              stop(workers);
              System.err.println("stopped; the same command goes on from here");
            },
            "helixbook-end-workers");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      workers.forEach(Thread::start);
      for (int left = workers.size(); left > 0; ) {
        Said one = said.take();
        if (one == Said.NOTHING) {
          left--;
        } else if (one.what().equals(RunWorker.AT)) {
          String[] parts = one.text().split(" ", 2);
          told.at(one.run(), Double.parseDouble(parts[0]), parts[1]);
        } else {
          if (one.what().equals(RunWorker.FAILED)) {
            report.failed(one.run(), one.text());
          }
          told.ended(one.run());
        }
      }
    } catch (InterruptedException e) {
      stop(workers);
    } finally {
      told.close();
      try {
        Runtime.getRuntime().removeShutdownHook(ending);
      } catch (IllegalStateException e) {
        // The process is ending, and the hook does its work now.
      }
    }
    return report.of(planned, store);
  }

  /** Lets the processes keep what they compute. */
  private static void stop(List<Worker> workers) {
    workers.forEach(Worker::end);
    workers.forEach(Worker::awaitEnd);
  }

  /** Gives one process its runs, one after the other. */
  private final class Worker extends Thread {
    private final int number;
    private final Queue<PlannedRun> open;
    private final BlockingQueue<Said> said;
    private volatile boolean stopped;
    private volatile Process process;

    Worker(int number, Queue<PlannedRun> open, BlockingQueue<Said> said) {
      super("helixbook-worker-" + number);
      this.number = number;
      this.open = open;
      this.said = said;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        for (PlannedRun next = open.poll(); next != null && !stopped; next = open.poll()) {
          try {
            compute(next);
          } catch (IOException e) {
            said.add(new Said(next, RunWorker.FAILED, "its process failed: " + e.getMessage()));
            process = null;
          } catch (InterruptedException e) {
            return;
          }
        }
      } finally {
        said.add(Said.NOTHING);
        end();
      }
    }

    private void compute(PlannedRun run) throws IOException, InterruptedException {
      if (process == null) {
        process = begin();
      }
      Process here = process;
      BufferedWriter asking = here.outputWriter(StandardCharsets.UTF_8);
      asking.write(run.configuration().toJson());
      asking.newLine();
      asking.flush();
      var lines = here.inputReader(StandardCharsets.UTF_8);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Said> heard = heard(run, line);
        heard.ifPresent(said::add);
        if (heard.isPresent() && !heard.get().what().equals(RunWorker.AT)) {
          return;
        }
      }
      // Killed by itself it failed; by a signal to all, such as Ctrl-C, it was stopped.
      stopped |= STOPPED.contains(here.waitFor());
      process = null;
      if (!stopped) {
        said.add(
            new Said(
                run,
                RunWorker.FAILED,
                "its process died before it ended; see " + log() + "; ask again to go on"));
      }
    }

    private Optional<Said> heard(PlannedRun run, String line) {
      for (String what : List.of(RunWorker.AT, RunWorker.ENDED, RunWorker.FAILED)) {
        if (line.startsWith(RunWorker.MARK + what)) {
          return Optional.of(new Said(run, what, line.substring((RunWorker.MARK + what).length())));
        }
      }
      return Optional.empty(); // printed by a library
    }

    private Path log() {
      return logs.resolve("worker-" + number + ".log");
    }

    private Process begin() throws IOException {
      return KitProcess.of(RunWorker.class, List.of(store.folder().toString(), notebook))
          .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    }

    void end() {
      stopped = true;
      Process now = process;
      if (now != null) {
        now.destroy();
      }
    }

    void awaitEnd() {
      Process now = process;
      try {
        if (now != null) {
          now.waitFor(SECONDS_TO_KEEP, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
