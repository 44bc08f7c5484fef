package org.helixbook.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.helixbook.engine.ComputeThread;
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
import org.helixbook.signal.LabelledImages;

/** A run of milliseconds: a small network on noise, one class with a bright lower half. */
public final class TinyRun {
  public static final LabelledImages TRAIN = images(37, 1);
  public static final LabelledImages TEST = images(10, 2);
  public static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(3).batchSize(8).learningRate(0.05).seed(7).build();

  /** What a run writes, checkpoints under the beginning of their names. */
  static final Set<String> FILES =
      Set.of(
          "config.json",
          "environment.json",
          "generation",
          "history.csv",
          "metrics.json",
          "predictions.csv");

  static final ImageTask TASK = new ImageTask(TinyRun::network, TRAIN, TEST);

  private TinyRun() {}

  static LabelledImages images(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * 220];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int p = 0; p < 220; p++) {
        boolean lower = p % 110 >= 55;
        pixels[i * 220 + p] =
            (float) (random.nextDouble() - 0.5 + (labels[i] == 1 && lower ? 0.8 : 0));
      }
    }
    return new LabelledImages(2, 10, 11, pixels, labels, List.of("dark", "bright"));
  }

  public static ImageClassifier network(RunConfiguration configuration) {
    Cnn tiny =
        Cnn.named("tiny")
            .convolution(3, configuration.network().path("channels").asInt())
            .maxPool(2)
            .convolution(3, 8)
            .globalAverage()
            .linear(2)
            .build();
    return new CnnDescription(tiny, 2, 10, 11, Initialisation.HE_NORMAL)
        .create(configuration.trainingAs(TrainingSettings.class));
  }

  public static RunConfiguration configuration(TrainingSettings settings) {
    return RunConfiguration.here(
        CnnRuns.NAME, "tiny", Map.of("channels", 6), settings, TASK.digests(), Map.of("noise", 1));
  }

  /** A store that keeps every batch and tells what it has to say to a list. */
  static RunStore store(Path folder, List<String> told) {
    return store(folder, told::add, Clock.systemUTC(), TinyRun::write);
  }

  /** Without the disk's word that all is written: nothing here survives its test. */
  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  static RunStore store(Path folder, Consumer<String> told, Clock clock, RunFiles.Writing writing) {
    return new RunStore(
        folder, new RunStore.Settings(Duration.ZERO, Duration.ofMillis(200), clock, writing), told);
  }

  /** Trains a network in memory, as the run store does and without keeping anything. */
  public static ImageLearner train(
      ImageClassifier classifier,
      LabelledImages train,
      LabelledImages test,
      TrainingSettings settings) {
    ImageLearner learner = new ImageLearner(classifier, train, test, settings);
    return ComputeThread.call(
        () -> {
          for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            for (int batch = 0; batch < learner.batches(); batch++) {
              learner.step(epoch, batch);
            }
          }
          return learner;
        });
  }

  static RunOutcome<ImageLearner> run(RunStore store, TrainingSettings settings) {
    return store.run(configuration(settings), TASK, Progress.silent(), history -> {});
  }

  /** Stops the run when it has kept its state so often: after each batch and each epoch. */
  static RunOutcome<ImageLearner> stopped(
      RunStore store, TrainingSettings settings, int checkpoints) {
    return run(StopAfter.in(store.folder(), checkpoints), settings);
  }

  static float[] weights(RunOutcome<ImageLearner> outcome) {
    return outcome.training().learner().classifier().network().params().toFloatVector();
  }

  static Predictions test(RunOutcome<ImageLearner> outcome) {
    return outcome.training().learner().predictions(outcome.result().orElseThrow());
  }

  static float[] velocity(RunOutcome<ImageLearner> outcome) {
    return outcome
        .training()
        .learner()
        .classifier()
        .network()
        .getUpdater()
        .getStateViewArray()
        .toFloatVector();
  }

  /** The epoch of an image classifier. */
  public static EpochRecord epoch(
      int number,
      double trainLoss,
      double trainAccuracy,
      double testLoss,
      double testAccuracy,
      double seconds) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainLoss", trainLoss);
    metrics.put("trainAccuracy", trainAccuracy);
    metrics.put("testLoss", testLoss);
    metrics.put("testAccuracy", testAccuracy);
    return new EpochRecord(number, metrics, seconds);
  }

  /** The history without its times. */
  static List<List<Double>> curves(History history) {
    List<List<Double>> curves = new ArrayList<>();
    for (EpochRecord e : history.epochs()) {
      curves.add(List.of(e.trainLoss(), e.trainAccuracy(), e.testLoss(), e.testAccuracy()));
    }
    return curves;
  }
}
