package org.helixbook.engine.convolution;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.HeavyBall;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Steps of training through oneDNN's plan, held to the layers' own, which compute with ND4J. */
class TrainingPathTest {
  /** Winograd with tiles of 4 x 4 loses about a digit against the definition in float32. */
  private static final double ROUNDING = 2e-5;

  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  /**
   * Layers from words such as "3:32" (a convolution with ReLU), "3:64:2" (a convolution, and a
   * max-pooling over 2 x 2 with its ReLU), and 2 (one more max-pooling).
   */
  private static MultiLayerNetwork network(DataType precision, long[] images, String layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(precision)
            .weightInit(WeightInit.RELU)
            .biasInit(0.1)
            .updater(new HeavyBall(0.01, 0.9))
            .l2(1e-3)
            .list();
    for (String layer : layers.split(" ")) {
      int[] numbers = Arrays.stream(layer.split(":")).mapToInt(Integer::parseInt).toArray();
      List<Layer> all =
          switch (numbers.length) {
            case 1 -> List.of(new ReluMaxPooling(numbers[0]));
            case 2 -> List.of(new ReluConvolution(numbers[0], numbers[1]));
            default ->
                List.of(
                    ReluConvolution.beforeMaxPooling(numbers[0], numbers[1]),
                    new ReluMaxPooling(numbers[2]));
          };
      all.forEach(list::layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(new GlobalPoolingLayer(PoolingType.AVG))
                .layer(
                    new OutputLayer.Builder(new LossMCXENT())
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(
                    InputType.convolutional(images[1], images[2], images[3], CNN2DFormat.NHWC))
                .build());
    network.init();
    return network;
  }

  private static INDArray noise(DataType precision, long... shape) {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() - 0.5;
    }
    return Nd4j.createFromArray(values).reshape(shape).castTo(precision);
  }

  private static INDArray labels(DataType precision, long images) {
    INDArray labels = Nd4j.zeros(precision, images, 2);
    for (int i = 0; i < images; i++) {
      labels.putScalar(i, i % 3 == 0 ? 0 : 1, 1);
    }
    return labels;
  }

  private static void see(MultiLayerNetwork network, INDArray images) {
    network.setInput(images);
    network.setLabels(labels(images.dataType(), images.size(0)));
  }

  private static Map<String, INDArray> gradients(MultiLayerNetwork network, INDArray images) {
    see(network, images);
    network.computeGradientAndScore();
    return network.gradient().gradientForVariable();
  }

  /** The score before each of three steps, and the parameters behind them. */
  private static double[] threeSteps(MultiLayerNetwork network, INDArray images) {
    double[] scores = new double[3];
    for (int i = 0; i < 3; i++) {
      network.fit(images, labels(images.dataType(), images.size(0)));
      scores[i] = network.score();
    }
    return Nd4j.concat(
            0,
            Nd4j.createFromArray(scores),
            network.params().castTo(DataType.DOUBLE).reshape(network.numParams()))
        .toDoubleVector();
  }

  private static void assertNear(String name, INDArray expected, INDArray actual) {
    double off = expected.distance2(actual.castTo(DataType.DOUBLE));
    double size = expected.norm2Number().doubleValue();
    assertTrue(off < 0.1 * size, name + ": " + off + " of " + size);
  }

  private static void assertClose(String name, INDArray expected, INDArray actual) {
    double scale = expected.amaxNumber().doubleValue();
    double worst = expected.sub(actual.castTo(DataType.DOUBLE)).amaxNumber().doubleValue();
    assertTrue(scale > 0 && worst < ROUNDING * scale, name + ": " + worst + " of " + scale);
  }

  /**
   * In float64 the layers compute with ND4J's own convolutions and poolings. Layers of 8 channels
   * suit the path where a register holds 8 numbers; with AVX-512 they are left to ND4J.
   */
  @ParameterizedTest
  @CsvSource({
    "7, 31, 26, 3, 3:32 3:64:3 1:20 3:48, AVX2, AVX512, true",
    "3, 40, 37, 3, 3:32 3:64:3 1:80 3:192:3, AVX2, AVX512, true",
    "13, 19, 23, 3, 5:20:2 3:16, AVX2, AVX512, false",
    "4, 17, 12, 20, 3:33 1:7:2 2, AVX2, AVX512, true",
    "2, 24, 25, 3, 8:8 8:90:2 2:17, AVX2, AVX2, false",
    "2, 24, 25, 1, 7:16 14:90:2 2:17, AVX512, AVX512, false",
    "9, 12, 11, 2, 2:16:3, AVX512, AVX512, false"
  })
  void theGradientsAreThoseOfTheLayersThemselves(
      long count,
      long height,
      long width,
      long channels,
      String layers,
      Instructions least,
      Instructions most,
      boolean winograd3x3) {
    Instructions here = Instructions.here();
    assumeTrue(here.compareTo(least) >= 0 && here.compareTo(most) <= 0);
    ComputeThread.call(
        () -> {
          long[] shape = {count, height, width, channels};
          INDArray images = noise(DataType.DOUBLE, shape);
          MultiLayerNetwork standard = network(DataType.DOUBLE, shape, layers);
          Map<String, INDArray> expected = gradients(standard, images);
          for (boolean winograd : new boolean[] {false, true}) {
            MultiLayerNetwork network = network(DataType.FLOAT, shape, layers);
            network.params().assign(standard.params().castTo(DataType.FLOAT));
            // In parts of at least one image, so that a step has parts of two sizes.
            long bytes = 4 * 60_000;
            try (TrainingPath path = new TrainingPath(network, here, winograd, bytes)) {
              Map<String, INDArray> actual =
                  path.in(
                      Precision.FLOAT32, () -> gradients(network, images.castTo(DataType.FLOAT)));
              assertEquals(standard.score(), network.score(), ROUNDING * standard.score());
              assertEquals(expected.keySet(), actual.keySet());
              expected.forEach((name, values) -> assertClose(name, values, actual.get(name)));
              assertKernels(path.kernels(), winograd && winograd3x3 && here == Instructions.AVX512);
            }
          }
          return null;
        });
  }

  /**
   * A number of bfloat16 is up to 1/256 off. All images are of one class: the gradients of two
   * nearly cancel, and the errors do not.
   */
  @ParameterizedTest
  @CsvSource({"7, 31, 26, 3, 3:32 3:64:3 1:20 3:48", "3, 40, 37, 1, 5:33:2 3:90 3:16:3"})
  void inBfloat16GradientsAreNearAndTheSameBitsAgain(
      long count, long height, long width, long channels, String layers) {
    assumeTrue(Instructions.multiplyBfloat16());
    ComputeThread.call(
        () -> {
          long[] shape = {count, height, width, channels};
          INDArray images = noise(DataType.FLOAT, shape);
          MultiLayerNetwork standard = network(DataType.DOUBLE, shape, layers);
          standard.params().assign(network(DataType.FLOAT, shape, layers).params());
          Map<String, INDArray> expected = ofOneClass(standard, images.castTo(DataType.DOUBLE));
          MultiLayerNetwork network = network(DataType.FLOAT, shape, layers);
          try (TrainingPath path = new TrainingPath(network, Instructions.here(), true, 240_000)) {
            Map<String, INDArray> actual =
                path.in(Precision.BFLOAT16, () -> ofOneClass(network, images));
            expected.forEach((name, all) -> assertNear(name, all, actual.get(name)));
            // Exact ones would be float32's.
            double off = expected.get("0_W").sub(actual.get("0_W")).amaxNumber().doubleValue();
            assertTrue(off > ROUNDING * expected.get("0_W").amaxNumber().doubleValue());
            assertFalse(path.kernels().isEmpty());
            assertTrue(path.kernels().stream().allMatch(name -> name.contains("amx")));
            float[] first = network.getGradientsViewArray().toFloatVector();
            path.in(Precision.BFLOAT16, () -> ofOneClass(network, images));
            assertArrayEquals(first, network.getGradientsViewArray().toFloatVector());

            // What was computed so leaves no trace in single precision.
            path.in(Precision.FLOAT32, () -> ofOneClass(network, images));
            expected.forEach(
                (name, all) -> assertClose(name, all, network.gradient().getGradientFor(name)));
          }
          return null;
        });
  }

  private static Map<String, INDArray> ofOneClass(MultiLayerNetwork network, INDArray images) {
    INDArray labels = Nd4j.zeros(images.dataType(), images.size(0), 2);
    labels.getColumn(1).assign(1);
    network.setInput(images);
    network.setLabels(labels);
    network.computeGradientAndScore();
    return network.gradient().gradientForVariable();
  }

  @Test
  void bfloat16IsRefusedWhereItCannotBeHad() {
    long[] shape = {2, 19, 20, 3};
    InputProblem refused =
        ComputeThread.call(
            () -> {
              MultiLayerNetwork network = network(DataType.FLOAT, shape, "3 3:16");
              TrainingPath path = new TrainingPath(network);
              return assertThrows(
                  InputProblem.class, () -> path.in(Precision.BFLOAT16, () -> network));
            });
    assertTold(refused.getMessage(), "precision bfloat16", "does not begin with layers");
  }

  private static void assertKernels(List<String> kernels, boolean winograd) {
    assertFalse(kernels.isEmpty());
    for (String kernel : kernels) {
      assertTrue(kernel.startsWith("jit"), kernels + " holds a slow kernel");
    }
    assertEquals(
        winograd, kernels.stream().anyMatch(name -> name.contains("wino")), kernels.toString());
  }

  @Test
  void theGradientOfTheScoreIsItsFiniteDifference() {
    assumeTrue(Instructions.here().fast());
    ComputeThread.call(
        () -> {
          long[] shape = {3, 20, 17, 3};
          INDArray images = noise(DataType.FLOAT, shape);
          MultiLayerNetwork network = network(DataType.FLOAT, shape, "3:32 3:48:2");
          MultiLayerNetwork twice = network(DataType.DOUBLE, shape, "3:32 3:48:2");
          try (TrainingPath path = new TrainingPath(network)) {
            Map<String, INDArray> gradients =
                path.in(Precision.FLOAT32, () -> gradients(network, images));
            see(twice, images.castTo(DataType.DOUBLE));
            for (String name : List.of("0_W", "0_b", "1_W", "1_b")) {
              // Deeplearning4j sums up over images and leaves L2 to the updater.
              INDArray direction = gradients.get(name).castTo(DataType.DOUBLE).div(3);
              double slope = direction.norm2Number().doubleValue();
              INDArray before = network.getParam(name).castTo(DataType.DOUBLE);
              double step = 1e-6 / slope;
              double up = loss(twice, network, name, before.add(direction.mul(step)));
              double down = loss(twice, network, name, before.sub(direction.mul(step)));
              assertEquals(slope * slope, (up - down) / (2 * step), 1e-4 * slope * slope, name);
            }
          }
          return null;
        });
  }

  private static double loss(
      MultiLayerNetwork twice, MultiLayerNetwork network, String name, INDArray values) {
    twice.params().assign(network.params().castTo(DataType.DOUBLE));
    twice.getParam(name).assign(values);
    twice.computeGradientAndScore();
    return twice.score() - twice.calcRegularizationScore(true);
  }

  @Test
  void threeStepsGiveTheSameBitsAgainAndThoseOfDeeplearning4jButForRounding() {
    assumeTrue(Instructions.here().fast());
    ComputeThread.call(
        () -> {
          long[] shape = {7, 31, 26, 3};
          String layers = "3:32 3:64:3 1:20 3:48";
          INDArray images = noise(DataType.FLOAT, shape);
          double[] plain = threeSteps(network(DataType.FLOAT, shape, layers), images);
          MultiLayerNetwork network = network(DataType.FLOAT, shape, layers);
          TrainingPath path = new TrainingPath(network);
          double[] first = path.in(Precision.FLOAT32, () -> threeSteps(network, images));
          assertClose("parameters", Nd4j.createFromArray(plain), Nd4j.createFromArray(first));
          assertFalse(path.kernels().isEmpty(), "the path was not used");

          MultiLayerNetwork again = network(DataType.FLOAT, shape, layers);
          try (TrainingPath other = new TrainingPath(again)) {
            // What was computed before, for whatever number of images, leaves no trace.
            other.in(
                Precision.FLOAT32, () -> gradients(again, noise(DataType.FLOAT, 5, 31, 26, 3)));
            double[] second = other.in(Precision.FLOAT32, () -> threeSteps(again, images));
            assertArrayEquals(first, second);
          }

          // Outside, and behind, the layers compute as they always do.
          path.close();
          network.params().assign(network(DataType.FLOAT, shape, layers).params());
          MultiLayerNetwork untouched = network(DataType.FLOAT, shape, layers);
          gradients(untouched, images);
          gradients(network, images);
          assertArrayEquals(
              untouched.getGradientsViewArray().toFloatVector(),
              network.getGradientsViewArray().toFloatVector());
          return null;
        });
  }

  /** No library, another precision, few channels, large kernels, pooling first. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT, ABSENT, 3, 3:32 3:64:3",
    "FLOAT, OLDER, 3, 3:32 3:64:3",
    "DOUBLE, AVX2, 3, 3:32 3:64:3",
    "FLOAT, AVX2, 3, 3:7 3:16",
    "FLOAT, AVX2, 3, 9:16",
    "FLOAT, AVX2, 1, 3:16",
    "FLOAT, AVX2, 4, 3:16",
    "FLOAT, AVX2, 3, 3 3:16",
    "DOUBLE, AVX512, 3, 3:32 3:64:3",
    "FLOAT, AVX512, 3, 3:8 3:16",
    "FLOAT, AVX512, 3, 15:16",
    "FLOAT, AVX512, 4, 3:16",
    "FLOAT, AVX512, 3, 3 3:16"
  })
  void whatThePathIsNotForIsLeftToTheLayers(
      DataType precision, Instructions instructions, long channels, String layers) {
    ComputeThread.call(
        () -> {
          long[] shape = {3, 19, 20, channels};
          INDArray images = noise(precision, shape);
          MultiLayerNetwork network = network(precision, shape, layers);
          TrainingPath path = new TrainingPath(network, instructions, true, 1);
          assertArrayEquals(
              threeSteps(network(precision, shape, layers), images),
              path.in(Precision.FLOAT32, () -> threeSteps(network, images)));
          assertEquals(List.of(), path.kernels());
          return null;
        });
  }
}
