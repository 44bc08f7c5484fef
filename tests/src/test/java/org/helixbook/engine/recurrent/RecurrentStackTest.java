package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers inside Deeplearning4j's networks. */
class RecurrentStackTest {
  private static final RecurrentCell GRU = RecurrentCell.gru(ResetGate.BEFORE_PRODUCT);

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(4)
        .dataType(DataType.FLOAT)
        .updater(new Adam(0.02))
        .weightInit(new UniformDistribution(-0.3, 0.3));
  }

  private static RecurrentStack.Builder stack() {
    return RecurrentStack.builder(GRU).nOut(8);
  }

  private static OutputLayer head() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** Whether the first of some bits is on: it must be remembered to the end. */
  private static DataSet firstBit(int batch, int steps) {
    SplittableRandom random = new SplittableRandom(3);
    INDArray x = Nd4j.zeros(DataType.FLOAT, batch, 1, steps);
    INDArray y = Nd4j.zeros(DataType.FLOAT, batch, 2);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        x.putScalar(b, 0, t, random.nextInt(2) * 2 - 1);
      }
      y.putScalar(b, x.getDouble(b, 0, 0) > 0 ? 1 : 0, 1);
    }
    return new DataSet(x, y);
  }

  @Test
  void aNetworkLearnsWithListenersAndComesBackFromItsFileWithTheSameBits() throws IOException {
    MultiLayerConfiguration description =
        base()
            .list()
            .layer(stack().layers(2).directions(Directions.BOTH_JOINED).lastStates(true).build())
            .layer(head())
            .setInputType(InputType.recurrent(1))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(description);
    network.init();
    List<Double> scores = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            scores.add(model.score());
          }
        });
    DataSet data = firstBit(64, 12);
    for (int i = 0; i < 60; i++) {
      network.fit(data);
    }
    assertEquals(60, scores.size());
    assertTrue(scores.get(59) < 0.1, "it must have learned: " + scores);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork back =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    assertEquals(description, back.getLayerWiseConfigurations());
    assertEquals(network.params(), back.params());
    network.setListeners();
    network.fit(data);
    back.fit(data);
    assertEquals(network.params(), back.params());
    assertEquals(network.output(data.getFeatures()), back.output(data.getFeatures()));
  }

  @Test
  void aGraphLearnsWithDeeplearning4jsOwnWrappersAroundIt() {
    ComputationGraph graph =
        new ComputationGraph(
            base()
                .graphBuilder()
                .addInputs("x")
                .addLayer("both", new Bidirectional(stack().build()), "x")
                .addLayer("last", new LastTimeStep(stack().build()), "both")
                .addLayer("head", head(), "last")
                .setOutputs("head")
                .setInputTypes(InputType.recurrent(1))
                .build());
    graph.init();
    DataSet data = firstBit(64, 8);
    double before = graph.score(data);
    for (int i = 0; i < 60; i++) {
      graph.fit(data);
    }
    assertTrue(graph.score(data) < 0.2 * before, before + " " + graph.score(data));
  }

  @Test
  void whatIsMaskedDoesNotCount() {
    for (boolean last : new boolean[] {true, false}) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              base()
                  .list()
                  .layer(stack().nIn(1).directions(Directions.BOTH_APART).lastStates(last).build())
                  .layer(
                      last
                          ? head().clone()
                          : new RnnOutputLayer.Builder(LossFunction.MCXENT)
                              .nOut(2)
                              .activation(Activation.SOFTMAX)
                              .build())
                  .setInputType(InputType.recurrent(1))
                  .build());
      network.init();
      INDArray x = firstBit(5, 7).getFeatures();
      INDArray mask = Nd4j.ones(DataType.FLOAT, 5, 7);
      mask.get(NDArrayIndex.all(), NDArrayIndex.interval(4, 7)).assign(0);
      INDArray masked = network.output(x, false, mask, null);
      INDArray cut =
          network.output(
              x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 4)).dup('f'));
      if (!last) {
        masked =
            masked.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 4)).dup();
      }
      assertEquals(0, Layers.difference(masked, cut), 1e-6);
    }
  }

  @Test
  void stepByStepIsTheSameAsAllAtOnce() {
    for (RecurrentCell cell :
        new RecurrentCell[] {
          GRU, RecurrentCell.lstm(), RecurrentCell.vanilla(), RecurrentCell.clockwork(1, 3)
        }) {
      MultiLayerNetwork network = language(cell);
      INDArray x = Layers.noise(2, DataType.FLOAT, 3, 2, 10);
      INDArray whole = network.output(x);
      for (int t = 0; t < 10; t += t < 4 ? 1 : 3) {
        int to = t < 4 ? t + 1 : t + 3;
        INDArray now =
            network.rnnTimeStep(
                x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, to))
                    .dup('f'));
        INDArray expected =
            whole
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, to))
                .dup('f');
        assertEquals(0, Layers.difference(now, expected), 1e-5, cell + " at " + t);
      }
    }
  }

  private static MultiLayerNetwork language(RecurrentCell cell) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base()
                .list()
                .layer(RecurrentStack.builder(cell).nIn(2).nOut(4).layers(2).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(100)
                .build());
    network.init();
    return network;
  }

  @Test
  void aTrainingThatIsTakenUpWithItsStateGoesOnWithTheSameBits() throws IOException {
    StatefulTraining one = new StatefulTraining(language(RecurrentCell.clockwork(1, 2)));
    INDArray x = Layers.noise(2, DataType.FLOAT, 3, 2, 5);
    INDArray y = Nd4j.zeros(DataType.FLOAT, 3, 2, 5);
    y.get(NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.all()).assign(1);
    assertTrue(one.state().isEmpty());
    one.step(x, y);
    one.step(x, y);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(one.network(), file, true);
    MultiLayerNetwork back =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    StatefulTraining two = new StatefulTraining(back);
    two.setState(one.state());
    assertEquals(one.step(x, y), two.step(x, y));
    assertEquals(one.network().params(), two.network().params());
    assertEquals(one.state(), two.state());
    INDArray carried = one.read(x).dup();
    one.clear();
    assertNotEquals(carried, one.read(x));
    two.clear();
    assertEquals(one.network().output(x), two.read(x));
    InputProblem problem =
        assertThrows(InputProblem.class, () -> one.read(Layers.noise(2, DataType.FLOAT, 4, 2, 5)));
    assertTrue(problem.getMessage().contains("batch of 4"), problem.getMessage());
  }

  @Test
  void biasesStartAsTold() {
    RecurrentStack gru = RecurrentStack.builder(GRU).nIn(2).nOut(3).biasInit(0.25).build();
    assertEquals("[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.25, 0.25, 0.25]", biases(gru));
    RecurrentStack lstm =
        RecurrentStack.builder(RecurrentCell.lstm()).nIn(2).nOut(1).gateBias(2).build();
    assertEquals("[0.0, 2.0, 0.0, 0.0]", biases(lstm));
    RecurrentStack after =
        RecurrentStack.builder(RecurrentCell.gru(ResetGate.AFTER_PRODUCT)).nIn(2).nOut(1).build();
    assertEquals("[1.0, 1.0, 0.0, 0.0]", biases(after));
  }

  private static String biases(RecurrentStack stack) {
    NeuralNetConfiguration conf = base().layer(stack).build();
    INDArray parameters = Nd4j.zeros(DataType.FLOAT, 1, stack.initializer().numParams(stack));
    return java.util.Arrays.toString(
        stack.initializer().init(conf, parameters, true).get("b").toDoubleVector());
  }

  @Test
  void aClockworkModuleSeesOnlySlowerOnes() {
    RecurrentStack stack =
        RecurrentStack.builder(RecurrentCell.clockwork(1, 2)).nIn(1).nOut(2).build();
    NeuralNetConfiguration conf = base().layer(stack).build();
    INDArray parameters = Nd4j.zeros(DataType.FLOAT, 1, 1 * 2 + 2 * 2 + 2);
    INDArray recurrent = stack.initializer().init(conf, parameters, true).get("RW");
    // From the fast unit, row 0, to the slow one, column 1: nothing.
    assertEquals(0, recurrent.getDouble(0, 1));
    assertNotEquals(0, recurrent.getDouble(1, 0));
    assertNotEquals(0, recurrent.getDouble(0, 0));
    assertThrows(InputProblem.class, () -> RecurrentCell.clockwork(2, 2));
    assertThrows(
        InputProblem.class,
        () -> RecurrentStack.builder(RecurrentCell.clockwork(1, 2)).nIn(1).nOut(3).build());
  }

  @Test
  void theFastHyperbolicTangentIsAsGoodAsItSays() {
    double relative = 0;
    double logistic = 0;
    for (float x = -20; x <= 20; x += 0.00037f) {
      double exact = Math.tanh(x);
      if (x != 0) {
        relative = Math.max(relative, Math.abs(Activations.tanh(x) / exact - 1));
      }
      logistic =
          Math.max(logistic, Math.abs(Activations.logistic(x) - 1 / (1 + Math.exp(-(double) x))));
    }
    assertTrue(relative < 4e-7, "relative " + relative);
    assertTrue(logistic < 4e-7, "logistic " + logistic);
    assertEquals(0f, Activations.tanh(0f));
  }
}
