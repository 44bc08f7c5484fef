package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.experiment.PlateauTrial;
import org.helixbook.experiment.SeedTrials;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageScale;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;

/**
 * How often, and when, do trainings leave the loss of guessing? Many short trainings; the rule is
 * that of {@link ChancePlateau}, fixed before looking.
 *
 * @param store keeps the runs
 * @param training how to train; its seed is replaced
 * @param seeds the base seeds of each model and start
 * @param progress is told of the work
 */
public record PlateauStudy(
    RunStore store, TrainingSettings training, List<Long> seeds, Progress progress) {

  /** The start of the paper: PyTorch's default weights, pictures as it prepares them. */
  public static final String PUBLISHED = "PyTorch's weights, pictures as published";

  /** The start that helps: He's weights, pictures standardised on the training set. */
  public static final String HELPED = "He's weights, standardised pictures";

  /** Both starts, the paper's first. */
  public static final List<String> STARTS = List.of(PUBLISHED, HELPED);

  private static final int WINDOW_BP = 240;
  private static final int HOP_BP = 8;

  /** Copies the list. */
  public PlateauStudy {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(progress, "progress");
    seeds = List.copyOf(seeds);
  }

  /**
   * Trains one model from both {@link #STARTS} and every seed, on small pictures.
   *
   * @param architecture the model
   * @param side rows and columns of its pictures in pixels
   * @param train what it learns from
   * @param test what it is tested on
   * @param threads how many windows to draw at a time
   * @return a trial a start and seed, those of the paper's start first
   */
  public List<PlateauTrial> bothStarts(
      CnnArchitecture architecture,
      int side,
      LabelledSequences train,
      LabelledSequences test,
      int threads) {
    SpectrogramPipeline small = PaperOneVariants.smallPicture(side, WINDOW_BP, HOP_BP);
    SpectrogramPipeline published =
        small
            .withScale(ImageScale.perImage())
            .withPreprocessing(Preprocessing.paper().withSide(side));
    List<PlateauTrial> trials =
        new ArrayList<>(
            run(
                architecture,
                Initialisation.PYTORCH_DEFAULT,
                PUBLISHED,
                ImageSplit.prepare(published, false, train, test, threads, Progress.silent())));
    trials.addAll(
        run(
            architecture,
            Initialisation.HE_NORMAL,
            HELPED,
            ImageSplit.prepare(small, true, train, test, threads, Progress.silent())));
    return trials;
  }

  /**
   * Trains one model from every seed.
   *
   * @param architecture the model
   * @param initialisation how its weights are drawn
   * @param start the start in words, such as {@code PyTorch's weights, pictures as published}
   * @param images what it learns from and is tested on
   * @return a trial a seed
   */
  public List<PlateauTrial> run(
      CnnArchitecture architecture,
      Initialisation initialisation,
      String start,
      ImageSplit images) {
    SeedTrials trials =
        SeedTrials.run(
            store,
            architecture.name() + ", " + start,
            architecture,
            initialisation,
            training,
            images,
            seeds,
            progress,
            (seed, epoch) -> {});
    List<PlateauTrial> results = new ArrayList<>();
    for (SeedTrials.Trial trial : trials.trials()) {
      double[] losses = trial.outcome().history().values("trainLoss");
      results.add(
          new PlateauTrial(
              architecture.name(),
              start,
              trial.seed(),
              Arrays.stream(losses).boxed().toList(),
              ChancePlateau.leftIn(losses).orElse(0),
              trial.test().accuracy(),
              commonestShare(trial.test().predicted(), architecture.classes()),
              trial.run().text()));
    }
    return results;
  }

  public static double commonestShare(int[] predicted, int classes) {
    int[] counts = new int[classes];
    for (int one : predicted) {
      counts[one]++;
    }
    return (double) Arrays.stream(counts).max().orElse(0) / predicted.length;
  }
}
