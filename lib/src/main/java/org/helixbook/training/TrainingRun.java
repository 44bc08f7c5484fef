package org.helixbook.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.helixbook.feedback.InputProblem;
import org.helixbook.randomness.Seeds;
import org.helixbook.training.TrainingOutcome.Position;
import org.helixbook.training.TrainingOutcome.Status;
import org.nd4j.linalg.factory.Nd4j;

/** One stretch of training, computed on the compute thread; {@link Trainer} waits for it. */
final class TrainingRun {
  private final Stretch stretch;
  private final LabelledImages train;
  private final LabelledImages test;
  private final TrainingSettings settings;
  private final int untilEpoch;
  private final Queue<TrainingEvent> events;
  private final CompletableFuture<Standing> result = new CompletableFuture<>();
  private final int batches;
  private volatile boolean stopped;

  // Where the training stands; touched by the compute thread alone.
  private ImageClassifier classifier;
  private History history;
  private int nextBatch;
  private double lossSum;
  private int correct;
  private double seconds;
  private long batchesDone;

  TrainingRun(
      Stretch stretch,
      LabelledImages train,
      LabelledImages test,
      TrainingSettings settings,
      int untilEpoch,
      Queue<TrainingEvent> events) {
    this.stretch = stretch;
    this.train = train;
    this.test = test;
    this.settings = settings;
    this.untilEpoch = untilEpoch;
    this.events = events;
    this.batches = (train.size() + settings.batchSize() - 1) / settings.batchSize();
  }

  /** Where the training stands when it has ended. */
  CompletableFuture<Standing> result() {
    return result;
  }

  /** Ends it after the running batch. */
  void stop() {
    stopped = true;
  }

  /** Computes until the end; never throws. */
  void compute() {
    Standing end = null;
    Throwable failure = null;
    try (stretch) {
      Standing start = stretch.open();
      begin(start);
      Position last =
          start.position().status() == Status.DIVERGED ? start.position() : computeEpochs();
      end = stretch.ended(new Standing(classifier, last));
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

  private void begin(Standing start) {
    classifier = start.classifier();
    classifier.requireFitting(train);
    classifier.requireFitting(test);
    Position position = start.position();
    history = position.history();
    nextBatch = position.nextBatch();
    lossSum = position.lossSum();
    correct = position.correct();
    seconds = position.seconds();
    long total = (long) (untilEpoch - history.epochs().size()) * batches - nextBatch;
    if (total > 0 && position.status() != Status.DIVERGED) {
      events.add(new TrainingEvent.Begun(classifier.name() + ", seed " + settings.seed(), total));
    }
    if (stretch.keeps() && !history.epochs().isEmpty()) {
      // Computed by another stretch: the listener of this one has not seen them.
      events.add(new TrainingEvent.EpochDone(history));
    }
  }

  private InputProblem outOfMemory(OutOfMemoryError e) {
    String where =
        history == null
            ? "before its first batch"
            : "in epoch " + (history.epochs().size() + 1) + " after batch " + nextBatch;
    return new InputProblem(
        "training with seed " + settings.seed(),
        "memory ran out " + where + " (" + e.getMessage() + ")",
        "lower the batch size below "
            + settings.batchSize()
            + " or use smaller images (both make it another run), or close other programs",
        e);
  }

  private Position computeEpochs() throws IOException {
    Seeds seeds = new Seeds(settings.seed());
    while (history.epochs().size() < untilEpoch) {
      int epoch = history.epochs().size() + 1;
      long begun = System.nanoTime();
      double earlier = seconds;
      int[] order = seeds.permutation(train.size(), "order of the images in epoch " + epoch);
      int seenNow = 0;
      while (nextBatch < batches) {
        if (stopped) {
          return interrupted(epoch);
        }
        int from = nextBatch * settings.batchSize();
        int[] rows =
            Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batchSize()));
        // For layers that draw (dropout): by batch, so that a resumed epoch draws the same.
        Nd4j.getRandom().setSeed(seeds.of("noise of epoch " + epoch + ", batch " + nextBatch));
        double batchLoss = count(classifier.step(train, rows), rows);
        nextBatch++;
        batchesDone++;
        seenNow += rows.length;
        seconds = earlier + (System.nanoTime() - begun) / 1e9;
        if (!Double.isFinite(batchLoss)) {
          return diverged(epoch);
        }
        events.add(new TrainingEvent.BatchDone(batchesDone, detail(epoch, seenNow, begun)));
        if (stretch.due()) {
          if (!classifier.isFinite()) {
            return diverged(epoch);
          }
          stretch.keep(stopped(epoch));
        }
      }
      double testLoss = 0;
      int testCorrect = 0;
      for (int from = 0; from < test.size(); from += settings.batchSize()) {
        if (stopped) {
          return interrupted(epoch);
        }
        int[] rows =
            ImageClassifier.range(from, Math.min(settings.batchSize(), test.size() - from));
        double[][] probabilities = classifier.probabilities(test, rows);
        for (int i = 0; i < rows.length; i++) {
          testLoss += Predictions.loss(probabilities[i][test.labels()[rows[i]]]);
          if (Predictions.mostProbable(probabilities[i]) == test.labels()[rows[i]]) {
            testCorrect++;
          }
        }
      }
      if (!Double.isFinite(testLoss) || stretch.keeps() && !classifier.isFinite()) {
        return diverged(epoch);
      }
      history =
          history.plus(
              new EpochRecord(
                  epoch,
                  lossSum / train.size(),
                  (double) correct / train.size(),
                  testLoss / test.size(),
                  (double) testCorrect / test.size(),
                  earlier + (System.nanoTime() - begun) / 1e9));
      nextBatch = 0;
      lossSum = 0;
      correct = 0;
      seconds = 0;
      stretch.keep(stopped(epoch + 1));
      events.add(new TrainingEvent.EpochDone(history));
    }
    EpochRecord last = history.last();
    return position(
        Status.FINISHED,
        String.format(
            Locale.ROOT,
            "%d epochs, test accuracy %.3f, test loss %.3f",
            last.epoch(),
            last.testAccuracy(),
            last.testLoss()));
  }

  /** Adds a batch to the epoch's sums and returns its own summed loss. */
  private double count(double[][] probabilities, int[] rows) {
    double batchLoss = 0;
    for (int i = 0; i < rows.length; i++) {
      int label = train.labels()[rows[i]];
      batchLoss += Predictions.loss(probabilities[i][label]);
      if (Predictions.mostProbable(probabilities[i]) == label) {
        correct++;
      }
    }
    lossSum += batchLoss;
    return batchLoss;
  }

  private String detail(int epoch, int seenNow, long begun) {
    int seen = Math.min(train.size(), nextBatch * settings.batchSize());
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, loss %.3f, accuracy %.3f, %.0f images/s",
        epoch,
        untilEpoch,
        lossSum / seen,
        (double) correct / seen,
        seenNow / ((System.nanoTime() - begun) / 1e9));
  }

  private Position interrupted(int epoch) throws IOException {
    if (stretch.keeps() && !classifier.isFinite()) {
      return diverged(epoch);
    }
    Position position = stopped(epoch);
    stretch.keep(position);
    return position;
  }

  private Position stopped(int epoch) {
    return position(
        Status.INTERRUPTED,
        "stopped in epoch "
            + epoch
            + " after "
            + nextBatch
            + " of its "
            + batches
            + " batches; "
            + stretch.howToGoOn());
  }

  private Position diverged(int epoch) {
    return position(
        Status.DIVERGED,
        "the loss is no longer a number in epoch "
            + epoch
            + " after batch "
            + nextBatch
            + ": make a new network and train it with a learning rate ten times smaller than "
            + settings.learningRate()
            + ", and check that the images are standardised");
  }

  private Position position(Status status, String message) {
    return new Position(
        status, history, nextBatch, lossSum, correct, seconds, classifier.steps(), message);
  }
}
