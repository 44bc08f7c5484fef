package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Outputs and gradients of PyTorch's layers, computed by tests/peers/gru_reference.py. */
class RecurrentGoldenTest {
  static JsonNode reference() throws IOException {
    try (InputStream in = RecurrentGoldenTest.class.getResourceAsStream("gru-pytorch.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  record Case(JsonNode node, DataType precision) {
    @Override
    public String toString() {
      return node.get("kind").asText()
          + " x"
          + node.get("layers").asInt()
          + (node.get("both").asBoolean() ? " both ways" : "")
          + (node.get("carried").asBoolean() ? " carried" : "")
          + ", "
          + precision;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : reference().get("layers")) {
      cases.add(new Case(node, DataType.DOUBLE));
      cases.add(new Case(node, DataType.FLOAT));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithPyTorch(Case c) {
    JsonNode node = c.node;
    boolean exact = c.precision == DataType.DOUBLE;
    int layers = node.get("layers").asInt();
    int directions = node.get("both").asBoolean() ? 2 : 1;
    int inputs = node.get("inputs").asInt();
    int units = node.get("units").asInt();
    long batch = node.get("batch").asLong();
    long steps = node.get("steps").asLong();
    RecurrentCell cell =
        switch (node.get("kind").asText()) {
          case "GRU" -> RecurrentCell.gru(ResetGate.AFTER_PRODUCT);
          case "LSTM" -> RecurrentCell.lstm();
          default -> RecurrentCell.vanilla();
        };
    RecurrentStack stack =
        RecurrentStack.builder(cell)
            .nIn(inputs)
            .nOut(units)
            .layers(layers)
            .directions(directions == 2 ? Directions.BOTH_JOINED : Directions.FORWARD)
            .build();
    Layers ours = new Layers(stack, c.precision);
    Map<String, INDArray> state = new HashMap<>();
    for (int i = 0; i < layers * directions; i++) {
      String prefix = StackParameters.prefix(stack, i / directions, i % directions);
      JsonNode from = node.get("parameters").get(i);
      set(ours, prefix + "W", numbers(from.get("weight_ih")));
      set(ours, prefix + "RW", numbers(from.get("weight_hh")));
      set(ours, prefix + "b", bias(cell, from, units));
      if (node.get("carried").asBoolean()) {
        state.put(prefix + "state", part(node.get("h0"), i, batch, units));
        if (cell.kind() == RecurrentCell.Kind.LSTM) {
          state.put(prefix + "cell", part(node.get("c0"), i, batch, units));
        }
      }
    }
    RecurrentLayer layer = (RecurrentLayer) ours.layer;
    layer.rnnSetTBPTTState(state);
    INDArray x = sequence(numbers(node.get("x")), batch, steps, inputs).castTo(c.precision);
    INDArray out =
        layer
            .rnnActivateUsingStoredState(x.dup('f'), true, false, LayerWorkspaceMgr.noWorkspaces())
            .dup();
    INDArray expected = sequence(numbers(node.get("out")), batch, steps, (long) directions * units);
    assertEquals(0, Layers.difference(out, expected), exact ? 1e-12 : 2e-5);
    double[] weight = new double[(int) out.length()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = Math.sin(0.19 * ((i + 1.0) * (i + 1.0)) + 0.3);
    }
    INDArray epsilon = sequence(weight, batch, steps, (long) directions * units);
    INDArray dx = ours.backward(epsilon.castTo(c.precision));
    double tolerance = exact ? 1e-11 : 1e-4;
    assertEquals(
        0,
        Layers.difference(dx, sequence(numbers(node.get("dx")), batch, steps, inputs)),
        tolerance);
    for (int i = 0; i < layers * directions; i++) {
      String prefix = StackParameters.prefix(stack, i / directions, i % directions);
      JsonNode from = node.get("gradients").get(i);
      Map<String, INDArray> views =
          StackParameters.INSTANCE.getGradientsFromFlattened(ours.layer.conf(), ours.gradients);
      check(views.get(prefix + "W"), numbers(from.get("weight_ih")), tolerance);
      check(views.get(prefix + "RW"), numbers(from.get("weight_hh")), tolerance);
      check(views.get(prefix + "b"), biasGradient(cell, from, units), tolerance);
    }
  }

  private static void set(Layers layers, String key, double[] values) {
    INDArray view = layers.layer.paramTable().get(key);
    view.assign(Nd4j.create(values, view.shape(), 'f'));
  }

  private static void check(INDArray view, double[] expected, double tolerance) {
    assertEquals(0, Layers.difference(view, Nd4j.create(expected, view.shape(), 'f')), tolerance);
  }

  static double[] numbers(JsonNode node) {
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).asDouble();
    }
    assertTrue(numbers.length > 0);
    return numbers;
  }

  /** PyTorch's two biases are one here, but for the candidate's with the reset gate after. */
  private static double[] bias(RecurrentCell cell, JsonNode from, int units) {
    double[] a = numbers(from.get("bias_ih"));
    double[] b = numbers(from.get("bias_hh"));
    double[] both = new double[cell.biases(units)];
    boolean gru = cell.kind() == RecurrentCell.Kind.GRU_AFTER;
    for (int i = 0; i < a.length; i++) {
      boolean apart = gru && i >= 2 * units;
      both[i] = apart ? a[i] : a[i] + b[i];
      if (apart) {
        both[i + units] = b[i];
      }
    }
    return both;
  }

  private static double[] biasGradient(RecurrentCell cell, JsonNode from, int units) {
    double[] a = numbers(from.get("bias_ih"));
    double[] b = numbers(from.get("bias_hh"));
    double[] all = new double[cell.biases(units)];
    System.arraycopy(a, 0, all, 0, a.length);
    if (all.length > a.length) {
      System.arraycopy(b, 2 * units, all, 3 * units, units);
    }
    return all;
  }

  /** {@code [batch, time, features]} of PyTorch as {@code [batch, features, time]}. */
  private static INDArray sequence(double[] values, long batch, long steps, long features) {
    return Nd4j.create(values, new long[] {batch, steps, features}, 'c').permute(0, 2, 1).dup('f');
  }

  private static INDArray part(JsonNode node, int i, long batch, int units) {
    double[] part = new double[(int) batch * units];
    System.arraycopy(numbers(node), i * part.length, part, 0, part.length);
    return Nd4j.create(part, new long[] {batch, units}, 'c');
  }
}
