package org.helixbook.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.ImageClassifier;
import org.helixbook.model.cnn.ImageLearner;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.run.TrainingOutcome.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSessionTest {
  private static final TrainingSettings SETTINGS = TinyRun.SETTINGS;

  @TempDir Path folder;
  private RunStore store;

  @BeforeEach
  void makeStore() {
    store = RunStore.in(folder);
  }

  private TrainingOutcome<ImageLearner> train(
      TrainingSettings settings, Progress progress, Consumer<History> epochs) {
    return store.run(TinyRun.configuration(settings), TinyRun.TASK, progress, epochs).training();
  }

  @Test
  void itLearnsAndReportsOnTheThreadThatAsked() {
    RecordedProgress progress = new RecordedProgress();
    List<String> told = progress.lines();
    List<Integer> epochs = new ArrayList<>();
    TrainingSettings settings = SETTINGS.toBuilder().epochs(12).build();
    TrainingOutcome<ImageLearner> outcome =
        train(settings, progress, history -> epochs.add(history.last().epoch()));
    assertEquals(Status.FINISHED, outcome.status());
    assertEquals(12, outcome.history().epochs().size());
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

    Predictions predictions = outcome.learner().classifier().predict(TinyRun.TEST, 3);
    assertEquals(1.0, predictions.accuracy());
    assertEquals(outcome.history().last().testLoss(), predictions.meanLoss(), 1e-6);
    assertArrayEquals(TinyRun.TEST.labels(), predictions.predicted());
    for (double[] row : predictions.probabilities()) {
      assertEquals(1.0, row[0] + row[1], 1e-6);
    }
  }

  @Test
  void theCurvesAreWhatTheRecordSays() {
    TrainingSettings settings = SETTINGS.toBuilder().epochs(1).batchSize(64).build();
    Predictions before =
        TinyRun.network(TinyRun.configuration(settings)).predict(TinyRun.TRAIN, 64);
    TrainingOutcome<ImageLearner> outcome = train(settings, Progress.silent(), history -> {});
    // With one batch an epoch the running mean is the network before its only step.
    assertEquals(before.meanLoss(), outcome.history().last().trainLoss(), 1e-6);
    assertEquals(before.accuracy(), outcome.history().last().trainAccuracy());
    Predictions after = outcome.learner().classifier().predict(TinyRun.TEST, 64);
    assertEquals(after.meanLoss(), outcome.history().last().testLoss(), 1e-6);
    assertEquals(after.accuracy(), outcome.history().last().testAccuracy());
  }

  @Test
  void anInterruptReturnsAtOnceWhileABatchStillComputes(@TempDir Path other) throws Exception {
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
              outcome.add(train(SETTINGS, Progress.silent(), history -> {}));
              flag[0] = Thread.currentThread().isInterrupted();
            });
    notebook.start();
    notebook.interrupt();
    notebook.join(600_000);
    assertFalse(notebook.isAlive(), "the interrupted caller still waits");
    assertEquals("interrupted; the last batch is still computing", outcome.get(0).toString());
    assertFalse(flag[0], "the interrupt is dealt with, so its flag is cleared");

    release.countDown();
    assertTrue(busy.get());
    assertEquals(Status.INTERRUPTED, outcome.get(0).status());
    assertArrayEquals(
        TinyRun.weights(TinyRun.run(RunStore.in(other), SETTINGS)),
        TinyRun.weights(TinyRun.run(store, SETTINGS)));
  }

  @Test
  void aListenerThatFailsEndsTheTrainingAndIsHeard() {
    IllegalStateException failure = new IllegalStateException("no display");
    TrainingSettings lasting = SETTINGS.toBuilder().epochs(1000).build();
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                train(
                    lasting,
                    Progress.silent(),
                    history -> {
                      throw failure;
                    })));
    assertTheComputeThreadIsFree();
  }

  @Test
  void aListenerThatFailsWithAnErrorEndsTheTrainingToo() {
    // As a cell's own code does when the kernel stops it.
    StackOverflowError failure = new StackOverflowError("in the listener");
    RecordedProgress progress = new RecordedProgress();
    TrainingSettings lasting = SETTINGS.toBuilder().epochs(100_000).build();
    assertSame(
        failure,
        assertThrows(
            StackOverflowError.class,
            () ->
                train(
                    lasting,
                    progress,
                    history -> {
                      throw failure;
                    })));
    assertTheComputeThreadIsFree();
    assertEquals("stopped: a listener failed", progress.lines().get(progress.lines().size() - 1));
  }

  /** The training has been told to stop. */
  private static void assertTheComputeThreadIsFree() {
    ImageClassifier other = TinyRun.network(TinyRun.configuration(SETTINGS));
    assertEquals(10, other.predict(TinyRun.TEST, 5).size());
  }
}
