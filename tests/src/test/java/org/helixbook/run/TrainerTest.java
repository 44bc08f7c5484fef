package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.CnnFactory;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.signal.LabelledImages;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final CnnArchitecture TINY =
      CnnArchitecture.named("tiny")
          .convolution(3, 6)
          .maxPool(2)
          .convolution(3, 8)
          .globalAverage()
          .linear(2)
          .build();

  private static final TrainingSettings SETTINGS =
      TrainingSettings.builder().epochs(3).batchSize(8).learningRate(0.05).seed(7).build();

  /** Noise; class 1 has a bright lower half. */
  private static LabelledImages images(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * 2 * 10 * 11];
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

  private static final LabelledImages TRAIN = images(37, 1);
  private static final LabelledImages TEST = images(10, 2);

  private static ImageClassifier tiny(TrainingSettings settings) {
    return CnnFactory.create(TINY, 2, 10, 11, Initialisation.HE_NORMAL, settings);
  }

  private static float[] weights(ImageClassifier classifier) {
    return classifier.network().params().toFloatVector();
  }

  /** The history without its times. */
  private static List<List<Double>> curves(History history) {
    return history.epochs().stream()
        .map(e -> List.of(e.trainLoss(), e.trainAccuracy(), e.testLoss(), e.testAccuracy()))
        .toList();
  }

  @Test
  void itLearnsAndReports() {
    RecordedProgress progress = new RecordedProgress();
    List<String> told = progress.lines();
    List<Integer> epochs = new ArrayList<>();
    TrainingSettings settings = SETTINGS.toBuilder().epochs(12).build();
    TrainingOutcome<ImageLearner> outcome =
        Trainer.with(settings)
            .reportingTo(progress)
            .onEpoch(history -> epochs.add(history.last().epoch()))
            .train(tiny(settings), TRAIN, TEST);
    assertEquals(Status.FINISHED, outcome.status());
    assertEquals(12, outcome.history().epochs().size());
    assertEquals(0, outcome.unfinishedBatches());
    assertEquals(1.0, outcome.history().last().testAccuracy());
    assertTrue(outcome.history().last().testLoss() < 0.2, outcome.message());
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), epochs);
    // 37 images by 8 are 5 batches, the last one of 5 images.
    assertEquals("tiny, seed 7 | 60 batches", told.get(0));
    String lastBatch = told.get(told.size() - 2);
    assertTrue(
        lastBatch.matches(
            "60 \\| epoch 12 of 12, loss 0\\.\\d{3}, accuracy [01]\\.\\d{3}, \\d+ images/s"),
        lastBatch);
    assertTrue(told.get(told.size() - 1).startsWith("finished: 12 epochs, test accuracy 1.000"));
    progress.threads().forEach(thread -> assertSame(Thread.currentThread(), thread));

    Predictions predictions = outcome.learner().classifier().predict(TEST, 3);
    assertEquals(1.0, predictions.accuracy());
    assertEquals(outcome.history().last().testLoss(), predictions.meanLoss(), 1e-6);
    assertArrayEquals(TEST.labels(), predictions.predicted());
    for (double[] row : predictions.probabilities()) {
      assertEquals(1.0, row[0] + row[1], 1e-6);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    TrainingOutcome<ImageLearner> one = Trainer.with(SETTINGS).train(tiny(SETTINGS), TRAIN, TEST);
    TrainingOutcome<ImageLearner> two = Trainer.with(SETTINGS).train(tiny(SETTINGS), TRAIN, TEST);
    assertArrayEquals(weights(one.learner().classifier()), weights(two.learner().classifier()));
    assertEquals(curves(one.history()), curves(two.history()));
    TrainingSettings otherSeed = SETTINGS.toBuilder().seed(8).build();
    TrainingOutcome<ImageLearner> three =
        Trainer.with(otherSeed).train(tiny(otherSeed), TRAIN, TEST);
    assertNotEquals(curves(one.history()), curves(three.history()));
  }

  @Test
  void theCurvesAreWhatTheRecordSays() {
    TrainingSettings settings = SETTINGS.toBuilder().epochs(1).batchSize(64).build();
    ImageClassifier classifier = tiny(settings);
    Predictions before = classifier.predict(TRAIN, 64);
    TrainingOutcome<ImageLearner> outcome = Trainer.with(settings).train(classifier, TRAIN, TEST);
    // With one batch an epoch the running mean is the network before its only step.
    assertEquals(before.meanLoss(), outcome.history().last().trainLoss(), 1e-6);
    assertEquals(before.accuracy(), outcome.history().last().trainAccuracy());
    Predictions after = classifier.predict(TEST, 64);
    assertEquals(after.meanLoss(), outcome.history().last().testLoss(), 1e-6);
    assertEquals(after.accuracy(), outcome.history().last().testAccuracy());
  }

  @Test
  void goingOnGivesTheBitsOfOneLongTraining() {
    TrainingOutcome<ImageLearner> whole = Trainer.with(SETTINGS).train(tiny(SETTINGS), TRAIN, TEST);
    TrainingSettings one = SETTINGS.toBuilder().epochs(1).build();
    TrainingOutcome<ImageLearner> first = Trainer.with(one).train(tiny(SETTINGS), TRAIN, TEST);
    TrainingOutcome<ImageLearner> rest = Trainer.with(SETTINGS).continueTraining(first, 2);
    assertEquals(curves(whole.history()), curves(rest.history()));
    assertArrayEquals(weights(whole.learner().classifier()), weights(rest.learner().classifier()));
    assertThrows(
        InputProblem.class, () -> Trainer.with(SETTINGS).continueTraining(first, 1), "stale");
    assertThrows(InputProblem.class, () -> Trainer.with(SETTINGS).continueTraining(rest, 0));
  }

  @Test
  void aStopInTheMiddleOfAnEpochLosesNothing() {
    TrainingOutcome<ImageLearner> whole = Trainer.with(SETTINGS).train(tiny(SETTINGS), TRAIN, TEST);
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        Trainer.with(SETTINGS)
            .reportingTo(
                new Progress() {
                  @Override
                  public void begin(String task, long total, String unit) {}

                  @Override
                  public void advance(long done, String detail) {
                    trainer[0].stop();
                  }

                  @Override
                  public void end(String summary) {}
                });
    TrainingOutcome<ImageLearner> stopped = trainer[0].train(tiny(SETTINGS), TRAIN, TEST);
    if (stopped.status() == Status.INTERRUPTED) {
      assertTrue(stopped.message().endsWith("continueTraining goes on from here"));
      int missing = 3 - stopped.history().epochs().size();
      stopped = Trainer.with(SETTINGS).continueTraining(stopped, missing);
    }
    assertEquals(curves(whole.history()), curves(stopped.history()));
    assertArrayEquals(
        weights(whole.learner().classifier()), weights(stopped.learner().classifier()));
  }

  @Test
  void anInterruptReturnsAtOnceWhileABatchStillComputes() throws Exception {
    ImageClassifier classifier = tiny(SETTINGS);
    CountDownLatch release = new CountDownLatch(1);
    // Stands for a batch that takes long: the compute thread is busy until it is released.
    Future<Boolean> busy =
        ComputeThread.submit(
            () -> {
              release.await();
              return true;
            });
    List<TrainingOutcome<ImageLearner>> outcome = new ArrayList<>();
    boolean[] flag = {true};
    Thread notebook =
        new Thread(
            () -> {
              outcome.add(Trainer.with(SETTINGS).train(classifier, TRAIN, TEST));
              flag[0] = Thread.currentThread().isInterrupted();
            });
    notebook.start();
    notebook.interrupt();
    notebook.join(20_000);
    assertFalse(notebook.isAlive(), "the interrupted caller still waits");
    assertEquals("interrupted; the last batch is still computing", outcome.get(0).toString());
    assertFalse(flag[0], "the interrupt is dealt with, so its flag is cleared");

    release.countDown();
    assertTrue(busy.get());
    assertEquals(Status.INTERRUPTED, outcome.get(0).status());
    assertEquals(0, outcome.get(0).unfinishedBatches());
    TrainingOutcome<ImageLearner> done = Trainer.with(SETTINGS).continueTraining(outcome.get(0), 3);
    TrainingOutcome<ImageLearner> whole = Trainer.with(SETTINGS).train(tiny(SETTINGS), TRAIN, TEST);
    assertArrayEquals(weights(whole.learner().classifier()), weights(done.learner().classifier()));
  }

  @Test
  void aLossThatIsNoNumberEndsTheTrainingWithAdvice() {
    TrainingSettings wild = SETTINGS.toBuilder().learningRate(1e30).build();
    TrainingOutcome<ImageLearner> outcome = Trainer.with(wild).train(tiny(wild), TRAIN, TEST);
    assertEquals(Status.DIVERGED, outcome.status());
    assertTrue(outcome.message().contains("learning rate ten times smaller"), outcome.message());
    assertThrows(InputProblem.class, () -> Trainer.with(wild).continueTraining(outcome, 1));
  }

  @Test
  void aListenerThatFailsEndsTheTrainingAndIsHeard() {
    IllegalStateException failure = new IllegalStateException("no display");
    ImageClassifier classifier = tiny(SETTINGS);
    Trainer trainer =
        Trainer.with(SETTINGS.toBuilder().epochs(1000).build())
            .onEpoch(
                history -> {
                  throw failure;
                });
    assertSame(
        failure,
        assertThrows(IllegalStateException.class, () -> trainer.train(classifier, TRAIN, TEST)));
    // The run has been told to stop: the compute thread is free again.
    assertEquals(10, classifier.predict(TEST, 5).size());
  }

  @Test
  void aListenerThatFailsWithAnErrorEndsTheTrainingToo() {
    // As a cell's own code does when the kernel stops it.
    StackOverflowError failure = new StackOverflowError("in the listener");
    ImageClassifier classifier = tiny(SETTINGS);
    RecordedProgress progress = new RecordedProgress();
    Trainer trainer =
        Trainer.with(SETTINGS.toBuilder().epochs(100_000).build())
            .reportingTo(progress)
            .onEpoch(
                history -> {
                  throw failure;
                });
    assertSame(
        failure,
        assertThrows(StackOverflowError.class, () -> trainer.train(classifier, TRAIN, TEST)));
    assertEquals(10, classifier.predict(TEST, 5).size());
    assertEquals("stopped: a listener failed", progress.lines().get(progress.lines().size() - 1));
  }

  @Test
  void imagesThatDoNotFitAreToldInASentence() {
    ImageClassifier classifier = tiny(SETTINGS);
    LabelledImages other =
        new LabelledImages(2, 5, 5, new float[50], new int[1], List.of("dark", "bright"));
    InputProblem problem = assertThrows(InputProblem.class, () -> classifier.predict(other, 1));
    assertEquals(
        "tiny: it was made for images of 2 x 10 x 11 and got 2 x 5 x 5;"
            + " make the network for the shape of the images",
        problem.getMessage());
    LabelledImages three =
        new LabelledImages(2, 10, 11, new float[220], new int[1], List.of("a", "b", "c"));
    assertThrows(InputProblem.class, () -> classifier.predict(three, 1));
    assertThrows(
        InputProblem.class, () -> Trainer.with(SETTINGS).train(classifier, TRAIN.subset(), TEST));
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> TrainingSettings.builder().learningRate(-1).build());
    assertEquals(
        "training setting learning rate: -1.0 is out of range;"
            + " use a number above 0, such as 0.003",
        problem.getMessage());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().epochs(0).build());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().batchSize(0).build());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().momentum(1).build());
    assertThrows(InputProblem.class, () -> TrainingSettings.builder().l2(-1).build());
  }
}
