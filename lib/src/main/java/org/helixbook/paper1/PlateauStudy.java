package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.ClassifierReport;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.signal.ImageScale;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;

/**
 * How often, and when, do trainings leave the loss of guessing? Many short trainings; the rule is
 * that of {@link ChancePlateau}, fixed before looking.
 *
 * @param experiment trains; its seeds are not used
 * @param epochs of each training
 * @param train what is learned from
 * @param test what is tested on
 * @param threads how many windows to draw at a time
 */
public record PlateauStudy(
    Experiment experiment,
    int epochs,
    LabelledSequences train,
    LabelledSequences test,
    int threads) {

  /** The start of the paper: PyTorch's default weights, pictures as it prepares them. */
  public static final String PUBLISHED = "PyTorch's weights, pictures as published";

  /** The start that helps: He's weights, pictures standardised on the training set. */
  public static final String HELPED = "He's weights, standardised pictures";

  /** Both starts, the paper's first. */
  public static final List<String> STARTS = List.of(PUBLISHED, HELPED);

  /** The share from which on a network counts as giving one class always: the paper's is .9975. */
  static final double ONE_CLASS = 0.98;

  private static final int WINDOW_BP = 240;
  private static final int HOP_BP = 8;
  private static final int BATCH = 25;

  /**
   * One training, seen as an attempt to leave the plateau of guessing.
   *
   * @param model the architecture
   * @param start how its weights and inputs began, for a reader
   * @param seed its base seed
   * @param trainLosses mean training loss of each epoch, nats
   * @param leftIn the first epoch below the rule's loss, from 1; 0 if it never left
   * @param testAccuracy at the end
   * @param commonestShare the share of the test windows that were given the class given most often:
   *     1 means one class always, as in the paper's table of Model 3
   * @param run the run's id
   */
  public record Training(
      String model,
      String start,
      long seed,
      List<Double> trainLosses,
      int leftIn,
      double testAccuracy,
      double commonestShare,
      String run) {
    /** Copies the list. */
    public Training {
      trainLosses = List.copyOf(trainLosses);
    }

    boolean left() {
      return leftIn > 0;
    }

    boolean oneClass() {
      return commonestShare >= ONE_CLASS;
    }
  }

  /**
   * Trains one model from both {@link #STARTS} and every seed, on small pictures.
   *
   * @param architecture the model
   * @param side rows and columns of its pictures in pixels
   * @param seeds the base seeds
   * @return a trial a start and seed, those of the paper's start first
   */
  public List<Training> bothStarts(Cnn architecture, int side, List<Long> seeds) {
    SpectrogramPipeline small = Variants.smallPicture(side, WINDOW_BP, HOP_BP);
    SpectrogramPipeline published =
        small
            .withScale(ImageScale.perImage())
            .withPreprocessing(Preprocessing.paper().withSide(side));
    List<Training> trials = new ArrayList<>();
    trials.addAll(
        run(architecture, Initialisation.PYTORCH_DEFAULT, PUBLISHED, published, false, seeds));
    trials.addAll(run(architecture, Initialisation.HE_NORMAL, HELPED, small, true, seeds));
    return trials;
  }

  private List<Training> run(
      Cnn architecture,
      Initialisation initialisation,
      String start,
      SpectrogramPipeline pipeline,
      boolean standardise,
      List<Long> seeds) {
    ImageSplit images =
        ImageSplit.prepare(pipeline, standardise, train, test, threads, Progress.silent());
    CnnVariant variant =
        new CnnVariant(
                architecture,
                initialisation,
                TrainingSettings.builder().epochs(epochs).batchSize(BATCH).build(),
                images,
                "plateau")
            .named(architecture.name() + ", " + start);
    return trials(architecture.name(), start, experiment.from(seeds).run(variant));
  }

  /**
   * Trainings as attempts to leave the plateau.
   *
   * @param model the architecture's name
   * @param start how weights and inputs began
   * @param trials the trainings
   * @return one each
   */
  static List<Training> trials(String model, String start, Trials<Predictions> trials) {
    return trials.trials().stream()
        .map(
            trial -> {
              double[] losses = trial.history().values("trainLoss");
              return new Training(
                  model,
                  start,
                  trial.seed(),
                  Arrays.stream(losses).boxed().toList(),
                  ChancePlateau.leftIn(losses).orElse(0),
                  trial.test().accuracy(),
                  ClassifierReport.commonestShare(trial.test().predicted()),
                  String.join(" ", trial.runs()));
            })
        .toList();
  }
}
