package org.helixbook.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageProducer;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;

/**
 * Trains variants from the same seeds on the same windows. What was trained before is there at
 * once; what was stopped goes on.
 *
 * @param store keeps the runs
 * @param seeds the base seeds of each variant, at least one
 * @param bootstrap for the intervals
 * @param threads how many windows to draw at a time
 * @param progress is told of the trainings
 */
public record VariantStudy(
    RunStore store, List<Long> seeds, Bootstrap bootstrap, int threads, Progress progress) {

  /** Copies the list. */
  public VariantStudy {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(progress, "progress");
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("give at least one seed");
    }
  }

  /** A variant that was trained. */
  public final class Trained {
    private final CnnRecipe variant;
    private final ImageSplit images;
    private final SeedTrials trials;
    private final String testName;

    private Trained(CnnRecipe variant, ImageSplit images, SeedTrials trials, String testName) {
      this.variant = variant;
      this.images = images;
      this.trials = trials;
      this.testName = testName;
    }

    /** What was trained. */
    public CnnRecipe variant() {
      return variant;
    }

    /** The pictures, as the network was given them. */
    public ImageSplit images() {
      return images;
    }

    /** The trainings, one a seed; fewer if they were interrupted. */
    public SeedTrials trials() {
      return trials;
    }

    /** The networks, one a seed. */
    public List<ImageClassifier> networks() {
      return trials.trials().stream().map(one -> one.outcome().learner().classifier()).toList();
    }

    /** The classes that each network gives the test windows, an array a seed. */
    public List<int[]> decided() {
      return trials.trials().stream().map(one -> one.test().predicted()).toList();
    }

    /** The probability of class 0 that each network gives the test windows, an array a seed. */
    public List<double[]> scores() {
      return trials.trials().stream().map(one -> one.test().probabilitiesOf(0)).toList();
    }

    /** The score on the test windows, of the last epoch. */
    public VariantResult result() {
      return result(testName, trials.trials().stream().map(SeedTrials.Trial::test).toList());
    }

    /**
     * The score on other pictures of the same shape.
     *
     * @param name what they are
     * @param others as the network takes them, such as an erased copy of {@link #images}
     * @return the score of the same networks
     */
    public VariantResult on(String name, LabelledImages others) {
      return result(name, networks().stream().map(network -> network.predict(others, 50)).toList());
    }

    /**
     * The score on other windows, drawn exactly as the training windows were: nothing is fitted
     * anew.
     *
     * @param name what they are
     * @param windows as long as the training windows
     * @return the score of the same networks
     */
    public VariantResult on(String name, LabelledSequences windows) {
      return on(name, pictures(windows));
    }

    /**
     * Pictures of other windows, drawn exactly as the training windows were.
     *
     * @param windows as long as the training windows
     * @return the pictures
     */
    public LabelledImages pictures(LabelledSequences windows) {
      return variant
          .edit()
          .apply(
              new ImageProducer(images.pipeline(), threads, Progress.silent())
                  .images(windows.sequences(), windows.labels(), windows.classNames()));
    }

    private VariantResult result(String name, List<Predictions> predictions) {
      LabelledImages train = images.train();
      return VariantResult.of(
          variant.name(),
          name,
          variant.architecture().parameters(train.channels(), train.height(), train.width()),
          Arrays.stream(trials.seeds()).boxed().toList(),
          predictions,
          List.of(trials.runs()),
          bootstrap);
    }
  }

  /**
   * Trains a variant from every seed.
   *
   * @param variant what to train
   * @param train what to learn from
   * @param test what to measure on
   * @param testName what the test windows are, for the result
   * @return the trained networks and their scores
   * @throws org.helixbook.feedback.InputProblem if a window cannot be used, or as the store says
   */
  public Trained train(
      CnnRecipe variant, LabelledSequences train, LabelledSequences test, String testName) {
    return train(variant, train, test, testName, variant.name());
  }

  /** The same under a name for the progress that says more than the variant's own. */
  public Trained train(
      CnnRecipe variant,
      LabelledSequences train,
      LabelledSequences test,
      String testName,
      String progressName) {
    // Small pictures are drawn in a second or two: a bar of their own for each variant hides the
    // rest.
    ImageSplit images =
        ImageSplit.prepare(variant.pipeline(), true, train, test, threads, Progress.silent())
            .edited(variant.edit());
    SeedTrials trials =
        SeedTrials.run(
            store,
            progressName,
            variant.architecture(),
            variant.initialisation(),
            variant.training(),
            images,
            seeds,
            progress,
            (seed, epoch) -> {});
    return new Trained(variant, images, trials, testName);
  }
}
