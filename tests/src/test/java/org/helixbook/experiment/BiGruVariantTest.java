package org.helixbook.experiment;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.data.chromatin.PlantedMotifs;
import org.helixbook.engine.recurrent.Directions;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.bigru.BiGru;
import org.helixbook.model.bigru.BiGruDescription;
import org.helixbook.model.bigru.BiGruScores;
import org.helixbook.model.bigru.BiGruTraining;
import org.helixbook.model.bigru.NetworkScores;
import org.helixbook.model.bigru.WindowScorer;
import org.helixbook.run.RunStore;
import org.helixbook.run.TrainingOutcome;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Networks of many tasks as an experiment: tasks stay in their order, budgets are equal. */
class BiGruVariantTest {
  @TempDir Path folder;

  private static final ChromatinData DATA =
      new PlantedMotifs(12, List.of("TT", "CCC", "GAGAGA"), 0.3, false, new Seeds(4))
          .data(200, 60, 80);

  private static BiGruVariant variant() {
    return new BiGruVariant(
        "small",
        BiGruDescription.builder(3).layers(1).hidden(8).embedding(4).weightRange(0).build(),
        DATA,
        new BiGruTraining(3, 20, 0.02, 0, false, 0));
  }

  private Experiment experiment(Long... seeds) {
    return new Experiment(RunStore.in(folder), List.of(seeds), Progress.silent());
  }

  @Test
  void trainsFromEverySeedAndComparesTaskByTask() {
    Trials<MultiTaskReport> trained = experiment(5L, 6L).run(variant());
    assertEquals(
        List.of("simulated TT", "simulated CCC", "simulated GAGAGA"),
        trained.first().test().names());
    double[] first = trained.tests().get(0).values(TaskMetric.AUROC);
    double[] second = trained.tests().get(1).values(TaskMetric.AUROC);
    double[] means = MultiTaskReport.values(trained.tests(), TaskMetric.AUROC);
    assertEquals((first[0] + second[0]) / 2, means[0], 1e-12);
    assertTrue(means[0] > 0.6, "TT is easy");
    BiGru network = BiGruVariant.network(trained.first());
    assertEquals(network.parameters(), trained.parameters());
    assertEquals(
        trained.first().test().tasks().get(0).logLoss(),
        NetworkScores.of(network, DATA.test()).logLoss(0),
        1e-6);

    double[] odds = WindowScorer.logOdds(network, 1).score(DATA.test());
    double[] probability = WindowScorer.probability(network, 1).score(DATA.test());
    assertEquals(probability[7], 1 / (1 + Math.exp(-odds[7])), 1e-6);
    assertEquals(NetworkScores.of(network, DATA.test()).probabilities(1)[7], probability[7], 1e-6);

    Trials<MultiTaskReport> shuffled =
        variant().on(trained, "shuffled", DATA.test().withCentreShuffled(12, new Seeds(3)));
    assertEquals(trained.runs(), shuffled.runs());
    assertTrue(shuffled.first().test().mean(TaskMetric.AUROC).orElseThrow() < means[0]);
    assertEquals(
        trained.first().test().tasks(),
        variant().on(trained, "the same", DATA.test()).first().test().tasks());

    BiGruScores all = variant().scores(trained.first());
    BiGruScores some = all.of(List.of("simulated GAGAGA", "simulated TT"));
    assertEquals(all.report().tasks().get(2), some.report().tasks().get(0));
    assertEquals(all.report().tasks().get(0), some.report().tasks().get(1));
    assertThrows(IllegalArgumentException.class, () -> all.of(List.of("simulated AA")));

    // Both seeds of one network against both of another: pairs in their order, not their mean
    // alone.
    Trials<MultiTaskReport> others = experiment(6L, 5L).run(variant().named("others"));
    assertEquals(
        List.of(trained.runs().get(1), trained.runs().get(0)), others.runs(), "the same runs");
    Comparison swapped =
        Comparison.ofTasks(trained, others, TaskMetric.AUROC, Bootstrap.of(new Seeds(1)));
    double mean = (first[0] + first[1] + first[2] - second[0] - second[1] - second[2]) / 3;
    assertEquals(mean, swapped.tasks().orElseThrow().bySeed().get(0), 1e-12);
    assertEquals(-mean, swapped.tasks().orElseThrow().bySeed().get(1), 1e-12);
    assertEquals(0, swapped.difference().value(), 1e-12);
    assertTrue(swapped.difference().low() <= -Math.abs(mean), "over seeds, too");
    assertEquals("others", swapped.second());
    assertEquals(3, swapped.provenance().n().orElseThrow());

    Trials<MultiTaskReport> one =
        experiment(5L)
            .run(
                variant()
                    .with(
                        DATA.withTasks(List.of("simulated TT")),
                        variant().description().toBuilder().tasks(1).build()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Comparison.ofTasks(trained, one, TaskMetric.AUPRC, Bootstrap.of(new Seeds(1))));
  }

  @Test
  void aTrainingThatLeftNothingSaysWhyWhoeverAsks() {
    BiGruTraining steep = new BiGruTraining(3, 20, 1e30, 0, false, 0);
    BiGruVariant small = variant();
    BiGruVariant diverging = new BiGruVariant("steep", small.description(), small.data(), steep);
    Trial<MultiTaskReport> diverged = experiment(5L).run(diverging).first();
    assertEquals(TrainingOutcome.Status.DIVERGED, diverged.status());
    assertSaysWhy(diverging, diverged, "no longer a number");
    Thread.currentThread().interrupt();
    Trial<MultiTaskReport> stopped = experiment(6L).run(small).first();
    Thread.interrupted();
    assertEquals(TrainingOutcome.Status.INTERRUPTED, stopped.status());
    assertEquals(List.of(), stopped.history().epochs());
    assertSaysWhy(small, stopped, "stopped in epoch 1");
  }

  private static void assertSaysWhy(
      BiGruVariant variant, Trial<MultiTaskReport> trial, String why) {
    assertTrue(trial.message().contains(why), trial.message());
    for (Executable asking :
        List.<Executable>of(
            () -> variant.scores(trial), () -> BiGruVariant.network(trial), trial::test)) {
      assertTold(
          assertThrows(InputProblem.class, asking).getMessage(), "training", trial.message());
    }
  }

  @Test
  void oneNetworkATaskStaysInTheTasksOrder() {
    BiGruVariant apart = variant().named("apart");
    List<Trials<MultiTaskReport>> parts = experiment(5L).run(apart.separately());
    Trials<MultiTaskReport> joined = apart.joined(parts);
    assertEquals(3, joined.runs().size());
    assertEquals(List.of(5L), joined.seeds());
    assertEquals(
        List.of("simulated TT", "simulated CCC", "simulated GAGAGA"),
        joined.first().test().names());
    assertEquals(3 * parts.get(0).parameters(), joined.parameters());
    for (int task = 0; task < 3; task++) {
      assertEquals(
          NetworkScores.of(
                  BiGruVariant.network(parts.get(task).first()),
                  DATA.withTasks(List.of(DATA.tasks().get(task))).test())
              .logLoss(0),
          joined.first().test().tasks().get(task).logLoss(),
          1e-6,
          "task " + task);
    }
  }

  @Test
  void otherTrainingWindowsMeanAsManySteps() {
    BiGruVariant quarter = variant().trainedOn(DATA.trainingSample(50, new Seeds(1), "quarter"));
    assertEquals(12, quarter.training().epochs());
    assertEquals(50, quarter.data().train().size());
    assertEquals(DATA.test().digest(), quarter.data().test().digest());
    assertEquals(2, variant().trainedOn(DATA.bothStrands()).training().epochs());
  }

  @Test
  void aStopIsToldAndTheRunGoesOn() {
    Progress stops = (done, detail) -> Thread.currentThread().interrupt();
    BiGruVariant forward =
        variant().with(variant().description().toBuilder().directions(Directions.FORWARD).build());
    Trials<MultiTaskReport> stopped =
        new Experiment(RunStore.in(folder), List.of(5L, 6L), stops).run(forward);
    Thread.interrupted();
    assertEquals(1, stopped.trials().size());
    assertThrows(InputProblem.class, () -> stopped.first().test());
    assertEquals(2, experiment(5L, 6L).run(forward).tests().size());
  }
}
