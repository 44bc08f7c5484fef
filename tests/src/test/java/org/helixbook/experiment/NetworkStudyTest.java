package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.engine.recurrent.Directions;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.bigru.NetworkScores;
import org.helixbook.model.bigru.WindowScorer;
import org.helixbook.run.RunStore;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants as runs: tasks stay in their order, budgets are equal, what was done is there. */
class NetworkStudyTest {
  @TempDir Path folder;

  private static final ChromatinData DATA =
      new PlantedMotifs(12, List.of("TT", "CCC", "GAGAGA"), 0.3, false, new Seeds(4))
          .data(200, 60, 80);

  private static NetworkVariant variant() {
    return new NetworkVariant(
        "small",
        BiGruDescription.builder(3).layers(1).hidden(8).embedding(4).weightRange(0).build(),
        DATA,
        new BiGruTraining(3, 20, 0.02, 0, false, 0));
  }

  private NetworkStudy study(Progress progress) {
    return new NetworkStudy(RunStore.in(folder), List.of(5L, 6L), progress);
  }

  @Test
  void trainsFromEverySeedAndAveragesTheTasksScores() {
    TrainedVariant trained = study(Progress.silent()).train(variant());
    assertEquals(2, trained.networks().size());
    assertEquals(List.of("simulated TT", "simulated CCC", "simulated GAGAGA"), trained.tasks());
    double[] first = trained.reports().get(0).values(TaskMetric.AUROC);
    double[] second = trained.reports().get(1).values(TaskMetric.AUROC);
    assertEquals((first[0] + second[0]) / 2, trained.values(TaskMetric.AUROC)[0], 1e-12);
    assertTrue(trained.values(TaskMetric.AUROC)[0] > 0.6, "TT is easy");
    assertArrayEquals(
        first,
        study(Progress.silent()).from(List.of(5L)).train(variant()).values(TaskMetric.AUROC),
        "asked for again, it is there");
    double said = NetworkScores.of(trained.network(), DATA.test()).logLoss(0);
    assertEquals(trained.reports().get(0).tasks().get(0).logLoss(), said, 1e-6);
    assertEquals(
        said,
        new org.helixbook.eval.ScoredTasks(
                new float[][] {
                  floats(WindowScorer.probability(trained.network(), 0).score(DATA.test()))
                },
                new boolean[][] {DATA.test().labelsOf(0)})
            .logLoss(0),
        1e-6);
    double[] odds = WindowScorer.logOdds(trained.network(), 1).score(DATA.test());
    double[] probability = WindowScorer.probability(trained.network(), 1).score(DATA.test());
    assertEquals(probability[7], 1 / (1 + Math.exp(-odds[7])), 1e-6);

    // Both seeds of one network against both of another: pairs in their order, not their mean
    // alone.
    TrainedVariant others =
        study(Progress.silent()).from(List.of(6L, 5L)).train(variant()).named("others");
    TaskComparison swapped = trained.minus(others, TaskMetric.AUROC, Bootstrap.of(new Seeds(1)));
    double mean = (first[0] + first[1] + first[2] - second[0] - second[1] - second[2]) / 3;
    assertEquals(mean, swapped.bySeed().get(0), 1e-12);
    assertEquals(-mean, swapped.bySeed().get(1), 1e-12);
    assertEquals(0, swapped.difference().value(), 1e-12);
    assertTrue(swapped.difference().low() <= -Math.abs(mean), "over seeds, too");

    VariantScores scores = VariantScores.of(List.of(trained, others));
    Path file = folder.resolve("new/variants.tsv");
    scores.write(file);
    VariantScores read = VariantScores.read(file);
    assertEquals(List.of("small", "others"), read.variants());
    assertEquals(2, read.seeds("small"));
    assertEquals(0, read.seeds("unknown"));
    assertEquals(
        mean,
        read.minus("small", "others", TaskMetric.AUROC, Bootstrap.of(new Seeds(1)))
            .orElseThrow()
            .bySeed()
            .get(0),
        1e-6);
    assertTrue(
        read.minus("small", "unknown", TaskMetric.AUROC, Bootstrap.of(new Seeds(1))).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> VariantScores.of(List.of(trained, trained)));

    TaskComparison none = trained.minus(trained, TaskMetric.AUPRC, Bootstrap.of(new Seeds(1)));
    assertEquals(3, none.ties() + none.leftOut());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            trained.minus(
                new NetworkStudy(RunStore.in(folder), List.of(5L), Progress.silent())
                    .train(
                        variant()
                            .with(
                                DATA.withTasks(List.of("simulated TT")),
                                variant().description().toBuilder().tasks(1).build())),
                TaskMetric.AUPRC,
                Bootstrap.of(new Seeds(1))));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Test
  void oneNetworkATaskStaysInTheTasksOrder() {
    NetworkStudy study = study(Progress.silent()).from(List.of(5L));
    TrainedVariant apart = study.trainSeparately(variant().named("apart"));
    assertEquals(3, apart.networks().size());
    assertEquals(List.of("simulated TT", "simulated CCC", "simulated GAGAGA"), apart.tasks());
    assertEquals(3 * apart.network().parameters(), apart.parameters());
    for (int task = 0; task < 3; task++) {
      assertEquals(
          NetworkScores.of(
                  apart.networks().get(task),
                  DATA.withTasks(List.of(DATA.tasks().get(task))).test())
              .logLoss(0),
          apart.reports().get(0).tasks().get(task).logLoss(),
          1e-6,
          "task " + task);
    }
  }

  @Test
  void otherTrainingWindowsMeanAsManySteps() {
    NetworkVariant quarter = variant().trainedOn(DATA.trainingSample(50, new Seeds(1), "quarter"));
    assertEquals(12, quarter.training().epochs());
    assertEquals(50, quarter.data().train().size());
    assertEquals(DATA.test().digest(), quarter.data().test().digest());
    assertEquals(2, variant().trainedOn(DATA.bothStrands()).training().epochs());
  }

  @Test
  void aStopIsToldAndTheRunGoesOn() {
    Progress stops =
        new Progress() {
          @Override
          public void begin(String task, long total, String unit) {}

          @Override
          public void advance(long done, String detail) {
            Thread.currentThread().interrupt();
          }

          @Override
          public void end(String summary) {}
        };
    NetworkVariant forward =
        variant().with(variant().description().toBuilder().directions(Directions.FORWARD).build());
    assertThrows(CancellationException.class, () -> study(stops).train(forward));
    Thread.interrupted();
    assertEquals(2, study(Progress.silent()).train(forward).reports().size());
  }
}
