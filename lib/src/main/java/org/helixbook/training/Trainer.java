package org.helixbook.training;

import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.numeric.ComputeThread;
import org.helixbook.training.TrainingOutcome.Position;
import org.helixbook.training.TrainingOutcome.Status;

/**
 * Trains an {@link ImageClassifier}. It computes on the compute thread while the caller waits;
 * progress and epochs are reported on the caller's thread, so that a chart in a notebook is drawn
 * where the notebook expects it and a slow one does not slow the training.
 *
 * <p>An interrupt of the caller (a notebook's stop button) or {@link #stop} ends the training after
 * the batch that is running; the outcome is returned within half a second all the same, and {@link
 * #continueTraining} goes on from there with the same bits as if nothing had happened.
 *
 * <p>What an epoch's record says: training loss and accuracy are means over the epoch's batches as
 * they were met, each before its own step, so the network was changing under them; test loss and
 * accuracy are of the network at the epoch's end. Loss is the cross-entropy without the L2 term.
 */
public final class Trainer {
  /** How long an interrupted caller waits for the running batch before it gets its outcome. */
  private static final long PATIENCE_MILLIS = 300;

  private final TrainingSettings settings;
  private final Progress progress;
  private final Consumer<History> epochListener;
  private volatile TrainingRun running;

  private Trainer(TrainingSettings settings, Progress progress, Consumer<History> epochListener) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.progress = Objects.requireNonNull(progress, "progress");
    this.epochListener = Objects.requireNonNull(epochListener, "epochListener");
  }

  /**
   * A trainer that reports nothing.
   *
   * @param settings how to train
   */
  public static Trainer with(TrainingSettings settings) {
    return new Trainer(settings, Progress.silent(), history -> {});
  }

  /**
   * The same trainer with a listener for batches.
   *
   * @param listener is told of batches done, with loss, accuracy and images a second
   */
  public Trainer reportingTo(Progress listener) {
    return new Trainer(settings, listener, epochListener);
  }

  /**
   * The same trainer with a listener for epochs.
   *
   * @param listener gets the history after every epoch, for live curves
   */
  public Trainer onEpoch(Consumer<History> listener) {
    return new Trainer(settings, progress, listener);
  }

  /**
   * Trains for as many epochs as the settings say.
   *
   * @param classifier is changed
   * @param train what it learns from
   * @param test what it is measured on after each epoch, and never learns from
   * @return how it ended; never null, also after an interrupt, whose flag is cleared
   * @throws InputProblem if images and network do not fit, or a set is empty
   * @throws RuntimeException what a listener throws; the training is then stopped, and the
   *     classifier keeps what it has learned
   */
  public TrainingOutcome train(
      ImageClassifier classifier, LabelledImages train, LabelledImages test) {
    classifier.requireFitting(train);
    classifier.requireFitting(test);
    if (train.size() == 0 || test.size() == 0) {
      throw new InputProblem(
          "training of " + classifier.name(),
          "there are " + train.size() + " training and " + test.size() + " test images",
          "give at least one of each");
    }
    Standing start = new Standing(classifier, Position.START);
    return run(() -> start, train, test, settings.epochs());
  }

  /**
   * Goes on where a training ended, with the settings of this trainer and the data of that
   * training. An epoch that was begun is finished first and counts as one of the epochs.
   *
   * @param outcome the newest outcome of its network
   * @param moreEpochs how many epochs to add to the finished ones, at least 1
   * @return how it ended, with the whole history
   * @throws InputProblem if the training had diverged, or the network was trained further since
   */
  public TrainingOutcome continueTraining(TrainingOutcome outcome, int moreEpochs) {
    Position start = outcome.position();
    if (start.status() == Status.DIVERGED) {
      throw new InputProblem(
          "training of " + outcome.classifier().name(),
          "it had diverged, and its weights are no longer numbers",
          "make a new network and train it with a smaller learning rate");
    }
    if (moreEpochs < 1) {
      throw new InputProblem(
          "training of " + outcome.classifier().name(),
          moreEpochs + " more epochs were asked for",
          "ask for at least 1");
    }
    if (ComputeThread.call(outcome.classifier()::steps) != start.steps()) {
      throw new InputProblem(
          "training of " + outcome.classifier().name(),
          "the network was trained further since this outcome",
          "go on from its newest outcome");
    }
    Standing standing = new Standing(outcome.classifier(), start);
    return run(
        () -> standing,
        outcome.train(),
        outcome.test(),
        start.history().epochs().size() + moreEpochs);
  }

  /** Ends the training that is running, if any, after its current batch. For other threads. */
  public void stop() {
    TrainingRun now = running;
    if (now != null) {
      now.stop();
    }
  }

  /** Trains from where the stretch begins until an epoch is done. */
  TrainingOutcome run(Stretch stretch, LabelledImages train, LabelledImages test, int untilEpoch) {
    BlockingQueue<TrainingEvent> events = new LinkedBlockingQueue<>();
    TrainingRun run = new TrainingRun(stretch, train, test, settings, untilEpoch, events);
    running = run;
    CompletableFuture<Standing> result = run.result();
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
    TrainingOutcome outcome = new TrainingOutcome(train, test, settings, result);
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
      TrainingRun run, BlockingQueue<TrainingEvent> events, boolean[] begun) {
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
