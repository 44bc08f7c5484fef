package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.helixbook.engine.convolution.TrainingPath;
import org.helixbook.model.cnn.layer.Layout;
import org.helixbook.paper1.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Models 1 and 3 against PyTorch's numbers (tests/peers/models_reference.py, float64). */
class PaperOneGoldenTest {

  private static Cnn architecture(String name) {
    return name.equals("model1") ? Models.model1(91) : Models.model3();
  }

  /**
   * In float32 a rounding error decides now and then which of two pixels is the greater one of a
   * max-pooling; in the deep Model 1 that moves single gradients by a percent.
   */
  @ParameterizedTest
  @CsvSource({
    "model1, DOUBLE, false, 1e-8",
    "model1, FLOAT, false, 2e-2",
    "model1, FLOAT, true, 2e-2",
    "model3, FLOAT, false, 1e-4",
    "model3, FLOAT, true, 1e-4",
    "model3, DOUBLE, false, 1e-9"
  })
  void agreesWithPyTorch(
      String name, DataType precision, boolean throughOneDnnsPlan, double tolerance)
      throws IOException {
    JsonNode torch;
    try (InputStream in = getClass().getResourceAsStream(name + "-pytorch.json")) {
      torch = new ObjectMapper().readTree(in);
    }
    int batch = torch.get("batch").asInt();
    FormulaNetwork ours =
        new FormulaNetwork(
            architecture(name),
            Layout.CHANNELS_LAST,
            precision,
            batch,
            torch.get("height").asInt(),
            torch.get("width").asInt(),
            Arrays.copyOf(new int[] {0, 1, 1, 0}, batch));
    if (throughOneDnnsPlan) {
      ours.computeThrough(new TrainingPath(ours.network));
    }
    double[] differences = ours.logitDifferences();
    for (int i = 0; i < differences.length; i++) {
      JsonNode logits = torch.get("logits").get(i);
      double expected = logits.get(0).asDouble() - logits.get(1).asDouble();
      // Relative to the logits: their difference can be small by chance.
      assertEquals(expected, differences[i], tolerance * Math.abs(logits.get(1).asDouble()));
    }
    assertAgree(torch.get("gradients"), ours.gradients(), tolerance);
    for (JsonNode loss : torch.get("losses")) {
      assertEquals(loss.asDouble(), ours.loss(), tolerance * loss.asDouble());
      ours.step();
    }
  }

  private static void assertAgree(
      JsonNode expected, Map<String, double[]> actual, double tolerance) {
    assertEquals(expected.size(), actual.size());
    actual.forEach(
        (name, values) -> {
          JsonNode digest = expected.get(name);
          double norm = digest.get("norm").asDouble();
          double squares = 0;
          for (double value : values) {
            squares += value * value;
          }
          assertEquals(norm, Math.sqrt(squares), tolerance * norm, "norm of " + name);
          double largest = 0;
          for (JsonNode entry : digest.get("entries")) {
            largest = Math.max(largest, Math.abs(entry.asDouble()));
          }
          int place = 0;
          for (JsonNode entry : digest.get("entries")) {
            assertEquals(
                entry.asDouble(), values[place], tolerance * largest, name + " at " + place);
            place += digest.get("step").asInt();
          }
        });
  }

  /**
   * The largest entry of each bias's gradient, and of the first weights', by central differences.
   */
  @Test
  void finiteDifferencesAgreeInFloat64() {
    check(
        new FormulaNetwork(
            Models.model3(), Layout.CHANNELS_LAST, DataType.DOUBLE, 2, 20, 23, 0, 1));
    check(
        new FormulaNetwork(Models.model1(91), Layout.CHANNELS_LAST, DataType.DOUBLE, 1, 91, 91, 1));
  }

  private static void check(FormulaNetwork ours) {
    Map<String, double[]> gradients = ours.gradients();
    double step = 1e-6;
    int number = 0;
    for (Layer layer : ours.layersWithWeights()) {
      number++;
      double[] gradient = gradients.get(number + ".bias");
      int place = 0;
      for (int i = 0; i < gradient.length; i++) {
        place = Math.abs(gradient[i]) > Math.abs(gradient[place]) ? i : place;
      }
      assertTrue(gradient[place] != 0, number + ".bias has no gradient");
      INDArray bias = layer.getParam("b");
      double before = bias.getDouble(place);
      bias.putScalar(place, before + step);
      double up = ours.loss();
      bias.putScalar(place, before - step);
      double down = ours.loss();
      bias.putScalar(place, before);
      assertEquals(
          (up - down) / (2 * step),
          gradient[place],
          1e-5 * Math.abs(gradient[place]) + 1e-9,
          "bias " + number + " at " + place);
    }
  }
}
