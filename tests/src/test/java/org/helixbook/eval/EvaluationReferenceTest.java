package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void bootstrapIntervalsAgreeUpToTheDraws() {
    JsonNode item = reference.get("bootstrap");
    int[] labels = ints(item.get("labels"));
    Bootstrap bootstrap = new Bootstrap(20000, 0.95, new Seeds(1));
    ConfidenceInterval accuracy =
        bootstrap.accuracy(labels, ints(item.get("predictions")), "accuracy");
    assertEquals(item.get("accuracy").get(0).asDouble(), accuracy.low(), 0.0051, "one example");
    assertEquals(item.get("accuracy").get(1).asDouble(), accuracy.high(), 0.0051);
    ConfidenceInterval auc =
        new Bootstrap(5000, 0.95, new Seeds(1)).auc(doubles(item.get("scores")), labels, 0, "auc");
    assertEquals(item.get("auc").get(0).asDouble(), auc.low(), 0.004);
    assertEquals(item.get("auc").get(1).asDouble(), auc.high(), 0.004);
    assertTrue(auc.low() < auc.value() && auc.value() < auc.high());
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
