package org.helixbook.engine.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.HeavyBall;
import org.helixbook.engine.NumericBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Deeplearning4j's own output, which other tests hold to PyTorch, is the standard. Where oneDNN's
 * library is missing both are the same code.
 */
class PredictionPathTest {
  /** Winograd with tiles of 4 x 4 loses about a digit against the definition in float32. */
  private static final double ROUNDING = 2e-5;

  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  /** Channel numbers that fill oneDNN's blocks of 8 or 16, and some that do not. */
  private static MultiLayerNetwork network(DataType precision) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(precision)
                .weightInit(WeightInit.RELU)
                .biasInit(0.1)
                .updater(new HeavyBall(0.01, 0.9))
                .list()
                .layer(new ReluConvolution(3, 32))
                .layer(ReluConvolution.beforeMaxPooling(3, 64))
                .layer(new ReluMaxPooling(3))
                .layer(new ReluConvolution(1, 20))
                .layer(new ReluConvolution(3, 48))
                .layer(new GlobalPoolingLayer())
                .layer(
                    new OutputLayer.Builder(new LossMCXENT())
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(31, 26, 3, CNN2DFormat.NHWC))
                .build());
    network.init();
    return network;
  }

  private static INDArray images(int count) {
    float[] pixels = new float[count * 31 * 26 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(0.7 * i + 1e-4 * i * i);
    }
    return Nd4j.createFromArray(pixels).reshape(count, 31, 26, 3);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void oneDnnsLibraryIsThereWhereTheBuildBringsIt() {
    assertTrue(PredictionPath.available());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void theConvolutionsOutputIsThatOfTraining(int count) {
    assumeTrue(Instructions.here().fast());
    ComputeThread.call(
        () -> {
          MultiLayerNetwork network = network(DataType.FLOAT);
          INDArray standard = network.feedForward(images(count)).get(5);
          for (boolean winograd : new boolean[] {true, false}) {
            try (PredictionPath path = new PredictionPath(network, true, winograd)) {
              INDArray features = path.features(images(count));
              assertArrayEquals(standard.shape(), features.shape());
              double scale = standard.maxNumber().doubleValue();
              double worst = standard.sub(features).amaxNumber().doubleValue();
              assertTrue(scale > 1 && worst < ROUNDING * scale, worst + " of " + scale);
              List<String> kernels = path.kernels();
              assertEquals(4, kernels.size());
              assertTrue(
                  winograd || kernels.stream().noneMatch(name -> name.contains("wino")),
                  kernels.toString());
            }
          }
          return null;
        });
  }

  /** Linear layers behind the convolutions take images only through a preprocessor. */
  @Test
  void aNetworkThatFlattensPredictsBeforeItWasTrained() {
    ComputeThread.call(
        () -> {
          MultiLayerNetwork network =
              new MultiLayerNetwork(
                  new NeuralNetConfiguration.Builder()
                      .seed(5)
                      .list()
                      .layer(new ReluConvolution(3, 16))
                      .layer(
                          new OutputLayer.Builder(new LossMCXENT())
                              .nOut(2)
                              .activation(Activation.SOFTMAX)
                              .build())
                      .setInputType(InputType.convolutional(31, 26, 3, CNN2DFormat.NHWC))
                      .build());
          network.init();
          float[] output = new PredictionPath(network).output(images(3)).data().asFloat();
          assertArrayEquals(network.output(images(3)).data().asFloat(), output, 1e-5f);
          return null;
        });
  }

  @Test
  void probabilitiesAreThoseOfTheNetworkAlsoAfterAStepOfTraining() {
    ComputeThread.call(
        () -> {
          MultiLayerNetwork network = network(DataType.FLOAT);
          PredictionPath path = new PredictionPath(network);
          float[] before = path.output(images(6)).data().asFloat();
          assertArrayEquals(network.output(images(6)).data().asFloat(), before, 1e-5f);
          network.fit(
              images(6),
              Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}, {0, 1}, {1, 0}}));
          float[] after = path.output(images(6)).data().asFloat();
          assertArrayEquals(network.output(images(6)).data().asFloat(), after, 1e-5f);
          assertTrue(Math.abs(before[0] - after[0]) > 1e-3, "the step must show");
          return null;
        });
  }

  @Test
  void theSameImagesGiveTheSameBitsAlsoAfterMemoryWasGivenBack() {
    ComputeThread.call(
        () -> {
          PredictionPath path = new PredictionPath(network(DataType.FLOAT));
          float[] first = path.output(images(5)).data().asFloat();
          path.output(images(3));
          assertArrayEquals(first, path.output(images(5)).data().asFloat());
          path.close();
          assertArrayEquals(first, path.output(images(5)).data().asFloat());
          assertFalse(Arrays.equals(new float[10], first));
          return null;
        });
  }

  @Test
  void whatOneDnnIsNotForIsLeftToDeeplearning4j() {
    ComputeThread.call(
        () -> {
          MultiLayerNetwork twice = network(DataType.DOUBLE);
          INDArray images = images(2).castTo(DataType.DOUBLE);
          assertArrayEquals(
              twice.output(images).data().asDouble(),
              new PredictionPath(twice).output(images).data().asDouble());
          MultiLayerNetwork single = network(DataType.FLOAT);
          INDArray otherOrder = images(2).dup('f');
          assertArrayEquals(
              single.output(images(2)).data().asFloat(),
              single.output(otherOrder).data().asFloat());
          assertArrayEquals(
              single.output(images(2)).data().asFloat(),
              new PredictionPath(single).output(otherOrder).data().asFloat());
          assertArrayEquals(
              single.output(images(2)).data().asFloat(),
              new PredictionPath(single, false, true).output(images(2)).data().asFloat());
          return null;
        });
  }
}
