package org.helixbook.run;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Wording;
import org.helixbook.run.TrainingOutcome.Position;
import org.helixbook.run.TrainingOutcome.Standing;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.storage.Seeds;
import org.nd4j.linalg.factory.Nd4j;

/** One stretch of training, computed on the compute thread; a {@link TrainingSession} waits. */
final class TrainingRun<L extends Learner> {
  private final Stretch<L> stretch;
  private final long seed;
  private final int untilEpoch;
  private final Queue<TrainingEvent> events;
  private final CompletableFuture<Standing<L>> result = new CompletableFuture<>();
  private volatile boolean stopped;

  // Where the training stands; touched by the compute thread alone.
  private L learner;
  private History history;
  private int batches;
  private int nextBatch;
  private Sums sums;
  private double seconds;
  private long batchesDone;

  TrainingRun(Stretch<L> stretch, long seed, int untilEpoch, Queue<TrainingEvent> events) {
    this.stretch = stretch;
    this.seed = seed;
    this.untilEpoch = untilEpoch;
    this.events = events;
  }

  /** Where the training stands when it has ended. */
  CompletableFuture<Standing<L>> result() {
    return result;
  }

  /** Ends it after the running batch. */
  void stop() {
    stopped = true;
  }

  /** Computes until the end; never throws. */
  void compute() {
    Standing<L> end = null;
    Throwable failure = null;
    try (stretch) {
      Standing<L> start = stretch.open();
      begin(start);
      Position last =
          start.position().status() == Status.DIVERGED ? start.position() : computeEpochs();
      end = stretch.ended(new Standing<>(learner, last));
    } catch (OutOfMemoryError e) {
      failure = outOfMemory(e);
    } catch (Throwable e) {
      failure = e;
    }
    if (failure == null) {
      result.complete(end);
    } else {
      result.completeExceptionally(failure);
    }
    events.add(new TrainingEvent.Ended());
  }

  private void begin(Standing<L> start) {
    learner = start.learner();
    batches = learner.batches();
    Position position = start.position();
    history = position.history();
    nextBatch = position.nextBatch();
    sums = position.sums();
    seconds = position.seconds();
    long total = isOver() ? 0 : (long) (untilEpoch - history.epochs().size()) * batches - nextBatch;
    if (total > 0 && position.status() != Status.DIVERGED) {
      events.add(new TrainingEvent.Begun(title(), total));
    }
    if (!history.epochs().isEmpty()) {
      // Computed by another stretch: the listener of this one has not seen them.
      events.add(new TrainingEvent.EpochDone(history));
    }
  }

  @Wording
  private String title() {
    return learner.name() + ", seed " + seed;
  }

  private boolean isOver() {
    return history.epochs().size() >= untilEpoch || endsEarly(learner, history);
  }

  static boolean endsEarly(Learner learner, History history) {
    return !history.epochs().isEmpty() && learner.endsEarly(history);
  }

  @Wording
  private InputProblem outOfMemory(OutOfMemoryError e) {
    String where =
        history == null
            ? "before its first batch"
            : "in epoch " + (history.epochs().size() + 1) + " after batch " + nextBatch;
    return new InputProblem(
        "training with seed " + seed,
        "memory ran out " + where + " (" + e.getMessage() + ")",
        learner == null
            ? "lower the batch size (that makes it another run), or close other programs"
            : learner.whenMemoryRunsOut(),
        e);
  }

  private Position computeEpochs() throws IOException {
    Seeds seeds = new Seeds(seed);
    while (!isOver()) {
      int epoch = history.epochs().size() + 1;
      long begun = System.nanoTime();
      double earlier = seconds;
      long seenNow = 0;
      while (nextBatch < batches) {
        if (stopped) {
          return interrupted(epoch);
        }
        // For layers that draw (dropout): by batch, so that a resumed epoch draws the same.
        Nd4j.getRandom().setSeed(seeds.of("noise of epoch " + epoch + ", batch " + nextBatch));
        Sums batch = learner.step(epoch, nextBatch);
        sums = sums.plus(batch);
        nextBatch++;
        batchesDone++;
        seenNow += batch.items();
        seconds = earlier + (System.nanoTime() - begun) / 1e9;
        if (!batch.isFinite()) {
          return diverged(epoch);
        }
        events.add(new TrainingEvent.BatchDone(batchesDone, detail(epoch, seenNow, begun)));
        if (stretch.due()) {
          if (!learner.isFinite()) {
            return diverged(epoch);
          }
          stretch.keep(stopped(epoch));
        }
      }
      Optional<Map<String, Double>> metrics = learner.measure(sums, () -> stopped);
      if (metrics.isEmpty()) {
        return interrupted(epoch);
      }
      EpochRecord measured =
          new EpochRecord(epoch, metrics.get(), earlier + (System.nanoTime() - begun) / 1e9);
      if (!learner.isSound(measured) || !learner.isFinite()) {
        return diverged(epoch);
      }
      history = history.plus(measured);
      nextBatch = 0;
      sums = Sums.none();
      seconds = 0;
      learner.epochEnded(history);
      stretch.keep(stopped(epoch + 1));
      events.add(new TrainingEvent.EpochDone(history));
    }
    return position(Status.FINISHED, howFinished());
  }

  @Wording
  private String howFinished() {
    int done = history.epochs().size();
    return CountText.of(done, "epoch")
        + ", "
        + (done < untilEpoch ? "ended early as its rule says, " : "")
        + learner.summary(history.last());
  }

  @Wording
  private String detail(int epoch, long seenNow, long begun) {
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, %s, %.0f %s/s",
        epoch,
        untilEpoch,
        learner.describe(sums),
        seenNow / ((System.nanoTime() - begun) / 1e9),
        learner.unit());
  }

  private Position interrupted(int epoch) throws IOException {
    if (!learner.isFinite()) {
      return diverged(epoch);
    }
    Position position = stopped(epoch);
    stretch.keep(position);
    return position;
  }

  private Position stopped(int epoch) {
    return position(Status.INTERRUPTED, whereStopped(epoch));
  }

  @Wording
  private String whereStopped(int epoch) {
    return "stopped in epoch "
        + epoch
        + " after "
        + nextBatch
        + " of its "
        + batches
        + " batches; ask for the run again, and it goes on from here";
  }

  private Position diverged(int epoch) {
    return position(Status.DIVERGED, whereDiverged(epoch));
  }

  @Wording
  private String whereDiverged(int epoch) {
    return "the loss is no longer a number in epoch "
        + epoch
        + " after batch "
        + nextBatch
        + ": "
        + learner.whenDiverged();
  }

  private Position position(Status status, String message) {
    return new Position(status, history, nextBatch, sums, seconds, learner.steps(), message);
  }
}
