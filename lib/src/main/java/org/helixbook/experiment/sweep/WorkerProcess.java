package org.helixbook.experiment.sweep;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.helixbook.engine.KitProcess;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunStore;

/**
 * A process of this machine that computes runs, started when the first is asked for and again after
 * it died. Not a thread of this process: ND4J's and OpenMP's number of threads, and OpenMP's pool,
 * belong to the whole process, so that two trainings in it would share them, and the sums of either
 * would depend on the other. A process computes each run with the threads that its configuration
 * says, and so gives the bits that it has alone. One that dies takes its running run with it and no
 * other.
 */
public final class WorkerProcess implements RunPlace {
  private static final int SECONDS_TO_KEEP = 5;

  /** The exit codes of a Java process that SIGINT or SIGTERM ended. */
  private static final Set<Integer> STOPPED = Set.of(130, 143);

  private final ProcessBuilder builder;
  private final String log;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile Process process;

  private WorkerProcess(ProcessBuilder builder, String log) {
    this.builder = builder;
    this.log = log;
  }

  /**
   * Processes of this machine, by their numbers.
   *
   * @param store where the runs are kept
   * @param notebook that asks for them
   * @param logs the folder for what they print
   */
  public static IntFunction<RunPlace> in(RunStore store, String notebook, Path logs) {
    return number -> {
      Path log = logs.resolve("worker-" + number + ".log");
      ProcessBuilder builder =
          KitProcess.of(RunWorker.class, List.of(store.folder().toString(), notebook))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new WorkerProcess(builder, log.toString());
    };
  }

  /**
   * A process with other classes than this one, whose errors go where this one's go.
   *
   * @param classPath the kit's
   * @param threads with which it computes
   */
  public static WorkerProcess of(RunStore store, String notebook, String classPath, int threads) {
    ProcessBuilder builder =
        KitProcess.of(
                RunWorker.class, List.of(store.folder().toString(), notebook), classPath, threads)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    return new WorkerProcess(builder, "the error stream of the process that asked for it");
  }

  @Override
  public Optional<String> compute(RunConfiguration run, BiConsumer<Double, String> at)
      throws IOException, InterruptedException {
    if (process == null) {
      process = builder.start();
    }
    if (ending.getCount() == 0) {
      process.destroy();
    }
    Process here = process;
    String answer = answer(here, run, at);
    if (answer != null) {
      return answer.startsWith(RunWorker.FAILED)
          ? Optional.of(answer.substring(RunWorker.FAILED.length()))
          : Optional.empty();
    }
    process = null;
    // Ctrl-C reaches all processes at once: then this one is told to end, too.
    boolean stopped = STOPPED.contains(here.waitFor());
    if (ending.await(stopped ? SECONDS_TO_KEEP : 0, TimeUnit.SECONDS)) {
      throw new InterruptedException("told to end");
    }
    throw new IOException("its process died before it ended; see " + log);
  }

  /** The line that says how a run ended; null from a process that died. */
  private static String answer(
      Process worker, RunConfiguration run, BiConsumer<Double, String> at) {
    try {
      BufferedWriter asking = worker.outputWriter(StandardCharsets.UTF_8);
      asking.write(run.toJson());
      asking.newLine();
      asking.flush();
      BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(RunWorker.AT)) {
          String[] parts = line.substring(RunWorker.AT.length()).split(" ", 2);
          at.accept(Double.parseDouble(parts[0]), parts[1]);
        } else if (line.startsWith(RunWorker.ENDED) || line.startsWith(RunWorker.FAILED)) {
          return line;
        } // else printed by a library
      }
    } catch (IOException e) {
      // It died while it was being asked.
    }
    return null;
  }

  @Override
  public void end() {
    ending.countDown();
    Process now = process;
    if (now != null) {
      now.destroy();
    }
  }

  @Override
  public void awaitEnd() {
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
