package org.helixbook.run;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.helixbook.engine.ComputeThread;
import org.helixbook.feedback.Progress;
import org.helixbook.run.TrainingOutcome.Standing;

/**
 * Lets the compute thread train while the caller waits and is told of progress and epochs. An
 * interrupt of the caller or {@link #stop} ends the training after the batch that is running; the
 * caller has its outcome within half a second all the same.
 */
final class TrainingSession {
  /** How long an interrupted caller waits for the running batch before it gets its outcome. */
  private static final long PATIENCE_MILLIS = 300;

  private final Progress progress;
  private final Consumer<History> epochListener;
  private volatile TrainingRun<?> running;

  /** A session that reports on the thread that calls {@link #run}. */
  TrainingSession(Progress progress, Consumer<History> epochListener) {
    this.progress = progress;
    this.epochListener = epochListener;
  }

  /** Ends the training that is running, if any, after its current batch. For other threads. */
  public void stop() {
    TrainingRun<?> now = running;
    if (now != null) {
      now.stop();
    }
  }

  /** Trains from where the stretch begins until an epoch is done. */
  <L extends Learner> TrainingOutcome<L> run(Stretch<L> stretch, long seed, int untilEpoch) {
    BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();
    TrainingRun<L> run = new TrainingRun<>(stretch, seed, untilEpoch, events);
    running = run;
    CompletableFuture<Standing<L>> result = run.result();
    boolean[] begun = new boolean[1];
    ComputeThread.submit(
        () -> {
          run.compute();
          return null;
        });
    try {
      waitAndReport(run, events, begun);
    } catch (RuntimeException | Error e) {
      if (begun[0]) {
        endAfter(e);
      }
      throw e;
    } finally {
      running = null;
    }
    if (result.isCompletedExceptionally()) {
      if (begun[0]) {
        progress.end("failed");
      }
      try {
        result.getNow(null);
      } catch (CompletionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        if (e.getCause() instanceof RuntimeException runtime) {
          throw runtime;
        }
        throw e;
      }
    }
    TrainingOutcome<L> outcome = new TrainingOutcome<>(result);
    if (begun[0]) {
      progress.end(outcome.toString());
    }
    return outcome;
  }

  /** A bar must not stay in the middle of its way, unless it is the bar that failed. */
  private void endAfter(Throwable failure) {
    try {
      progress.end("stopped: a listener failed");
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Returns when the run has ended, or soon after an interrupt. */
  private void waitAndReport(
      TrainingRun<?> run, BlockingQueue<TrainingEvent> events, boolean[] begun) {
    long deadline = 0;
    boolean stopping = false;
    while (true) {
      try {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        TrainingEvent event =
            stopping
                ? events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                : events.take();
        if (event == null || event instanceof TrainingEvent.Ended) {
          return;
        }
        begun[0] |= event instanceof TrainingEvent.Begun;
        report(event, events);
      } catch (InterruptedException e) {
        run.stop();
        if (!stopping) {
          stopping = true;
          deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        }
      } catch (RuntimeException | Error e) {
        run.stop();
        throw e;
      }
    }
  }

  private void report(TrainingEvent event, BlockingQueue<TrainingEvent> events)
      throws InterruptedException {
    try {
      if (event instanceof TrainingEvent.Begun begin) {
        progress.begin(begin.task(), begin.total(), "batches");
      } else if (event instanceof TrainingEvent.EpochDone epoch) {
        epochListener.accept(epoch.history());
      } else if (event instanceof TrainingEvent.BatchDone batch
          && !(events.peek() instanceof TrainingEvent.BatchDone)) {
        // A listener that lags behind is told of the newest batch alone.
        progress.advance(batch.done(), batch.detail());
      }
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        // An interrupt that hits a listener in the middle of drawing is still only an interrupt.
        if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
          throw new InterruptedException();
        }
      }
      throw e;
    }
  }
}
