package org.helixbook.model.bigru;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.helixbook.engine.FiniteDifferences;
import org.helixbook.engine.recurrent.Directions;
import org.helixbook.engine.recurrent.RecurrentStack;
import org.helixbook.engine.recurrent.TokenEmbedding;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import tech.tablesaw.api.Table;

class BiGruTest {
  private static final BiGru INPUT = BiGru.create(tiny().build(), 1e-3, 1);

  private static BiGruDescription.Builder tiny() {
    return BiGruDescription.builder(3).hidden(4).keep(1).weightRange(0.5);
  }

  @Test
  void hasThePapersParameterCounts() {
    // 4 x 2 + 2 x (3 x (2 + 128 + 1) x 128 + 3 x (128 + 128 + 1) x 128) + 257 x 2 x 919
    assertEquals(770_358, parameters(BiGruDescription.builder(919)));
    assertEquals(534_175, parameters(BiGruDescription.builder(919).heads(Heads.SIGMOID)));
    assertEquals(297_992 + 257 * 2 * 498, parameters(BiGruDescription.builder(498)));
    // Layers that read both directions have twice the input: + 2 x 3 x 128 x 128.
    assertEquals(
        770_358 + 98_304,
        parameters(BiGruDescription.builder(919).directions(Directions.BOTH_JOINED)));
    assertEquals(
        8 + 148_992 + 129 * 2 * 919,
        parameters(BiGruDescription.builder(919).directions(Directions.FORWARD)));
    assertEquals(
        8 + 2 * 4 * 128 * (2 + 128 + 1 + 128 + 128 + 1) + 257 * 2 * 919,
        parameters(BiGruDescription.builder(919).cell(CellType.LSTM)));
    assertEquals(
        8 + 2 * 128 * (2 + 128 + 1 + 128 + 128 + 1) + 257 * 2 * 919,
        parameters(BiGruDescription.builder(919).cell(CellType.RNN)));
  }

  @Test
  void tellsItsLayers() {
    BiGru paper = BiGru.create(BiGruDescription.builder(919).build(), 1e-3, 1);
    Table layers = paper.layers(100);
    assertEquals(
        List.of(
            "Embedding",
            "GRU 1, forward",
            "GRU 1, backward",
            "GRU 2, forward",
            "GRU 2, backward",
            "2-way softmax, a task"),
        layers.stringColumn("layer").asList());
    assertEquals(
        List.of("100 x 2", "100 x 128", "100 x 128", "128", "128", "919 x 2"),
        layers.stringColumn("output").asList());
    assertEquals(
        List.of(8L, 50_304L, 50_304L, 98_688L, 98_688L, 472_366L),
        layers.longColumn("parameters").asList());
    BiGru small =
        BiGru.create(
            tiny().layers(1).directions(Directions.FORWARD).heads(Heads.SIGMOID).build(), 1e-3, 1);
    // 3 x (2 + 4 + 1) x 4, and (4 + 1) x 3
    assertEquals(List.of(8L, 84L, 15L), small.layers(100).longColumn("parameters").asList());
  }

  private static long parameters(BiGruDescription.Builder description) {
    return BiGru.create(description.build(), 1e-3, 1).parameters();
  }

  @Test
  void beginsAsThePaperSays() {
    BiGru network = BiGru.create(BiGruDescription.builder(919).build(), 1e-3, 1);
    Map<String, INDArray> table = network.network().paramTable();
    assertEquals(1, table.get("1_1bb").getDouble(0));
    assertEquals(1, table.get("1_1bb").getDouble(255));
    assertEquals(0, table.get("1_1bb").getDouble(256));
    for (String key : new String[] {"0_W", "1_0fW", "1_1bRW", "2_W"}) {
      INDArray w = table.get(key);
      assertTrue(w.maxNumber().doubleValue() <= 0.01 && w.minNumber().doubleValue() >= -0.01, key);
      assertTrue(w.maxNumber().doubleValue() > 0.002, key);
    }
  }

  @Test
  void agreesWithPyTorchThroughThreeStepsOfAdam() throws IOException {
    JsonNode node;
    try (InputStream in = RecurrentStack.class.getResourceAsStream("gru-pytorch.json")) {
      node = new ObjectMapper().readTree(in).get("network");
    }
    int tasks = node.get("tasks").asInt();
    for (DataType precision : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      boolean exact = precision == DataType.DOUBLE;
      BiGru network = BiGru.create(tiny().tasks(tasks).build(), 1e-3, 1, precision);
      Map<String, String> names =
          Map.ofEntries(
              Map.entry("0_W", "embedding"),
              Map.entry("2_W", "heads_w"),
              Map.entry("2_b", "heads_b"),
              Map.entry("1_0fW", "cells.0.w"),
              Map.entry("1_0fRW", "cells.0.u"),
              Map.entry("1_0fb", "cells.0.b"),
              Map.entry("1_0bW", "cells.1.w"),
              Map.entry("1_0bRW", "cells.1.u"),
              Map.entry("1_0bb", "cells.1.b"),
              Map.entry("1_1fW", "cells.2.w"),
              Map.entry("1_1fRW", "cells.2.u"),
              Map.entry("1_1fb", "cells.2.b"),
              Map.entry("1_1bW", "cells.3.w"),
              Map.entry("1_1bRW", "cells.3.u"),
              Map.entry("1_1bb", "cells.3.b"));
      Map<String, INDArray> table = network.network().paramTable();
      assertEquals(names.keySet(), table.keySet());
      table.forEach((key, view) -> view.assign(array(node, "parameters", names.get(key), view)));
      INDArray tokens = matrix(node.get("ids"));
      INDArray labels = matrix(node.get("labels"));
      double tolerance = exact ? 1e-10 : 2e-5;
      compare(network.logits(tokens), numbers(node.get("logits")), tolerance);
      for (int step = 0; step < 3; step++) {
        assertEquals(
            node.get("losses").get(step).asDouble(), network.step(tokens, labels), tolerance);
        if (step == 0) {
          MultiLayerNetwork checked =
              BiGru.create(tiny().tasks(tasks).build(), 1e-3, 1, precision).network();
          checked
              .paramTable()
              .forEach((key, view) -> view.assign(array(node, "parameters", names.get(key), view)));
          Gradient gradient = gradient(checked, tokens.castTo(precision), labels.castTo(precision));
          gradient
              .gradientForVariable()
              .forEach(
                  (key, view) ->
                      near(
                          view.div(labels.size(0)),
                          array(node, "gradients", names.get(key), view),
                          exact ? 1e-9 : 2e-4,
                          key));
        }
      }
      table.forEach(
          (key, view) ->
              near(view, array(node, "after", names.get(key), view), exact ? 1e-9 : 1e-4, key));
      compare(network.logits(tokens), numbers(node.get("logitsAfter")), exact ? 1e-9 : 1e-4);
    }
  }

  private static Gradient gradient(MultiLayerNetwork network, INDArray tokens, INDArray labels) {
    network.setInput(tokens);
    network.setLabels(labels);
    network.computeGradientAndScore();
    return network.gradient();
  }

  private static void near(INDArray actual, INDArray expected, double tolerance, String what) {
    double floor = 0.05 * expected.amaxNumber().doubleValue();
    INDArray a = actual.castTo(DataType.DOUBLE).dup('c').reshape(actual.length());
    INDArray e = expected.castTo(DataType.DOUBLE).dup('c').reshape(expected.length());
    for (long i = 0; i < e.length(); i++) {
      double scale = Math.max(floor, Math.abs(e.getDouble(i)));
      assertEquals(0, (a.getDouble(i) - e.getDouble(i)) / scale, tolerance, what + " at " + i);
    }
  }

  private static void compare(INDArray actual, double[] expected, double tolerance) {
    double[] values = actual.dup('c').data().asDouble();
    assertEquals(expected.length, values.length);
    for (int i = 0; i < values.length; i++) {
      assertEquals(expected[i], values[i], tolerance);
    }
  }

  /** PyTorch's weights are [out, in], row-major: the memory of [in, out], column-major. */
  private static INDArray array(JsonNode node, String group, String name, INDArray like) {
    double[] values = numbers(node.get(group).get(name));
    return Nd4j.create(values, like.shape(), name.equals("embedding") ? 'c' : 'f');
  }

  private static double[] numbers(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  private static INDArray matrix(JsonNode rows) {
    INDArray matrix = Nd4j.zeros(DataType.FLOAT, rows.size(), rows.get(0).size());
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).size(); j++) {
        matrix.putScalar(i, j, rows.get(i).get(j).asDouble());
      }
    }
    return matrix;
  }

  static INDArray tokens(int batch, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] ids = new byte[batch][length];
    for (byte[] row : ids) {
      for (int t = 0; t < length; t++) {
        row[t] = (byte) random.nextInt(5);
      }
    }
    return INPUT.tokens(ids);
  }

  static INDArray labels(int batch, int tasks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, batch, tasks);
    for (int i = 0; i < batch * tasks; i++) {
      labels.putScalar(i / tasks, i % tasks, random.nextInt(2));
    }
    return labels;
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyParameterOfTheWholeNetworkHasTheGradientOfFiniteDifferences(CellType cell) {
    BiGruDescription.Builder builder = tiny().tasks(2).hidden(2);
    BiGruDescription description =
        (cell == CellType.CLOCKWORK ? builder.clockwork(1, 2) : builder.cell(cell)).build();
    BiGru whole = BiGru.create(description, 1e-3, 5, DataType.DOUBLE);
    MultiLayerNetwork network = whole.network();
    INDArray x = tokens(3, 5, 1).castTo(DataType.DOUBLE);
    INDArray y = labels(3, 2, 2).castTo(DataType.DOUBLE);
    INDArray exact = gradient(network, x, y).gradient().dup().divi(3);
    INDArray parameters = network.params();
    // All but the blocks that a clock keeps empty.
    INDArray free =
        cell == CellType.CLOCKWORK
            ? Transforms.or(parameters.neq(0), exact.neq(0)).castTo(DataType.DOUBLE)
            : Nd4j.onesLike(exact);
    assertTrue(free.sumNumber().intValue() > 40, free.sumNumber() + " parameters");
    assertEquals(0, FiniteDifferences.worst(parameters, exact, free, () -> whole.loss(x, y)), 1e-6);
  }

  private static MultiLayerConfiguration convolutions(int tasks) {
    return new NeuralNetConfiguration.Builder()
        .weightInit(WeightInit.XAVIER)
        .list()
        .layer(new TokenEmbedding(4, 4))
        .layer(new Convolution1DLayer.Builder(3).nIn(4).nOut(5).activation(Activation.RELU).build())
        .layer(new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX, 2, 2).build())
        .layer(new Convolution1DLayer.Builder(2).nIn(5).nOut(6).activation(Activation.RELU).build())
        .layer(new GlobalPoolingLayer(PoolingType.MAX))
        .layer(
            new OutputLayer.Builder(new TaskCrossEntropy(Heads.SIGMOID))
                .nIn(6)
                .nOut(tasks)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  @Test
  void aConvolutionalNetworkOfOnesOwnHasTheGradientOfFiniteDifferencesAndLearns()
      throws IOException {
    BiGruDescription description = tiny().tasks(2).layersInstead(convolutions(2)).build();
    assertEquals(
        description,
        new ObjectMapper()
            .readValue(new ObjectMapper().writeValueAsString(description), BiGruDescription.class));
    BiGru own = BiGru.create(description, 1e-2, 5, DataType.DOUBLE);
    // 16, then (3 x 4 + 1) x 5, (2 x 5 + 1) x 6 and (6 + 1) x 2
    assertEquals(16 + 65 + 66 + 14, own.parameters());
    INDArray x = tokens(3, 12, 1).castTo(DataType.DOUBLE);
    INDArray y = labels(3, 2, 2).castTo(DataType.DOUBLE);
    INDArray exact = gradient(own.network(), x, y).gradient().dup().divi(3);
    assertEquals(
        0, FiniteDifferences.worst(own.network().params(), exact, () -> own.loss(x, y)), 1e-6);

    BiGru single = BiGru.create(description, 1e-2, 5);
    assertEquals(own.loss(x, y), single.loss(x, y), 1e-5, "the seed is the run's");
    double before = single.loss(x, y);
    for (int i = 0; i < 20; i++) {
      single.step(x, y);
    }
    assertTrue(single.loss(x, y) < before - 0.1, "the learning rate is the run's");
    BiGru back = BiGru.restore(description, 1e-2, 5, single.state());
    assertEquals(single.step(x, y), back.step(x, y));
    assertThrows(InputProblem.class, () -> single.multiplyAdds(100));
  }

  @Test
  void countsMultiplyAddsTokenByToken() {
    // 100 tokens x 2 directions x 3 gates x 128 x (2 + 128 + 128 + 128), and 256 x 2 x 919
    assertEquals(
        100L * 2 * 3 * 128 * 386 + 470_528,
        BiGru.create(BiGruDescription.builder(919).build(), 1e-3, 1).multiplyAdds(100));
    // 49 words of 4 bases every 2 are in 100 bases
    assertEquals(
        49L * 2 * 3 * 4 * (2 + 4 + 4 + 4) + 8 * 2 * 3,
        BiGru.create(tiny().words(4, 2).build(), 1e-3, 1).multiplyAdds(100));
  }

  @Test
  void comesBackFromItsStateAndGoesOnWithTheSameBits() throws IOException {
    BiGruDescription description =
        BiGruDescription.builder(6).hidden(16).weightRange(0).carriesState(true).build();
    BiGru one = BiGru.create(description, 1e-3, 3);
    for (int i = 0; i < 3; i++) {
      one.step(tokens(5, 9, i), labels(5, 6, i));
    }
    BiGru two = BiGru.restore(description, 1e-3, 3, one.state());
    assertEquals(3, two.steps());
    for (int i = 3; i < 6; i++) {
      assertEquals(
          one.step(tokens(5, 9, i), labels(5, 6, i)), two.step(tokens(5, 9, i), labels(5, 6, i)));
    }
    assertEquals(one.network().params(), two.network().params());
    Map<String, byte[]> a = one.state();
    Map<String, byte[]> b = two.state();
    assertEquals(a.keySet(), b.keySet());
    a.forEach((name, bytes) -> assertTrue(java.util.Arrays.equals(bytes, b.get(name)), name));
    Map<String, byte[]> lacking = new TreeMap<>(a);
    lacking.remove("updater");
    assertThrows(IOException.class, () -> BiGru.restore(description, 1e-3, 3, lacking));
    BiGruDescription other = description.toBuilder().hidden(8).build();
    assertThrows(IOException.class, () -> BiGru.restore(other, 1e-3, 3, a));
  }

  @Test
  void theCarriedStateMattersInTrainingAndABatchOfAnotherSizeBeginsAnew() {
    BiGruDescription description = tiny().carriesState(true).build();
    INDArray x = tokens(4, 6, 1);
    INDArray y = labels(4, 3, 1);
    double fresh = BiGru.create(description, 1e-9, 2).step(x, y);
    BiGru network = BiGru.create(description, 1e-9, 2);
    network.step(tokens(4, 6, 9), y);
    double carried = network.step(x, y);
    assertTrue(Math.abs(fresh - carried) > 1e-4, fresh + " " + carried);
    network.step(tokens(3, 6, 1), labels(3, 3, 1));
    assertEquals(fresh, network.step(x, y), 1e-6);
    // Measuring is not touched by the state, and does not touch it.
    assertEquals(fresh, network.loss(x, y), 1e-6);
    BiGru plain = BiGru.create(tiny().build(), 1e-9, 2);
    plain.step(tokens(4, 6, 9), y);
    assertEquals(fresh, plain.step(x, y), 1e-6);
  }

  @Test
  void learnsWhichSequencesHoldAPattern() {
    BiGru network =
        BiGru.create(BiGruDescription.builder(1).hidden(16).weightRange(0).build(), 0.01, 1);
    SplittableRandom random = new SplittableRandom(5);
    byte[][] sequences = new byte[120][12];
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 120, 1);
    for (int row = 0; row < 120; row++) {
      for (int t = 0; t < 12; t++) {
        sequences[row][t] = (byte) random.nextInt(3);
      }
      if (row % 2 == 0) {
        sequences[row][random.nextInt(12)] = 3;
        labels.putScalar(row, 0, 1);
      }
    }
    INDArray tokens = network.tokens(sequences);
    for (int i = 0; i < 80; i++) {
      network.step(tokens, labels);
    }
    assertTrue(network.loss(tokens, labels) < 0.2, "loss " + network.loss(tokens, labels));
    INDArray p = network.probabilities(tokens);
    assertTrue(p.getDouble(0, 0) > 0.5 && p.getDouble(1, 0) < 0.5);
  }

  @Test
  void readsGenomicWords() {
    BiGru pairs = BiGru.create(tiny().words(2, 2).build(), 1e-3, 1);
    // AG, CT, and a word with N; the last base does not fill a word.
    INDArray tokens = pairs.tokens(new byte[][] {{0, 1, 2, 3, 4, 0, 1}});
    assertEquals("[1.0, 11.0, 16.0]", java.util.Arrays.toString(tokens.toDoubleVector()));
    assertEquals(16 * 2, pairs.network().getLayer(0).numParams());
    assertEquals(3, pairs.probabilities(tokens).size(1));
    assertThrows(InputProblem.class, () -> pairs.tokens(new byte[][] {{0}}));
  }

  @Test
  void settingsOutOfRangeAreToldInOneSentence() {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> BiGruDescription.builder(919).keep(0).build());
    assertTrue(problem.getMessage().contains("keep"), problem.getMessage());
    assertThrows(
        InputProblem.class, () -> BiGruDescription.builder(1).cell(CellType.CLOCKWORK).build());
    assertEquals(
        "bidirectional GRU 2 x 128, 919 tasks", BiGruDescription.builder(919).build().title());
  }
}
