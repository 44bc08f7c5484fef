package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the numbers of scikit-learn and scipy: see tests/peers/multitask_reference.py. */
class MultiTaskReferenceTest {
  private static JsonNode reference;

  @BeforeAll
  static void read() throws IOException {
    reference =
        new ObjectMapper()
            .readTree(MultiTaskReferenceTest.class.getResourceAsStream("multitask-reference.json"));
  }

  @Test
  void metricsOfATaskAgree() {
    assertEquals(3, reference.get("tasks").size());
    for (JsonNode item : reference.get("tasks")) {
      String name = item.get("name").asText();
      double[] scores = new double[item.get("scores").size()];
      float[] probabilities = new float[scores.length];
      boolean[] labels = new boolean[scores.length];
      for (int i = 0; i < scores.length; i++) {
        probabilities[i] = (float) item.get("scores").get(i).asDouble();
        scores[i] = probabilities[i];
        labels[i] = item.get("labels").get(i).asInt() == 1;
      }
      RankedScores ranked = RankedScores.of(scores, labels);
      assertEquals(item.get("auroc").asDouble(), ranked.auroc().getAsDouble(), 1e-12, name);
      assertEquals(
          item.get("average_precision").asDouble(),
          ranked.averagePrecision().getAsDouble(),
          1e-12,
          name);
      assertEquals(item.get("f1_at_half").asDouble(), ranked.f1(0.5).getAsDouble(), 1e-12, name);
      double best = ranked.bestF1Threshold((low, high) -> (low + high) / 2).getAsDouble();
      assertEquals(item.get("best_f1").asDouble(), ranked.f1(best).getAsDouble(), 1e-12, name);
      ScoredTasks one =
          ScoredTasks.ofProbabilities(new float[][] {probabilities}, new boolean[][] {labels});
      assertEquals(item.get("log_loss").asDouble(), one.logLoss(0), 1e-9, name);
    }
  }

  @Test
  void wilcoxonsTestAgrees() {
    assertEquals(6, reference.get("wilcoxon").size());
    for (JsonNode item : reference.get("wilcoxon")) {
      double[] differences = new double[item.get("differences").size()];
      for (int i = 0; i < differences.length; i++) {
        differences[i] = item.get("differences").get(i).asDouble();
      }
      WilcoxonSignedRank test = WilcoxonSignedRank.of(differences);
      double expected = item.get("p").asDouble();
      assertEquals(expected, test.pValue(), 1e-10 * expected, item.get("name").asText());
      assertEquals(item.get("exact").asBoolean(), test.exact(), item.get("name").asText());
    }
  }
}
