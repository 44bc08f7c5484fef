package org.helixbook.model.bigru;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.data.chromatin.MultiLabelWindowsBuilder;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunResult;
import org.helixbook.run.RunStore;
import org.helixbook.run.StopAfter;
import org.helixbook.run.TrainingOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network as a run: it learns, stops and goes on, chooses its epoch by validation alone. */
class BiGruRunTest {
  private static final BiGruDescription DESCRIPTION =
      BiGruDescription.builder(3).hidden(12).weightRange(0).carriesState(true).build();

  @TempDir Path folder;

  /** Windows whose first task is "has a T"; the second is noise, the third never occurs. */
  private static MultiLabelWindows windows(int count, long seed) {
    MultiLabelWindowsBuilder builder =
        MultiLabelWindows.builder(10, List.of("has T", "noise", "never"));
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      byte[] bases = new byte[10];
      BitSet positive = new BitSet();
      for (int t = 0; t < bases.length; t++) {
        bases[t] = (byte) random.nextInt(3);
      }
      if (random.nextBoolean()) {
        bases[random.nextInt(10)] = 3;
        positive.set(0);
      }
      positive.set(1, random.nextInt(4) == 0);
      builder.add(bases, positive);
    }
    return builder.build();
  }

  private static ChromatinData data(
      MultiLabelWindows train, MultiLabelWindows validation, MultiLabelWindows test) {
    return new ChromatinData("made", "random", train, validation, test, List.of());
  }

  private static BiGruTask task() {
    return new BiGruTask(DESCRIPTION, data(windows(130, 1), windows(60, 2), windows(50, 3)));
  }

  private static RunOutcome<BiGruLearner> run(
      RunStore store, BiGruTraining training, Progress progress) {
    BiGruTask task = task();
    return store.run(task.configuration("test", training), task, progress, history -> {});
  }

  @Test
  void learnsAndAfterStopsEndsWithTheSameBits() {
    BiGruTraining training = new BiGruTraining(12, 20, 0.02, 0, true, 5);
    RunOutcome<BiGruLearner> whole =
        run(RunStore.in(folder.resolve("a")), training, Progress.silent());
    assertEquals(Status.FINISHED, whole.training().status());
    double[] perplexity = whole.training().history().values("validationPerplexity");
    assertTrue(perplexity[11] < perplexity[0]);
    assertTrue(perplexity[11] < task().baseRatePerplexity(), perplexity[11] + " and no less");
    RunResult result = whole.result().orElseThrow();
    ScoredTasks test = whole.training().learner().testScores(result);
    assertEquals(50, test.examples());
    assertTrue(test.logLoss(0) < 0.4, "has T: " + test.logLoss(0));
    // Earlier versions kept probabilities.
    ByteBuffer odds = ByteBuffer.wrap(result.files().get("test-log-odds.f32"));
    ByteBuffer older = ByteBuffer.allocate(odds.capacity());
    while (odds.hasRemaining()) {
      older.putFloat((float) (1 / (1 + Math.exp(-odds.getFloat()))));
    }
    RunResult kept = RunResult.of(Map.of("test-probabilities.f32", older.array()), Map.of());
    ScoredTasks read = whole.training().learner().testScores(kept);
    assertArrayEquals(test.logOdds()[1], read.logOdds()[1], 1e-4);
    assertEquals(test.units().count(), read.units().count());
    double[][] f1 = whole.training().learner().f1ByEpoch(result, true);
    assertEquals(12, f1.length);
    assertTrue(f1[11][0] > 0.8, "F1 " + f1[11][0]);
    assertTrue(Double.isNaN(f1[11][2]), "a task without a positive has no F1");

    RunOutcome<BiGruLearner> stopped;
    int stops = 0;
    do {
      stopped = run(StopAfter.in(folder.resolve("b"), 31), training, Progress.silent());
      stops++;
    } while (stopped.training().status() == Status.INTERRUPTED && stops < 50);
    // One checkpoint at the beginning, 7 batches and the end of each epoch: 97.
    assertEquals(4, stops);
    assertEquals(
        whole.training().history().epochs().stream().map(EpochRecord::metrics).toList(),
        stopped.training().history().epochs().stream().map(EpochRecord::metrics).toList());
    RunResult again = stopped.result().orElseThrow();
    assertEquals(result.files().keySet(), again.files().keySet());
    result.files().forEach((name, file) -> assertArrayEquals(file, again.files().get(name), name));
  }

  @Test
  void endsEarlyAndKeepsTheWeightsOfTheBestEpochOnValidation() {
    // A step so large that the loss goes up again.
    RunOutcome<BiGruLearner> outcome =
        run(RunStore.in(folder), new BiGruTraining(40, 20, 0.1, 2, false, 5), Progress.silent());
    double[] losses = outcome.training().history().values("validationLoss");
    assertTrue(losses.length < 40, losses.length + " epochs");
    int best = losses.length - 3;
    for (double loss : losses) {
      assertTrue(losses[best] <= loss);
    }
    RunResult result = outcome.result().orElseThrow();
    assertEquals(best + 1, result.metrics().get("bestEpoch").intValue());
    BiGruLearner learner = outcome.training().learner();
    ScoredTasks scores = learner.validationScores(result);
    assertEquals(
        losses[best],
        IntStream.range(0, scores.tasks()).mapToDouble(scores::logLoss).average().orElseThrow(),
        1e-5);
    assertThrows(IllegalArgumentException.class, () -> learner.f1ByEpoch(result, true));
  }

  @Test
  void theBaseRateLineIsThatOfTheTrainingShares() {
    // has T: p and q; never: half a window of 131.
    BiGruTask task = task();
    double[] said = task.data().train().positiveRates();
    double[] truth = task.data().validation().positiveRates();
    double sum = -Math.log(1 - 0.5 / 131);
    for (int i = 0; i < 2; i++) {
      double p = (said[i] * 130 + 0.5) / 131;
      sum -= truth[i] * Math.log(p) + (1 - truth[i]) * Math.log(1 - p);
    }
    assertEquals(Math.exp(sum / 3), task.baseRatePerplexity(), 1e-12);
  }

  @Test
  void setsThatDoNotFitAreRefused() {
    MultiLabelWindows some = windows(3, 1);
    BiGruDescription two = DESCRIPTION.toBuilder().tasks(2).build();
    assertThrows(InputProblem.class, () -> new BiGruTask(two, data(some, some, some)));
    MultiLabelWindows none = some.rows(new int[0]);
    assertThrows(InputProblem.class, () -> new BiGruTask(DESCRIPTION, data(some, none, some)));
  }
}
