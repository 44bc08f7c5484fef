package org.helixbook.spectrogram.cnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.helixbook.feedback.Progress;
import org.helixbook.spectrogram.ImageSplit;
import org.helixbook.training.History;
import org.helixbook.training.ImageClassifier;
import org.helixbook.training.LabelledImages;
import org.helixbook.training.Predictions;
import org.helixbook.training.Trainer;
import org.helixbook.training.TrainingOutcome;
import org.helixbook.training.TrainingSettings;

/**
 * One architecture trained several times on the same pictures, from different seeds: a single run
 * of a network says little, its spread says how little.
 *
 * @param architecture what was trained
 * @param trials a trial a seed, in the order given; fewer than asked for if it was interrupted
 */
public record SeedTrials(CnnArchitecture architecture, List<Trial> trials) {

  /** One training, and what its network says of the test set. */
  public static final class Trial {
    private final long seed;
    private final TrainingOutcome outcome;
    private final LabelledImages testImages;
    private Predictions test;

    Trial(long seed, TrainingOutcome outcome, LabelledImages testImages) {
      this.seed = seed;
      this.outcome = outcome;
      this.testImages = testImages;
    }

    /** The base of its seeds. */
    public long seed() {
      return seed;
    }

    /** How it went, with the trained network. */
    public TrainingOutcome outcome() {
      return outcome;
    }

    /**
     * What the network says of the test set at the end of training: the last epoch, not the best.
     * Computed when it is first asked for, so that an interrupted cell need not wait for it.
     */
    public synchronized Predictions test() {
      if (test == null) {
        test = outcome.classifier().predict(testImages, outcome.settings().batchSize());
      }
      return test;
    }
  }

  /** Makes the list immutable. */
  public SeedTrials {
    trials = List.copyOf(trials);
  }

  /**
   * Trains one network a seed, one after the other.
   *
   * @param architecture the layers
   * @param initialisation how the weights are drawn
   * @param settings how to train; its seed is replaced by each of the seeds
   * @param images what to learn from and what to measure on
   * @param seeds the seeds, at least one
   * @param progress is told of each training
   * @param epochEnded gets the number of the trial, from 0, and its history after each epoch
   * @return all trials; an interrupt ends the one that runs, keeps it, and starts no other
   */
  public static SeedTrials run(
      CnnArchitecture architecture,
      Initialisation initialisation,
      TrainingSettings settings,
      ImageSplit images,
      List<Long> seeds,
      Progress progress,
      BiConsumer<Integer, History> epochEnded) {
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("give at least one seed");
    }
    LabelledImages train = images.train();
    List<Trial> trials = new ArrayList<>();
    for (long seed : seeds) {
      int number = trials.size();
      TrainingSettings own = settings.toBuilder().seed(seed).build();
      ImageClassifier classifier =
          CnnFactory.create(
              architecture, train.channels(), train.height(), train.width(), initialisation, own);
      TrainingOutcome outcome =
          Trainer.with(own)
              .reportingTo(progress)
              .onEpoch(history -> epochEnded.accept(number, history))
              .train(classifier, train, images.test());
      trials.add(new Trial(seed, outcome, images.test()));
      if (outcome.status() == TrainingOutcome.Status.INTERRUPTED) {
        break;
      }
    }
    return new SeedTrials(architecture, trials);
  }

  /** The histories, a trial each. */
  public List<History> histories() {
    return trials.stream().map(trial -> trial.outcome().history()).toList();
  }

  /** The test accuracies at the end of training, a trial each, in [0, 1]. */
  public double[] testAccuracies() {
    return trials.stream().mapToDouble(trial -> trial.test().accuracy()).toArray();
  }

  /** Their mean. */
  public double meanTestAccuracy() {
    return Arrays.stream(testAccuracies()).average().orElse(Double.NaN);
  }
}
