package org.helixbook.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helixbook.dataset.SplitName;
import org.helixbook.feedback.Progress;
import org.helixbook.randomness.Seeds;
import org.helixbook.spectrogram.ImageScale;
import org.helixbook.spectrogram.ImageSettings;
import org.helixbook.spectrogram.ImageSplit;
import org.helixbook.spectrogram.PaperOneData;
import org.helixbook.spectrogram.SpectrogramPipeline;
import org.helixbook.spectrogram.StftSettings;
import org.helixbook.spectrogram.cnn.Initialisation;
import org.helixbook.spectrogram.cnn.PaperOneModels;
import org.helixbook.spectrogram.cnn.SeedTrials;
import org.helixbook.training.RunStore;
import org.helixbook.training.TrainingSettings;

/**
 * Trains Model 2 on 400 windows, as its notebook does in the quick profile, in the store of the
 * folder that is its argument, and tells of each batch. It keeps its state several times a second.
 */
final class Model2Process {
  private static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(10).batchSize(25).seed(1).build();

  private Model2Process() {}

  /**
   * Trains until the end, or until it is killed.
   *
   * @param arguments the store's folder
   */
  public static void main(String[] arguments) {
    SpectrogramPipeline pipeline =
        SpectrogramPipeline.defaults()
            .withStft(StftSettings.defaults().withWindowLength(240).withHop(8))
            .withImage(ImageSettings.defaults().withSize(46, 46))
            .withScale(ImageScale.perImageMean(12));
    ImageSplit images =
        PaperOneData.from(PaperOneData.EMBEDDED, SplitName.GENE_DISJOINT, 200, new Seeds(1))
            .images(pipeline, true, 2, Progress.silent());
    RunStore store =
        RunStore.in(Path.of(arguments[0]))
            .keepingEvery(Duration.ofMillis(250))
            .telling(notice -> System.out.println("notice " + notice));
    Progress batches =
        new Progress() {
          @Override
          public void begin(String task, long total, String unit) {
            System.out.println("begin " + total);
          }

          @Override
          public void advance(long done, String detail) {
            System.out.println("batch " + done);
          }

          @Override
          public void end(String summary) {}
        };
    SeedTrials trials =
        SeedTrials.run(
            store,
            PaperOneModels.model2a(),
            Initialisation.HE_NORMAL,
            SETTINGS,
            images,
            List.of(SETTINGS.seed()),
            batches,
            (seed, epoch) -> {});
    System.out.println("end " + trials.trials().get(0).outcome());
  }
}
