package org.helixbook.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.helixbook.randomness.Seeds;
import org.helixbook.training.TrainingOutcome.Position;
import org.helixbook.training.TrainingOutcome.Status;
import org.nd4j.linalg.factory.Nd4j;

/** One stretch of training, computed on the compute thread; {@link Trainer} waits for it. */
final class TrainingRun {
  private final ImageClassifier classifier;
  private final LabelledImages train;
  private final LabelledImages test;
  private final TrainingSettings settings;
  private final int untilEpoch;
  private final Queue<TrainingEvent> events;
  private final CompletableFuture<Position> result = new CompletableFuture<>();
  private final int batches;
  private volatile boolean stopped;

  // Where the training stands; touched by the compute thread alone.
  private History history;
  private int nextBatch;
  private double lossSum;
  private int correct;
  private double seconds;
  private long batchesDone;

  TrainingRun(
      ImageClassifier classifier,
      LabelledImages train,
      LabelledImages test,
      TrainingSettings settings,
      Position start,
      int untilEpoch,
      Queue<TrainingEvent> events) {
    this.classifier = classifier;
    this.train = train;
    this.test = test;
    this.settings = settings;
    this.untilEpoch = untilEpoch;
    this.events = events;
    this.batches = (train.size() + settings.batchSize() - 1) / settings.batchSize();
    this.history = start.history();
    this.nextBatch = start.nextBatch();
    this.lossSum = start.lossSum();
    this.correct = start.correct();
    this.seconds = start.seconds();
  }

  /** Where the training stands when it has ended. */
  CompletableFuture<Position> result() {
    return result;
  }

  /** Ends it after the running batch. */
  void stop() {
    stopped = true;
  }

  /** Batches that are to be done, from where it starts. */
  long totalBatches() {
    return (long) (untilEpoch - history.epochs().size()) * batches - nextBatch;
  }

  /** Computes until the end; never throws. */
  void compute() {
    try {
      result.complete(computeEpochs());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    } finally {
      events.add(new TrainingEvent.Ended());
    }
  }

  private Position computeEpochs() {
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
      if (!Double.isFinite(testLoss)) {
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

  private Position interrupted(int epoch) {
    return position(
        Status.INTERRUPTED,
        "stopped in epoch "
            + epoch
            + " after "
            + nextBatch
            + " of its "
            + batches
            + " batches; continueTraining goes on from here");
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
