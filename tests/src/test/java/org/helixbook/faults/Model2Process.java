package org.helixbook.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.paper1.Models;
import org.helixbook.run.PrintedBatches;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageScale;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;

/**
 * Trains Model 2 on 400 windows, as its notebook does in the quick profile, in the store of the
 * folder that is its argument, and tells of each batch. It keeps its state several times a second.
 */
final class Model2Process {
  private static final int EPOCHS = 10;

  private Model2Process() {}

  /**
   * Trains until the end, or until it is killed. Exit code 2, after a sentence, if it cannot go on.
   *
   * @param arguments the store's folder; the number of epochs after it, if not 10
   */
  public static void main(String[] arguments) {
    int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EPOCHS;
    try {
      train(
          Path.of(arguments[0]),
          TrainingSettings.builder().epochs(epochs).batchSize(25).seed(1).build());
    } catch (InputProblem problem) {
      System.err.println(problem.getMessage());
      System.exit(2);
    }
  }

  private static void train(Path folder, TrainingSettings settings) {
    SpectrogramPipeline pipeline =
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(240).withHop(8))
            .withImage(ImageSettings.defaults().withSize(46, 46))
            .withScale(ImageScale.perImageMean(12));
    ImageSplit images =
        ImageRecipe.of(
                CodingSource.of("embedded", SplitName.GENE_DISJOINT, new Seeds(1)).spread(200),
                pipeline,
                true)
            .make(2, Progress.silent());
    RunStore store =
        RunStore.in(folder)
            .keepingEvery(Duration.ofMillis(250))
            .telling(notice -> System.out.println("notice " + notice));
    CnnVariant variant =
        new CnnVariant(
            Models.model2a(), Initialisation.HE_NORMAL, settings, images, CodingSet.HUMAN);
    Trials<Predictions> trials =
        new Experiment(store, List.of(settings.seed()), new PrintedBatches()).run(variant);
    System.out.println("end " + trials.first().outcome().training());
  }
}
