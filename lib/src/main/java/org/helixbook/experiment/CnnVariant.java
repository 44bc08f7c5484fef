package org.helixbook.experiment;

import java.util.Map;
import java.util.Objects;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.engine.NumericBackend;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.CnnRuns;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.ImageTask;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunTask;
import org.helixbook.signal.ImageProducer;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.PictureEdit;
import org.helixbook.storage.Seeds;

/**
 * An image classifier on pictures.
 *
 * @param recipe the network, how it begins and is trained; the seed is replaced by those of the
 *     experiment
 * @param images what it learns from and is tested on
 * @param dataset what the pictures show
 */
public record CnnVariant(CnnRecipe recipe, ImageSplit images, String dataset)
    implements Variant<Predictions> {

  private static final int AT_A_TIME = 50;

  /** Into so many the training pictures are parted for choices. */
  private static final int PARTS = 5;

  /** Checks that nothing is missing. */
  public CnnVariant {
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(dataset, "dataset");
  }

  /** A network under its own name, on pictures as they were drawn. */
  public CnnVariant(
      Cnn network,
      Initialisation initialisation,
      TrainingSettings training,
      ImageSplit images,
      String dataset) {
    this(
        new CnnRecipe(
            network.name(), network, initialisation, training, images.pipeline(), PictureEdit.NONE),
        images,
        dataset);
  }

  /** The same under another name. */
  public CnnVariant named(String other) {
    return new CnnVariant(recipe.named(other), images, dataset);
  }

  @Override
  public String name() {
    return recipe.name();
  }

  /** On four fifths of the training pictures, judged on the others. */
  @Override
  public CnnVariant forChoosing() {
    if (images.preparation() instanceof ImageRecipe made) {
      return made.source().fold().held() == 0
          ? with(made.holdingOut(1, PARTS).make(NumericBackend.prepare(), Progress.silent()))
          : this;
    }
    Map<String, ?> preparation = Map.of("held out", "1 of " + PARTS, "of", images.preparation());
    return with(images.holdingOut(1, PARTS, new Seeds(recipe.training().seed()), preparation));
  }

  private CnnVariant with(ImageSplit others) {
    return new CnnVariant(recipe, others, dataset);
  }

  /** The network and the pictures that it takes. */
  CnnDescription description() {
    LabelledImages train = images.train();
    return new CnnDescription(
        recipe.network(), train.channels(), train.height(), train.width(), recipe.initialisation());
  }

  @Override
  public long parameters() {
    LabelledImages train = images.train();
    return recipe.network().parameters(train.channels(), train.height(), train.width());
  }

  @Override
  public int examples() {
    return images.test().size();
  }

  @Override
  public RunConfiguration configuration(long seed) {
    LabelledImages train = images.train();
    return RunConfiguration.here(
        CnnRuns.NAME,
        recipe.network().name(),
        description().toJson(),
        recipe.training().toBuilder().seed(seed).build(),
        ImageTask.digests(train, images.test()),
        images.preparation());
  }

  @Override
  public RunTask<ImageLearner> task() {
    return CnnRuns.task(images);
  }

  /** The last epoch's, not the best's; of a stopped training as far as it came. */
  @Override
  public Predictions score(RunOutcome<?> outcome) {
    ImageLearner learner = learner(outcome);
    return outcome
        .result()
        .map(learner::predictions)
        .orElseGet(
            () ->
                learner
                    .classifier()
                    .predict(learner.test(), learner.settings().classifiedAtATime()));
  }

  private static ImageLearner learner(RunOutcome<?> outcome) {
    return (ImageLearner) outcome.training().learner();
  }

  /** The trained network of a trial. */
  public static ImageClassifier network(Trial<Predictions> trial) {
    return learner(trial.outcome()).classifier();
  }

  /**
   * The score of trained networks on other pictures of the same shape.
   *
   * @param trials of this variant
   * @param what the pictures show
   * @param others as the networks take them, such as an erased copy of {@link #images}
   * @return the same networks
   */
  public static Trials<Predictions> on(
      Trials<Predictions> trials, String what, LabelledImages others) {
    return trials.scored(what, others.size(), trial -> network(trial).predict(others, AT_A_TIME));
  }

  /**
   * Pictures of other windows, drawn exactly as the training windows were: nothing is fitted anew.
   *
   * @param windows as long as the training windows
   * @param threads how many to draw at a time
   * @return the pictures
   */
  public LabelledImages pictures(LabelledSequences windows, int threads) {
    return recipe
        .edit()
        .apply(new ImageProducer(images.pipeline(), threads, Progress.silent()).images(windows));
  }
}
