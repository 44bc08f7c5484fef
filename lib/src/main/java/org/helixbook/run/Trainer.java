package org.helixbook.run;

import java.util.Objects;
import java.util.function.Consumer;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.TrainingOutcome.Position;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.signal.LabelledImages;

/**
 * Trains an {@link ImageClassifier} without keeping it in a {@link RunStore}. It computes on the
 * compute thread while the caller waits; progress and epochs are reported on the caller's thread,
 * so that a chart in a notebook is drawn where the notebook expects it and a slow one does not slow
 * the training.
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
  private final TrainingSettings settings;
  private final Progress progress;
  private final Consumer<History> epochListener;
  private volatile TrainingSession session;

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
  public TrainingOutcome<ImageLearner> train(
      ImageClassifier classifier, LabelledImages train, LabelledImages test) {
    if (train.size() == 0 || test.size() == 0) {
      throw new InputProblem(
          "training of " + classifier.name(),
          "there are " + train.size() + " training and " + test.size() + " test images",
          "give at least one of each");
    }
    return run(
        new Standing<>(new ImageLearner(classifier, train, test, settings), Position.START),
        settings.epochs());
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
  public TrainingOutcome<ImageLearner> continueTraining(
      TrainingOutcome<ImageLearner> outcome, int moreEpochs) {
    Position start = outcome.position();
    ImageLearner learner = outcome.learner();
    if (start.status() == Status.DIVERGED) {
      throw new InputProblem(
          "training of " + learner.name(),
          "it had diverged, and its weights are no longer numbers",
          "make a new network and train it with a smaller learning rate");
    }
    if (moreEpochs < 1) {
      throw new InputProblem(
          "training of " + learner.name(),
          moreEpochs + " more epochs were asked for",
          "ask for at least 1");
    }
    outcome.requireNewest();
    return run(
        new Standing<>(learner.with(settings), start),
        start.history().epochs().size() + moreEpochs);
  }

  private TrainingOutcome<ImageLearner> run(Standing<ImageLearner> start, int untilEpoch) {
    TrainingSession now = new TrainingSession(progress, epochListener);
    session = now;
    try {
      return now.run(() -> start, settings.seed(), untilEpoch);
    } finally {
      session = null;
    }
  }

  /** Ends the training that is running, if any, after its current batch. For other threads. */
  public void stop() {
    TrainingSession now = session;
    if (now != null) {
      now.stop();
    }
  }
}
