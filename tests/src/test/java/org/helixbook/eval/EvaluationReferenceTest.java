package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Against the numbers of scikit-learn, scipy and numpy: see tests/peers/evaluation_reference.py.
 */
class EvaluationReferenceTest {
  private static JsonNode reference;

  @BeforeAll
  static void read() throws IOException {
    reference =
        new ObjectMapper()
            .readTree(
                EvaluationReferenceTest.class.getResourceAsStream("evaluation-reference.json"));
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  @Test
  void rocCurvesAgree() {
    assertEquals(4, reference.get("roc").size());
    for (JsonNode item : reference.get("roc")) {
      String name = item.get("name").asText();
      RocCurve curve = RocCurve.of(doubles(item.get("scores")), ints(item.get("labels")), 0);
      assertEquals(item.get("auc").asDouble(), curve.auc(), 1e-12, name);
      assertEquals(item.get("fpr").size(), curve.points().size(), name);
      for (int i = 0; i < curve.points().size(); i++) {
        RocCurve.Point point = curve.points().get(i);
        assertEquals(item.get("fpr").get(i).asDouble(), point.falsePositiveRate(), 1e-12, name);
        assertEquals(item.get("tpr").get(i).asDouble(), point.truePositiveRate(), 1e-12, name);
      }
    }
  }

  @Test
  void classificationReportsAgree() {
    assertEquals(2, reference.get("reports").size());
    for (JsonNode item : reference.get("reports")) {
      List<String> classes = new ArrayList<>();
      item.get("classes").forEach(name -> classes.add(name.asText()));
      ConfusionMatrix matrix =
          ConfusionMatrix.of(classes, ints(item.get("labels")), ints(item.get("predictions")));
      ClassificationReport report = ClassificationReport.of(matrix);
      for (int a = 0; a < classes.size(); a++) {
        for (int p = 0; p < classes.size(); p++) {
          assertEquals(item.get("counts").get(a).get(p).asInt(), matrix.count(a, p));
        }
        same(item.get("report").get(classes.get(a)), report.rows().get(a));
      }
      assertEquals(item.get("accuracy").asDouble(), report.accuracy(), 1e-12);
    }
  }

  private static void same(JsonNode theirs, ClassificationReport.Row ours) {
    if (Double.isNaN(ours.precision())) {
      assertEquals(0, theirs.get("precision").asDouble(), "scikit-learn writes 0 for undefined");
    } else {
      assertEquals(theirs.get("precision").asDouble(), ours.precision(), 1e-12);
    }
    assertEquals(theirs.get("recall").asDouble(), ours.recall(), 1e-12);
    assertEquals(theirs.get("f1-score").asDouble(), ours.f1(), 1e-12);
    assertEquals(theirs.get("support").asInt(), ours.support());
  }

  @Test
  void wilsonIntervalsAgree() {
    assertEquals(6, reference.get("wilson").size());
    for (JsonNode item : reference.get("wilson")) {
      ConfidenceInterval interval =
          ProportionInterval.wilson(item.get("successes").asInt(), item.get("trials").asInt());
      assertEquals(item.get("low").asDouble(), interval.low(), 1e-12);
      assertEquals(item.get("high").asDouble(), interval.high(), 1e-12);
    }
  }

  @Test
  void mcNemarsTestsAgree() {
    assertEquals(8, reference.get("mcnemar").size());
    for (JsonNode item : reference.get("mcnemar")) {
      double expected = item.get("p").asDouble();
      McNemar test = McNemar.ofCounts(item.get("first").asInt(), item.get("second").asInt());
      assertEquals(expected, test.pValue(), 1e-9 * expected, item.toString());
    }
  }

  private static void agree(JsonNode item, ConfidenceInterval ours, double tolerance) {
    assertEquals(item.get("value").asDouble(), ours.value(), 1e-12);
    assertEquals(item.get("interval").get(0).asDouble(), ours.low(), tolerance);
    assertEquals(item.get("interval").get(1).asDouble(), ours.high(), tolerance);
  }

  @Test
  void bootstrapIntervalsAgreeUpToTheDraws() {
    JsonNode item = reference.get("bootstrap");
    int[] labels = ints(item.get("labels"));
    int[] said = ints(item.get("predictions"));
    Units units = Units.withinClasses(labels);
    Bootstrap bootstrap = new Bootstrap(20000, 0.95, new Seeds(1));
    ConfidenceInterval accuracy =
        bootstrap.interval(
            units,
            1,
            (run, times) ->
                IntStream.range(0, 200).filter(i -> said[i] == labels[i]).map(i -> times[i]).sum()
                    / 200.0,
            "accuracy");
    assertEquals(item.get("accuracy").get(0).asDouble(), accuracy.low(), 0.0051, "one example");
    assertEquals(item.get("accuracy").get(1).asDouble(), accuracy.high(), 0.0051);
    RankedScores ranked = RankedScores.of(doubles(item.get("scores")), labels, 0);
    ConfidenceInterval auc =
        bootstrap.interval(units, 1, (run, times) -> ranked.auroc(times), "auc");
    assertEquals(item.get("auc").get(0).asDouble(), auc.low(), 0.002);
    assertEquals(item.get("auc").get(1).asDouble(), auc.high(), 0.002);
    assertTrue(auc.low() < auc.value() && auc.value() < auc.high());
  }

  @Test
  void intervalsOverRowsAndRunsAgreeUpToTheDraws() {
    JsonNode item = reference.get("several_runs");
    int[] labels = ints(item.get("labels"));
    double threshold = item.get("threshold").asDouble();
    List<Decisions> runs = new ArrayList<>();
    for (JsonNode run : item.get("scores")) {
      double[] scores = doubles(run);
      int[] said = Arrays.stream(scores).mapToInt(score -> score > threshold ? 0 : 1).toArray();
      runs.add(Decisions.ofScores(List.of("yes", "no"), labels, said, scores));
    }
    RepeatedDecisions decisions = new RepeatedDecisions(runs);
    Bootstrap bootstrap = new Bootstrap(10000, 0.95, new Seeds(1));
    agree(item.get("accuracy"), decisions.accuracy(bootstrap, "a"), 0.0051); // one example
    agree(item.get("f1"), decisions.f1(0, bootstrap, "a"), 0.004);
    agree(item.get("auc"), decisions.auc(0, bootstrap, "a"), 0.004);
  }

  @Test
  void intervalsOverBlocksAgreeUpToTheDraws() {
    JsonNode item = reference.get("in_blocks");
    int[] labels = ints(item.get("labels"));
    double[] scores = doubles(item.get("scores"));
    boolean[] yes = new boolean[labels.length];
    double[] losses = new double[labels.length];
    for (int i = 0; i < yes.length; i++) {
      yes[i] = labels[i] == 1;
      losses[i] = Math.log1p(Math.exp(scores[i])) - labels[i] * scores[i];
    }
    Units units = Units.blocks(ints(item.get("blocks")), "blocks");
    Bootstrap bootstrap = new Bootstrap(20000, 0.95, new Seeds(1));
    RankedScores ranked = RankedScores.of(scores, yes);
    agree(
        item.get("average_precision"),
        bootstrap.interval(units, 1, (run, times) -> ranked.averagePrecision(times), "a"),
        0.006);
    agree(
        item.get("perplexity"),
        bootstrap.interval(units, 1, (run, times) -> Math.exp(Bootstrap.mean(losses, times)), "a"),
        0.006);
  }

  @Test
  void sureScoresAreRankedAsTheyAre() {
    JsonNode item = reference.get("sure");
    boolean[] yes = new boolean[item.get("labels").size()];
    for (int i = 0; i < yes.length; i++) {
      yes[i] = item.get("labels").get(i).asInt() == 1;
    }
    ScoredTasks said =
        new ScoredTasks(new double[][] {doubles(item.get("log_odds"))}, new boolean[][] {yes});
    double auc = item.get("auc").asDouble();
    assertEquals(auc, said.ranked(0).auroc().getAsDouble(), 1e-12);
    assertEquals(
        item.get("average_precision").asDouble(),
        said.ranked(0).averagePrecision().getAsDouble(),
        1e-12);
    assertTrue(Math.abs(auc - item.get("auc of rounded probabilities").asDouble()) > 0.01);
  }

  @Test
  void powerAgrees() {
    JsonNode power = reference.get("power");
    for (JsonNode item : power.get("mean")) {
      double ours = Power.ofMean(item.get("n").asInt(), item.get("effect").asDouble());
      assertEquals(item.get("power").asDouble(), ours, 2e-4, item.toString());
    }
    for (JsonNode item : power.get("seeds")) {
      int ours = Power.seeds(item.get("effect").asDouble()).getAsInt();
      assertEquals(item.get("n").asInt(), ours, item.toString());
    }
    for (JsonNode item : power.get("mcnemar")) {
      double first = item.get("first").asDouble();
      double second = item.get("second").asDouble();
      double ours = Power.ofMcNemar(item.get("n").asInt(), first, second);
      assertEquals(item.get("power").asDouble(), ours, 1e-7, item.toString());
      int enough = Power.windows(first, second).getAsInt();
      assertTrue(Power.ofMcNemar(enough, first, second) >= Power.WANTED, item.toString());
      assertTrue(Power.ofMcNemar(enough - 1, first, second) < Power.WANTED, item.toString());
    }
    for (JsonNode item : power.get("wilcoxon")) {
      int ours = Power.tasks(item.get("effect").asDouble()).getAsInt();
      assertEquals(item.get("n").asInt(), ours, item.toString());
      double simulated = item.get("power").asDouble();
      assertTrue(simulated > 0.78 && simulated < 0.9, "of whole numbers of tasks: " + item);
    }
    assertTrue(power.get("five tasks").asDouble() > Power.LEVEL);
    assertTrue(power.get("six tasks").asDouble() < Power.LEVEL);
    assertEquals(Power.FEWEST_TASKS, Power.tasks(10).getAsInt());
  }

  @Test
  void whatCannotBeDecidedHasNoNumber() {
    assertEquals(OptionalInt.empty(), Power.seeds(0));
    assertEquals(OptionalInt.empty(), Power.seeds(Double.NaN));
    assertEquals(OptionalInt.empty(), Power.seeds(1e-5));
    assertEquals(OptionalInt.empty(), Power.windows(0.1, 0.1));
    assertEquals(OptionalInt.empty(), Power.windows(0, 0));
    assertEquals(OptionalInt.empty(), Power.tasks(0));
    assertEquals(2, Power.seeds(Double.POSITIVE_INFINITY).getAsInt());
    // One model is right wherever the other is and on a tenth more: 8 of at least 6 differing.
    assertTrue(Power.windows(0.1, 0).getAsInt() < 100);
  }

  @Test
  void quantilesAgree() {
    JsonNode item = reference.get("quantiles");
    double[] values = doubles(item.get("values"));
    double[] shares = doubles(item.get("shares"));
    for (int i = 0; i < shares.length; i++) {
      assertEquals(
          item.get("expected").get(i).asDouble(), Bootstrap.quantile(values, shares[i]), 1e-12);
    }
  }
}
