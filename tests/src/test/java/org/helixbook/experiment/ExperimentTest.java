package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A variant trained from several seeds: its runs, its bits, its scores, its comparisons. */
class ExperimentTest {
  private static final Cnn TINY =
      Cnn.named("tiny").convolution(3, 4).globalAverage().linear(2).build();
  private static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(2).batchSize(8).learningRate(0.05).build();
  private static final Bootstrap BOOTSTRAP = new Bootstrap(50, 0.95, new Seeds(1));
  private static final ImageSplit IMAGES = NoisePictures.split();

  @TempDir static Path folder;
  private static Trials<Predictions> trials;

  private static CnnVariant variant(TrainingSettings settings, ImageSplit images) {
    return new CnnVariant(TINY, Initialisation.HE_NORMAL, settings, images, "noise");
  }

  private static Experiment experiment(Path store, Long... seeds) {
    return new Experiment(RunStore.in(store), List.of(seeds), Progress.silent());
  }

  @BeforeAll
  static void train() {
    trials = experiment(folder, 5L, 3L, 4L).run(variant(SETTINGS, IMAGES));
  }

  private static float[] weights(Trial<Predictions> trial) {
    return CnnVariant.network(trial).network().params().toFloatVector();
  }

  @Test
  void thereIsATrialASeedInTheOrderGivenAndASecondTimeNothingIsComputed() {
    List<String> heard = new ArrayList<>();
    RecordedProgress told = new RecordedProgress();
    Trials<Predictions> again =
        new Experiment(
                RunStore.in(folder),
                List.of(5L, 3L),
                told,
                (seed, epoch) -> heard.add(seed + ":" + epoch.epoch()))
            .run(variant(SETTINGS, IMAGES).named("the same"));
    assertEquals(List.of("5:1", "5:2", "3:1", "3:2"), heard);
    assertEquals(List.of(), told.lines());
    assertEquals("the same", again.name());
    assertEquals(List.of(5L, 3L), again.seeds());
    assertEquals(trials.runs().subList(0, 2), again.runs());
    assertEquals(14, again.provenance().n().orElseThrow());
    assertEquals(4 * 9 + 4 + 4 * 2 + 2, again.parameters());
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(weights(trials.trials().get(i)), weights(again.trials().get(i)));
      assertArrayEquals(
          trials.tests().get(i).probabilities(), again.tests().get(i).probabilities());
      assertEquals(again.histories().get(i).last().testAccuracy(), again.tests().get(i).accuracy());
    }
    assertFalse(Arrays.equals(weights(again.trials().get(0)), weights(again.trials().get(1))));
    assertEquals(3, trials.table().rowCount());
    assertEquals(
        trials.histories().get(2).last().testAccuracy(),
        trials.table().doubleColumn("test accuracy").get(2));
  }

  /** The history ends with an epoch, the network where it was stopped: two accuracies. */
  @Test
  void aTrainingStoppedWithinAnEpochSaysWhenEachFigureWasMeasured(@TempDir Path other) {
    RunStore runs = StopAfter.in(other, 6); // one batch into the second epoch
    Trials<Predictions> stopped =
        new Experiment(runs, List.of(5L), Progress.silent()).run(variant(SETTINGS, IMAGES));
    assertEquals(Status.INTERRUPTED, stopped.first().status());
    assertFalse(Thread.interrupted());
    assertEquals("after epoch 1", stopped.table().stringColumn("measured").get(0));
    assertEquals(
        "at the stop, within epoch 2",
        stopped
            .report(List.of(), BOOTSTRAP)
            .seeds()
            .stringColumn("measured on the test set")
            .get(0));
    assertFalse(trials.table().columnNames().contains("measured"));
  }

  @Test
  void theProgressNamesTheVariantAndItsSeed(@TempDir Path other) {
    RecordedProgress told = new RecordedProgress();
    Experiment experiment = new Experiment(RunStore.in(other), List.of(1L, 7L), told);
    experiment.run(variant(SETTINGS, IMAGES).named("variant"));
    experiment.from(List.of(2L)).run(variant(SETTINGS, IMAGES));
    // 20 images in batches of 8, two epochs.
    assertEquals(
        List.of(
            "variant, seed 1 of 2 | 6 batches",
            "variant, seed 7 (2 of 2) | 6 batches",
            "tiny, seed 2 | 6 batches"),
        told.lines().stream().filter(line -> line.endsWith("batches")).toList());
  }

  @Test
  void aNetworkThatDoesNotFitThePicturesLeavesNoRun(@TempDir Path other) {
    for (Cnn bad :
        List.of(
            Cnn.named("three").convolution(3, 4).globalAverage().linear(3).build(),
            Cnn.named("deep").maxPool(9).globalAverage().linear(2).build())) {
      CnnVariant variant = new CnnVariant(bad, Initialisation.HE_NORMAL, SETTINGS, IMAGES, "noise");
      String message =
          assertThrows(InputProblem.class, () -> experiment(other.resolve("runs"), 5L).run(variant))
              .getMessage();
      assertTrue(message.startsWith(bad.name() + ": "), message);
    }
    assertFalse(Files.exists(other.resolve("runs")));
  }

  @Test
  void meansAndPooledCountsAreOverTheSeeds() {
    RepeatedDecisions decisions = trials.decisions();
    ConfusionMatrix pooled = decisions.confusion();
    assertEquals(List.of("dark", "bright"), pooled.classes());
    assertEquals(42, pooled.total());
    double mean =
        trials.tests().stream().mapToDouble(Predictions::accuracy).average().orElseThrow();
    ConfidenceInterval accuracy = decisions.accuracy(BOOTSTRAP, "accuracy");
    assertEquals(mean, accuracy.value(), 1e-12);
    assertEquals(pooled.accuracy(), accuracy.value(), 1e-12);
    assertTrue(accuracy.low() < mean && mean < accuracy.high(), accuracy.toString());

    int[] labels = IMAGES.test().labels();
    double sum = 0;
    for (Predictions test : trials.tests()) {
      double[] score = test.probabilitiesOf(1);
      for (int p = 0; p < labels.length; p++) {
        for (int n = 0; n < labels.length; n++) {
          if (labels[p] == 1 && labels[n] == 0) {
            sum += score[p] > score[n] ? 1 : score[p] == score[n] ? 0.5 : 0;
          }
        }
      }
    }
    ConfidenceInterval auc = decisions.auc(1, BOOTSTRAP, "auc");
    assertEquals(sum / 49 / 3, auc.value(), 1e-12);
    assertEquals(auc.value(), decisions.auc(0, BOOTSTRAP, "auc").value(), 1e-6);
    assertTrue(auc.low() <= auc.value() && auc.value() <= auc.high(), auc.toString());
  }

  @Test
  void aComparisonIsPairedOverTheExamples() {
    int[] labels = IMAGES.test().labels();
    double[] scores = new double[labels.length];
    Arrays.fill(scores, 1);
    Trials<Decisions> guessing =
        Trials.ofMethod(
            "guessing",
            "noise",
            0,
            Decisions.ofScores(List.of("dark", "bright"), labels, new int[14], scores));
    assertEquals(List.of(), guessing.seeds());
    Comparison gain = Comparison.ofAccuracy(trials, guessing, BOOTSTRAP);
    assertEquals(
        trials.decisions().accuracy(BOOTSTRAP, "a").value() - 0.5,
        gain.difference().value(),
        1e-12);
    assertEquals(3, gain.tests().size());
    assertTrue(Double.isNaN(gain.p()), "of three seeds the interval decides");
    assertEquals("test windows and seeds", gain.over());
    assertEquals(trials.runs(), gain.provenance().runs());
    assertEquals(List.of(5L, 3L, 4L), gain.provenance().seeds());
    assertEquals("tiny", gain.first());
    assertEquals("guessing", gain.second());

    Comparison area = Comparison.ofAuc(trials, guessing, BOOTSTRAP);
    assertEquals(
        trials.decisions().auc(0, BOOTSTRAP, "a").value() - 0.5, area.difference().value(), 1e-12);
    assertTrue(Double.isNaN(area.p()));

    Comparison itself = Comparison.ofAccuracy(trials, trials, BOOTSTRAP, "draws");
    assertEquals(new ConfidenceInterval(0, 0, 0, 0.95), itself.difference());
    assertEquals("", itself.enough(), "nothing would decide between equals");
    Comparison one = Comparison.ofAccuracy(trials.onlyFirst(), guessing, BOOTSTRAP);
    assertEquals(one.tests().get(0).pValue(), one.p());
    assertEquals("test windows only", one.over());
    Trials<Predictions> elsewhere =
        CnnVariant.on(trials, "fewer", IMAGES.test().subset(new int[] {0, 1, 2}));
    assertEquals("fewer", elsewhere.provenance().dataset());
    assertEquals(3, elsewhere.tests().get(2).size());
    assertThrows(
        IllegalArgumentException.class, () -> Comparison.ofAccuracy(trials, elsewhere, BOOTSTRAP));

    // Newcombe 1998, method 10: 56/70 against 48/80, 0.0524 to 0.3339.
    Comparison apart =
        Comparison.independent(
            "accuracy",
            new ConfidenceInterval(0.8, 0.6917, 0.8770, 0.95),
            Provenance.on("first"),
            new ConfidenceInterval(0.6, 0.4904, 0.7004, 0.95),
            Provenance.on("second"));
    assertEquals(0.2, apart.difference().value(), 1e-12);
    assertEquals(0.0524, apart.difference().low(), 5e-4);
    assertEquals(0.3339, apart.difference().high(), 5e-4);
  }

  @Test
  void aReportTellsOfAnyClassifier() {
    int[] labels = IMAGES.test().labels();
    double[] scores = new double[labels.length];
    Arrays.setAll(scores, i -> labels[i] == 0 ? 2 : 1);
    Trials<Decisions> right =
        Trials.ofMethod(
            "always right",
            "noise",
            0,
            Decisions.ofScores(List.of("dark", "bright"), labels, labels, scores));
    ClassifierReport report = trials.report(List.of(right), BOOTSTRAP);
    assertEquals(
        report.pooled().accuracy(), report.classification().doubleColumn("F1").get(2), 1e-12);
    assertEquals(report.accuracy().value(), report.pooled().accuracy(), 1e-12);
    assertEquals(
        report.pooled().rows().get(0).f1(), report.f1(0).value(), 0.2, "means are near pooled");
    assertEquals(3, report.seeds().rowCount());
    // A loss of the same moment as the accuracy beside it; of epochs that are as many as stand
    // there.
    assertEquals(
        trials.tests().get(2).meanLoss(), report.seeds().doubleColumn("test loss").get(2), 1e-12);
    String left = report.seeds().stringColumn("left 0.693 in epoch").get(0);
    assertTrue(left.equals("none of 2") || left.matches("[12]"), left);
    assertEquals(report.auc().value(), report.seeds().doubleColumn("test AUC").mean(), 1e-12);
    assertEquals(3, report.answers().rowCount());
    assertEquals(7, report.answers().intColumn(1).get(0) + report.answers().intColumn(2).get(0));
    assertEquals(List.of("tiny", "always right"), report.methods().stringColumn("method").asList());
    assertEquals(1, report.methods().doubleColumn("accuracy").get(1));
    assertEquals(1, report.methods().doubleColumn("AUC, from").get(1));
    Comparison against = report.againstBaselines().get(0);
    assertEquals(report.accuracy().value() - 1, against.difference().value(), 1e-12);
    assertTrue(Double.isNaN(report.stableEpoch()), "two epochs are too few");
    assertTrue(report.calibrationError() >= 0);
    assertEquals(0.75, ClassifierReport.commonestShare(new int[] {0, 1, 1, 1}));

    Trials<String> words = trials.scored("x", 1, trial -> "no classifier");
    assertThrows(InputProblem.class, () -> words.report(List.of(), BOOTSTRAP).accuracy());
  }

  private static void assertSame(ConfidenceInterval old, ConfidenceInterval now) {
    assertEquals(old.value(), now.value(), 1e-12);
    assertEquals(old.low(), now.low(), 1e-12);
    assertEquals(old.high(), now.high(), 1e-12);
  }

  @Test
  void picturesThatAreAllAlikeCannotBeRanked(@TempDir Path other) {
    LabelledImages alike =
        new LabelledImages(
            1, 8, 8, new float[4 * 64], new int[] {0, 0, 1, 0}, List.of("dark", "bright"));
    RepeatedDecisions decisions =
        experiment(other, 1L, 2L, 3L)
            .run(
                variant(
                    SETTINGS,
                    new ImageSplit(SpectrogramPipeline.defaults(), IMAGES.train(), alike)))
            .decisions();
    assertEquals(new ConfidenceInterval(0.5, 0.5, 0.5, 0.95), decisions.auc(0, BOOTSTRAP, "auc"));
    assertTrue(decisions.giveOneClass());
    assertFalse(trials.decisions().giveOneClass());
  }

  @Test
  void anInterruptKeepsTheRunningTrialAndStartsNoOther(@TempDir Path other) {
    List<Long> heard = new ArrayList<>();
    Trials<Predictions> stopped =
        experiment(other, 5L, 3L)
            .listeningTo(
                (seed, epoch) -> {
                  heard.add(seed);
                  Thread.currentThread().interrupt();
                })
            .run(variant(SETTINGS.toBuilder().epochs(100_000).build(), IMAGES));
    assertFalse(Thread.interrupted(), "the interrupt has been answered");
    assertEquals(List.of(5L), stopped.seeds());
    assertFalse(heard.contains(3L));
    assertTrue(stopped.wasInterrupted());
    assertTrue(stopped.histories().get(0).epochs().size() >= 1);
    assertEquals(14, stopped.decisions().confusion().total());
  }

  @Test
  void aTrialThatDivergedIsNotMeasured(@TempDir Path other) {
    Trials<Predictions> diverged =
        experiment(other, 4L).run(variant(SETTINGS.toBuilder().learningRate(1e30).build(), IMAGES));
    assertEquals(Status.DIVERGED, diverged.first().status());
    String message = assertThrows(InputProblem.class, diverged::decisions).getMessage();
    assertTrue(message.contains("seed 4") && message.contains("epoch 1"), message);
  }

  @Test
  void noSeedIsRefused() {
    assertThrows(InputProblem.class, () -> experiment(folder));
  }
}
