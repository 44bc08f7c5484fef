package org.helixbook.paper2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.claims.ClaimCatalogue;
import org.helixbook.claims.Result;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.SlipReplay;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.experiment.Provenance;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ComparisonResultsTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(20, 0.95, new Seeds(1));
  private static final ComparisonResults RESULTS =
      new ComparisonResults(Provenance.on("data").withSeeds(List.of(7L)).withRuns(List.of("run")));

  private static TaskComparison comparison(TaskMetric metric) {
    double more = metric.ordinal() / 10.0;
    return TaskComparison.of(
        new double[] {.5 + more, .5, .2}, new double[] {.2, .5, .4}, metric, BOOTSTRAP);
  }

  private static final List<TaskComparison> ALL =
      Arrays.stream(TaskMetric.values()).map(ComparisonResultsTest::comparison).toList();

  private static Map<String, Double> values(List<Result> results) {
    Map<String, Double> values = new TreeMap<>();
    results.forEach(result -> values.put(result.id(), Math.rint(result.value() * 1e6) / 1e6 + 0.0));
    return values;
  }

  @Test
  void f1AtHalf() {
    List<Result> results = RESULTS.f1AtHalf(ALL.get(0), new ConfidenceInterval(.333, .2, .5, .95));
    assertEquals(
        new TreeMap<>(
            Map.of(
                "P2.8-win-share", .333,
                "P2.8-size-win-share", .333,
                "P2.8-mean-f1-difference", .033333,
                "P2.8-size-mean-f1-difference", .033333,
                "P2.8-wins", 1.0,
                "P2.8-losses", 1.0,
                "P2.8-ties", 1.0,
                "P2.8-mean-f1-lr", .366667,
                "P2.8-mean-f1-rnn", .4)),
        values(results));
    Result difference = results.get(1);
    assertEquals(ALL.get(0).difference().low(), difference.low());
    assertEquals(3L, difference.n());
    assertEquals(1.0, difference.p());
    assertEquals(List.of(7L), difference.seeds());
    assertEquals(List.of("run"), difference.runs());
  }

  @Test
  void fairComparisons() {
    assertEquals(
        new TreeMap<>(
            Map.of(
                // Differences .4, 0, -.2; then .5 and .6 for the first task.
                "P2.14-f1-difference", .066667,
                "P2.14-auroc-difference", .1,
                "P2.14-auprc-difference", .133333,
                "P2.14-auroc-rnn", .466667,
                "P2.14-auroc-lr", .366667,
                "P2.14-auprc-rnn", .5,
                "P2.14-auprc-lr", .366667,
                "P2.14-wins", 1.0)),
        values(RESULTS.fairThreshold(ALL)));
    assertEquals(
        new TreeMap<>(
            Map.of(
                "P2.15-f1-difference", .066667,
                "P2.15-auroc-difference", .1,
                "P2.15-auprc-difference", .133333,
                "P2.15-auroc-lr", .366667,
                "P2.15-auprc-lr", .366667,
                "P2.15-f1-half-difference", .033333,
                "P2.15-wins", 1.0)),
        values(RESULTS.fairOpponent(ALL)));
  }

  @Test
  void slipAndCost() {
    SlipReplay replay =
        SlipReplay.of(
            new double[][] {{.1, .1}, {.5, .5}},
            new double[][] {{.3, .1}, {.1, .3}},
            1,
            new double[] {.2, .2},
            BOOTSTRAP);
    List<Result> slip = RESULTS.slip(replay);
    assertEquals(
        new TreeMap<>(
            Map.of(
                // The last epoch on the test rows: .1 and .3 against .2 and .2.
                "P2.8-last-epoch-difference", 0.0,
                "P2.8-last-epoch-wins", 1.0,
                "P2.8-replayed-difference", .3,
                "P2.8-replayed-wins", 2.0,
                "P2.9-win-share", 1.0,
                "P2.9-mean-f1-difference", .1,
                "P2.9-wins", 2.0,
                "P2.9-share-gain", .5)),
        values(slip));
    List<Result> rare = RESULTS.rareTasks(replay);
    assertEquals(
        new TreeMap<>(
            Map.of(
                "P2.17-win-share",
                .5,
                "P2.17-best-win-share",
                1.0,
                "P2.17-mean-f1-difference",
                0.0)),
        values(rare));
    // Wilson, one of two
    assertEquals(.0945, rare.get(0).low(), 1e-4);
    assertEquals(.9055, rare.get(0).high(), 1e-4);
    assertEquals(2L, rare.get(1).n());
    Table table = replay.table();
    assertTrue(table.intColumn("epoch").isMissing(5), "each task has its own");
    assertEquals(.3, table.doubleColumn("difference").get(3), 1e-9);
    assertEquals(List.of(true, false), table.booleanColumn("fair").asList().subList(0, 2));
    List<Result> cost = RESULTS.cost(300, 0.9, 1.2, 10);
    assertEquals(
        new TreeMap<>(
            Map.of("P2.12-seconds-rnn", 300.0, "P2.12-seconds-lr", 10.0, "P2.12-time-ratio", 30.0)),
        values(cost));
    assertEquals(27, cost.get(2).low(), 1e-12);
    assertEquals(36, cost.get(2).high(), 1e-12);
  }

  @Test
  void theLedgerKnowsEveryId() {
    List<Result> all = new ArrayList<>(RESULTS.fairThreshold(ALL));
    all.addAll(RESULTS.fairOpponent(ALL));
    all.addAll(RESULTS.cost(1, 1, 1, 1));
    double[][] epoch = {{.1}};
    all.addAll(RESULTS.rareTasks(SlipReplay.of(epoch, epoch, 1, new double[] {.2}, BOOTSTRAP)));
    ClaimCatalogue catalogue = ClaimCatalogue.load();
    all.forEach(result -> catalogue.require(result.id()));
    assertEquals(21, all.size());
  }
}
