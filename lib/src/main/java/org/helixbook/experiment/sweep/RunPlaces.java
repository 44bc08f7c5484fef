package org.helixbook.experiment.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunStore;

/** Computes the runs of a sweep in several places at once. */
public final class RunPlaces {
  /** What a training is reckoned to need, in bytes; the kit's largest stays below. */
  private static final long MEMORY = 2_000_000_000L;

  private final RunStore store;
  private final int atOnce;
  private final IntFunction<RunPlace> places;

  /**
   * Places that are not asked for yet.
   *
   * @param store where the runs are kept
   * @param atOnce how many, at least 1
   * @param places gives each by its number, from 1
   */
  public RunPlaces(RunStore store, int atOnce, IntFunction<RunPlace> places) {
    this.store = store;
    this.atOnce = atOnce;
    this.places = places;
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

  /** What a place says. */
  private interface Said {}

  /** A run has come so far. */
  private record At(PlannedRun run, double share, String detail) implements Said {}

  /** A run has ended, or could not be computed. */
  private record Ended(PlannedRun run, Optional<String> failure) implements Said {}

  /** The place has nothing left to do. */
  private record Gone() implements Said {}

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
    List<RunPlace> used =
        IntStream.rangeClosed(1, Math.min(atOnce, open.size())).mapToObj(places).toList();
    Thread ending =
        new Thread(
            () -> {
              stop(used);
              System.err.println("stopped; the same command goes on from here");
            },
            "helixbook-end-places");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      used.forEach(place -> new Worker(place, open, said).start());
      for (int left = used.size(); left > 0; ) {
        Said one = said.take();
        if (one instanceof At come) {
          told.at(come.run(), come.share(), come.detail());
        } else if (one instanceof Ended end) {
          end.failure().ifPresent(why -> report.failed(end.run(), why));
          told.ended(end.run());
        } else {
          left--;
        }
      }
    } catch (InterruptedException e) {
      stop(used);
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

  /** Lets the places keep what they compute. */
  private static void stop(List<RunPlace> places) {
    places.forEach(RunPlace::end);
    places.forEach(RunPlace::awaitEnd);
  }

  /** Gives one place its runs, one after the other. */
  private static final class Worker extends Thread {
    private final RunPlace place;
    private final Queue<PlannedRun> open;
    private final BlockingQueue<Said> said;

    Worker(RunPlace place, Queue<PlannedRun> open, BlockingQueue<Said> said) {
      super("helixbook-place");
      this.place = place;
      this.open = open;
      this.said = said;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        for (PlannedRun next = open.poll(); next != null; next = open.poll()) {
          said.add(new Ended(next, computed(next)));
        }
      } catch (InterruptedException e) {
        // What it computed is kept, and it takes no other.
      } finally {
        said.add(new Gone());
        place.end();
      }
    }

    private Optional<String> computed(PlannedRun run) throws InterruptedException {
      try {
        return place.compute(
            run.configuration(), (share, detail) -> said.add(new At(run, share, detail)));
      } catch (InputProblem e) {
        return Optional.of(e.getMessage());
      } catch (IOException e) {
        return Optional.of(e.getMessage() + "; ask again to go on");
      }
    }
  }
}
