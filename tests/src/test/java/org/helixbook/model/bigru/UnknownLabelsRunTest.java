package org.helixbook.model.bigru;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.WindowSplit;
import org.helixbook.engine.NumericBackend;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.Progress;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels that are not known have no part in the loss. */
class UnknownLabelsRunTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  /** Log-odds of 0 and log 3 are probabilities of 1/2 and 3/4. */
  @Test
  void theLossIsTheMeanOverTheKnownLabels() {
    NumericBackend.prepare();
    double z = Math.log(3);
    INDArray logits = Nd4j.createFromArray(new double[][] {{0, z}, {z, 0}});
    INDArray labels = Nd4j.createFromArray(new double[][] {{1, NAN}, {0, 1}});
    TaskCrossEntropy loss = new TaskCrossEntropy(Heads.SIGMOID);
    // log 2 twice and log 4.
    assertEquals(4 * Math.log(2) / 3, loss.computeScore(labels, logits, null, null, true), 1e-12);
    assertArrayEquals(
        // Of the sum over the batch, which Deeplearning4j divides by its 2 rows.
        new double[] {-0.5 * 2 / 3, 0, 0.75 * 2 / 3, -0.5 * 2 / 3},
        loss.computeGradient(labels, logits, null, null).dup('c').data().asDouble(),
        1e-12);
    INDArray nothing = Nd4j.createFromArray(new double[][] {{NAN, NAN}, {NAN, NAN}});
    assertEquals(0, loss.computeScore(nothing, logits, null, null, true));
    assertEquals(0, loss.computeGradient(nothing, logits, null, null).norm1Number().doubleValue());
    INDArray twoWay = Nd4j.createFromArray(new double[][] {{0, 0, 0, z}, {0, 0, z, 0}});
    TaskCrossEntropy heads = new TaskCrossEntropy(Heads.SOFTMAX);
    assertEquals(4 * Math.log(2) / 3, heads.computeScore(labels, twoWay, null, null, true), 1e-12);
    assertArrayEquals(
        new double[] {1.0 / 3, 0, -1.0 / 3, 0, -0.5, 1.0 / 3, 0.5, -1.0 / 3},
        heads.computeGradient(labels, twoWay, null, null).dup('c').data().asDouble(),
        1e-12);
  }

  @Test
  void aTrainingChoosesItsEpochByTheKnownLabels() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("sequence\tsplit\thas T\tnoise\n");
    for (int i = 0; i < 240; i++) {
      StringBuilder bases = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        bases.append("ACG".charAt(random.nextInt(3)));
      }
      boolean found = random.nextBoolean();
      if (found) {
        bases.setCharAt(random.nextInt(8), 'T');
      }
      String side = List.of("training", "training", "validation", "test").get(i % 4);
      String known = random.nextInt(3) == 0 ? "" : found ? "1" : "0";
      rows.append(bases + "\t" + side + "\t" + known + "\t" + random.nextInt(2) + "\n");
    }
    Path table = Files.writeString(folder.resolve("t.tsv"), rows.toString());
    ChromatinData data =
        ChromatinData.from(
            table.toString(),
            WindowSplit.CHROMOSOME,
            DatasetStore.fromEnvironment(),
            new Seeds(1),
            Progress.silent());
    BiGruTask task =
        new BiGruTask(BiGruDescription.builder(2).hidden(12).weightRange(0).build(), data);
    BiGruTraining training = new BiGruTraining(12, 20, 0.02, 0, true, 5);
    RunOutcome<BiGruLearner> outcome =
        RunStore.in(folder.resolve("runs"))
            .run(task.configuration("test", training), task, Progress.silent(), history -> {});
    BiGruLearner learner = outcome.training().learner();
    ScoredTasks said = learner.validationScores(outcome.result().orElseThrow());
    assertTrue(said.known(0) < 60 && said.known(1) == 60, said.known(0) + " known");
    double sum = IntStream.range(0, 2).mapToDouble(t -> said.logLoss(t) * said.known(t)).sum();
    double[] losses = outcome.training().history().values("validationLoss");
    double lowest = Arrays.stream(losses).min().orElseThrow();
    assertEquals(sum / (said.known(0) + said.known(1)), lowest, 1e-5);
    ScoredTasks test = learner.testScores(outcome.result().orElseThrow());
    assertTrue(test.logLoss(0) < 0.4, "has T: " + test.logLoss(0));
    double[][] f1 = learner.f1ByEpoch(outcome.result().orElseThrow(), true);
    assertTrue(f1[11][0] > 0.8, "F1 " + f1[11][0]);
    // Half a window more of either kind, and each task by its known labels.
    double[] rates = data.validation().positiveRates();
    double constants = 0;
    for (int t = 0; t < 2; t++) {
      int known = data.train().known()[t];
      double p = (data.train().positives()[t] + 0.5) / (known + 1.0);
      constants -= said.known(t) * (rates[t] * Math.log(p) + (1 - rates[t]) * Math.log(1 - p));
    }
    assertEquals(
        Math.exp(constants / (said.known(0) + said.known(1))), task.baseRatePerplexity(), 1e-12);
  }
}
