package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.CnnDescription;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunStore;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTrialsTest {
  private static final CnnArchitecture TINY =
      CnnArchitecture.named("tiny").convolution(3, 4).maxPool(2).globalAverage().linear(2).build();
  private static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(2).batchSize(8).learningRate(0.05).build();
  private static final Bootstrap BOOTSTRAP = new Bootstrap(50, 0.95, new Seeds(1));

  /** Noise; class 1 is a little brighter. */
  private static LabelledImages noise(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * 64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int p = 0; p < 64; p++) {
        pixels[i * 64 + p] = (float) (random.nextDouble() - 0.5 + 0.1 * labels[i]);
      }
    }
    return new LabelledImages(1, 8, 8, pixels, labels, List.of("dark", "bright"));
  }

  private static final ImageSplit IMAGES =
      new ImageSplit(SpectrogramPipeline.defaults(), noise(20, 1), noise(14, 2));

  @TempDir private static Path all;

  private static Path newFolder() {
    try {
      return Files.createTempDirectory(all, "runs");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SeedTrials run(
      TrainingSettings settings, ImageSplit images, List<Long> seeds, EpochListener listener) {
    return SeedTrials.run(
        RunStore.in(newFolder()),
        TINY,
        Initialisation.HE_NORMAL,
        settings,
        images,
        seeds,
        Progress.silent(),
        listener);
  }

  private static SeedTrials run(ImageSplit images, List<Long> seeds) {
    return run(SETTINGS, images, seeds, (seed, epoch) -> {});
  }

  private static SeedTrials trials;

  @BeforeAll
  static void train() {
    trials = run(IMAGES, List.of(5L, 3L));
  }

  @Test
  void thereIsATrialASeedInTheOrderGiven() {
    List<String> heard = new ArrayList<>();
    SeedTrials trials =
        run(
            SETTINGS,
            IMAGES,
            List.of(5L, 3L),
            (seed, epoch) -> heard.add(seed + ":" + epoch.epoch()));
    assertEquals(List.of("5:1", "5:2", "3:1", "3:2"), heard);
    assertArrayEquals(new long[] {5, 3}, trials.seeds());
    assertEquals(2, trials.histories().size());
    assertEquals(2, trials.histories().get(1).epochs().size());
    assertEquals(TINY, trials.architecture());
    for (SeedTrials.Trial trial : trials.trials()) {
      assertEquals(trial.seed(), trial.outcome().learner().settings().seed());
      assertEquals(trial.outcome().history().last().testAccuracy(), trial.test().accuracy());
    }
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    SeedTrials again = run(IMAGES, List.of(3L));
    assertArrayEquals(weights(trials.trials().get(1)), weights(again.trials().get(0)));
    assertArrayEquals(
        trials.trials().get(1).test().probabilitiesOf(0),
        again.trials().get(0).test().probabilitiesOf(0));
    assertFalse(Arrays.equals(weights(trials.trials().get(0)), weights(again.trials().get(0))));
  }

  @Test
  void anotherNameIsAnotherExperimentWithTheSameBits(@TempDir Path folder) {
    RunStore store = RunStore.in(folder);
    for (CnnArchitecture one : List.of(TINY, TINY.as("tiny, ablation"))) {
      SeedTrials.run(
          store,
          one,
          Initialisation.HE_NORMAL,
          SETTINGS,
          IMAGES,
          List.of(3L),
          Progress.silent(),
          (seed, epoch) -> {});
    }
    assertEquals(
        List.of("tiny", "tiny, ablation"),
        store.runs().stream()
            .map(run -> run.configuration().orElseThrow().experiment())
            .sorted()
            .toList());
    assertEquals(
        store.runs().get(0).history().last().metrics(),
        store.runs().get(1).history().last().metrics());
  }

  @Test
  void throughAStoreTheBitsAreTheSameAndASecondTimeNothingIsComputed(@TempDir Path folder) {
    RunStore store = RunStore.in(folder);
    List<String> heard = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void begin(String task, long total, String unit) {
            computed.add(task);
          }

          @Override
          public void advance(long done, String detail) {}

          @Override
          public void end(String summary) {}
        };
    for (int time = 1; time <= 2; time++) {
      heard.clear();
      SeedTrials kept =
          SeedTrials.run(
              store,
              TINY,
              Initialisation.HE_NORMAL,
              SETTINGS,
              IMAGES,
              List.of(5L, 3L),
              progress,
              (seed, epoch) -> heard.add(seed + ":" + epoch.epoch()));
      assertEquals(List.of("5:1", "5:2", "3:1", "3:2"), heard);
      for (int i = 0; i < 2; i++) {
        assertEquals(SETTINGS.epochs(), store.find(kept.runs()[i]).history().epochs().size());
      }
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(weights(trials.trials().get(i)), weights(kept.trials().get(i)));
        assertArrayEquals(
            trials.trials().get(i).test().probabilities(),
            kept.trials().get(i).test().probabilities());
      }
    }
    assertEquals(List.of("tiny, seed 5 (1 of 2)", "tiny, seed 3 (2 of 2)"), computed);
    assertEquals(2, store.runs().size());
    assertEquals("480", store.runs().get(0).values().get("preparation.stft.windowLength"));
  }

  @Test
  void theProgressNamesTheVariantAndTheRunStaysTheSame(@TempDir Path folder) {
    RunStore store = RunStore.in(folder);
    RecordedProgress told = new RecordedProgress();
    List<String> runs = new ArrayList<>();
    // The first takes seeds 1 and 2, the second finds both and adds two; the third finds one.
    for (List<Long> seeds : List.of(List.of(1L, 2L), List.of(1L, 2L, 3L, 7L), List.of(7L))) {
      SeedTrials trials =
          SeedTrials.run(
              store,
              "variant of " + seeds.size(),
              TINY,
              Initialisation.HE_NORMAL,
              SETTINGS,
              IMAGES,
              seeds,
              told,
              (seed, epoch) -> {});
      runs.addAll(List.of(trials.runs()));
    }
    // 20 images in batches of 8, two epochs.
    assertEquals(
        List.of(
            "variant of 2, seed 1 of 2 | 6 batches",
            "variant of 2, seed 2 of 2 | 6 batches",
            "variant of 4, seed 3 of 4 | 6 batches",
            "variant of 4, seed 7 (4 of 4) | 6 batches"),
        told.lines().stream().filter(line -> line.endsWith("batches")).toList());
    assertEquals(runs.subList(0, 2), runs.subList(2, 4));
    assertEquals(runs.get(5), runs.get(6));
    assertEquals(4, store.runs().size());
    String last = told.lines().get(told.lines().size() - 1);
    assertTrue(last.startsWith("finished: 2 epochs, test accuracy "), last);
    assertTrue(
        told.lines().stream().anyMatch(line -> line.startsWith("6 | epoch 2 of 2, loss ")),
        told.lines().toString());

    // One seed: no count of one.
    told.lines().clear();
    SeedTrials.run(
        store,
        TINY,
        Initialisation.HE_NORMAL,
        SETTINGS,
        IMAGES,
        List.of(8L),
        told,
        (seed, epoch) -> {});
    assertEquals("tiny, seed 8 | 6 batches", told.lines().get(0));
  }

  private static String refusal(RunStore store, CnnArchitecture architecture) {
    return assertThrows(
            InputProblem.class,
            () ->
                SeedTrials.run(
                    store,
                    architecture,
                    Initialisation.HE_NORMAL,
                    SETTINGS,
                    IMAGES,
                    List.of(5L, 3L),
                    Progress.silent(),
                    (seed, epoch) -> {}))
        .getMessage();
  }

  @Test
  void aNetworkThatDoesNotFitThePicturesLeavesNoRun(@TempDir Path folder) {
    RunStore store = RunStore.in(folder.resolve("runs"));
    assertEquals(
        "three: it tells 3 classes apart and got images of [dark, bright]; give its last layer one"
            + " unit a class",
        refusal(
            store,
            CnnArchitecture.named("three").convolution(3, 4).globalAverage().linear(3).build()));
    String tooSmall =
        refusal(
            store,
            CnnArchitecture.named("deep")
                .convolution(3, 4)
                .maxPool(9)
                .globalAverage()
                .linear(2)
                .build());
    assertTrue(tooSmall.startsWith("deep: an image of 8 x 8 pixels is too small"), tooSmall);
    assertFalse(Files.exists(store.folder()));
    // The store is as good as before.
    SeedTrials.run(
        store,
        TINY,
        Initialisation.HE_NORMAL,
        SETTINGS,
        IMAGES,
        List.of(5L),
        Progress.silent(),
        (seed, epoch) -> {});
    assertEquals(1, store.runs().size());
  }

  @Test
  void aNetworkIsDescribedAsData() {
    CnnDescription description =
        new CnnDescription(
            CnnArchitecture.named("all")
                .convolution(3, 4)
                .maxPool(2)
                .averagePool(3)
                .globalAverage()
                .linear(5)
                .linear(2)
                .build(),
            1,
            20,
            21,
            Initialisation.HE_UNIFORM);
    assertEquals(description, CnnDescription.of(description.toJson()));
    ObjectNode strange = description.toJson().deepCopy();
    ((ObjectNode) strange.path("layers").get(1)).put("type", "dropout");
    assertThrows(InputProblem.class, () -> CnnDescription.of(strange));
    ObjectNode other = description.toJson().deepCopy();
    assertThrows(InputProblem.class, () -> CnnDescription.of(other.put("initialisation", "zero")));
  }

  private static float[] weights(SeedTrials.Trial trial) {
    return trial.outcome().learner().classifier().network().params().toFloatVector();
  }

  @Test
  void thePooledMatrixIsTheSumOfThoseOfTheTrials() {
    ConfusionMatrix pooled = trials.pooledConfusion();
    assertEquals(List.of("dark", "bright"), pooled.classes());
    assertEquals(28, pooled.total());
    int[] labels = IMAGES.test().labels();
    for (int actual = 0; actual < 2; actual++) {
      for (int predicted = 0; predicted < 2; predicted++) {
        int expected = 0;
        for (SeedTrials.Trial trial : trials.trials()) {
          int[] said = trial.test().predicted();
          for (int i = 0; i < labels.length; i++) {
            expected += labels[i] == actual && said[i] == predicted ? 1 : 0;
          }
        }
        assertEquals(expected, pooled.count(actual, predicted));
      }
    }
  }

  @Test
  void theAccuracyIsTheMeanOfThoseOfTheTrials() {
    double mean =
        (trials.trials().get(0).outcome().history().last().testAccuracy()
                + trials.trials().get(1).outcome().history().last().testAccuracy())
            / 2;
    ConfidenceInterval accuracy = trials.accuracy(BOOTSTRAP);
    assertEquals(mean, accuracy.value(), 1e-12);
    assertEquals(trials.pooledConfusion().accuracy(), accuracy.value(), 1e-12);
    assertTrue(accuracy.low() < mean && mean < accuracy.high(), accuracy.toString());
    assertEquals(accuracy, trials.accuracy(BOOTSTRAP), "the same draws");
  }

  @Test
  void theAucIsTheMeanShareOfPairsInTheRightOrder() {
    int[] labels = IMAGES.test().labels();
    double sum = 0;
    for (SeedTrials.Trial trial : trials.trials()) {
      double[] score = trial.test().probabilitiesOf(1);
      double right = 0;
      for (int p = 0; p < labels.length; p++) {
        for (int n = 0; n < labels.length; n++) {
          if (labels[p] == 1 && labels[n] == 0) {
            right += score[p] > score[n] ? 1 : score[p] == score[n] ? 0.5 : 0;
          }
        }
      }
      sum += right / 49;
    }
    ConfidenceInterval auc = trials.auc(BOOTSTRAP, 1);
    assertEquals(sum / 2, auc.value(), 1e-12);
    assertEquals(auc.value(), trials.auc(BOOTSTRAP, 0).value(), 1e-6, "two classes: the same");
    assertTrue(auc.low() <= auc.value() && auc.value() <= auc.high(), auc.toString());
  }

  @Test
  void picturesThatAreAllAlikeCannotBeRanked() {
    LabelledImages alike =
        new LabelledImages(
            1, 8, 8, new float[4 * 64], new int[] {0, 0, 1, 0}, List.of("dark", "bright"));
    SeedTrials blind =
        run(
            new ImageSplit(SpectrogramPipeline.defaults(), IMAGES.train(), alike),
            List.of(1L, 2L, 3L));
    assertEquals(new ConfidenceInterval(0.5, 0.5, 0.5, 0.95), blind.auc(BOOTSTRAP, 0));
    ConfusionMatrix pooled = blind.pooledConfusion();
    // Each trial gives all four the same class: 3 right, or 1.
    int dark = pooled.predicted(0) / 4;
    assertEquals(3 * dark, pooled.count(0, 0));
    assertEquals(3 - dark, pooled.count(1, 1));
    ConfidenceInterval accuracy = blind.accuracy(BOOTSTRAP);
    assertEquals((3 * dark + (3 - dark)) / 12.0, accuracy.value(), 1e-12);
    // Wilson's for 3 right of 4 is 0.3006418 to 0.9544127, for 1 of 4 its mirror image.
    assertEquals((dark * 0.3006418 + (3 - dark) * 0.0455873) / 3, accuracy.low(), 1e-6);
    assertEquals((dark * 0.9544127 + (3 - dark) * 0.6993582) / 3, accuracy.high(), 1e-6);
    assertTrue(blind.giveOneClass());
    assertFalse(trials.giveOneClass());
    // The bright one of four: F1 is 2 / 5 where all are called bright, else 0.
    ConfidenceInterval f1 = blind.f1(BOOTSTRAP, 1);
    assertEquals((3 - dark) * 0.4 / 3, f1.value(), 1e-12);
    assertTrue(f1.low() < f1.high(), f1.toString());
  }

  @Test
  void anInterruptKeepsTheRunningTrialAndStartsNoOther() {
    List<Long> heard = new ArrayList<>();
    SeedTrials trials =
        run(
            SETTINGS.toBuilder().epochs(100_000).build(),
            IMAGES,
            List.of(5L, 3L),
            (seed, epoch) -> {
              heard.add(seed);
              Thread.currentThread().interrupt();
            });
    assertFalse(Thread.interrupted(), "the interrupt has been answered");
    assertEquals(1, trials.trials().size());
    assertArrayEquals(new long[] {5}, trials.seeds());
    assertFalse(heard.contains(3L));
    assertEquals(Status.INTERRUPTED, trials.trials().get(0).outcome().status());
    assertTrue(trials.histories().get(0).epochs().size() >= 1);
    assertEquals(14, trials.pooledConfusion().total());
  }

  @Test
  void aTrialThatDivergedIsNotMeasured() {
    SeedTrials trials =
        run(
            SETTINGS.toBuilder().learningRate(1e30).build(),
            IMAGES,
            List.of(4L),
            (seed, epoch) -> {});
    assertEquals(Status.DIVERGED, trials.trials().get(0).outcome().status());
    String message =
        assertThrows(InputProblem.class, () -> trials.accuracy(BOOTSTRAP)).getMessage();
    assertTrue(
        message.startsWith("training from seed 4: the loss is no longer a number in epoch 1 after"),
        message);
  }

  @Test
  void noSeedIsRefused() {
    assertEquals(
        "seeds of the trials: there are none; give at least one",
        assertThrows(InputProblem.class, () -> run(IMAGES, List.of())).getMessage());
  }
}
