package org.helixbook.engine.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.HeavyBall;
import org.helixbook.engine.NumericBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The layer's numbers are held to PyTorch's elsewhere; here it lives in Deeplearning4j's world. */
class ReluConvolutionTest {

  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new HeavyBall(0.1, 0.9))
                .l2(1e-3)
                .list()
                .layer(new ReluConvolution(3, 4))
                .layer(new ReluConvolution(1, 3))
                .layer(new GlobalPoolingLayer())
                .layer(
                    new OutputLayer.Builder(new LossMCXENT())
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(7, 6, 2, CNN2DFormat.NHWC))
                .build());
    network.init();
    return network;
  }

  private static INDArray images() {
    float[] pixels = new float[5 * 7 * 6 * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(0.7 * i);
    }
    return Nd4j.createFromArray(pixels).reshape(5, 7, 6, 2);
  }

  private static final float[][] ONE_HOT = {{1, 0}, {0, 1}, {0, 1}, {1, 0}, {0, 1}};

  private static void step(MultiLayerNetwork network) {
    network.fit(images(), Nd4j.createFromArray(ONE_HOT));
  }

  private static MultiLayerNetwork savedAndRead(MultiLayerNetwork network) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    return ModelSerializer.restoreMultiLayerNetwork(
        new ByteArrayInputStream(file.toByteArray()), true);
  }

  @Test
  void aSavedNetworkComputesTheSameBitsAndLearnsOnInTheSameWay() {
    ComputeThread.call(
        () -> {
          MultiLayerNetwork network = network();
          step(network);
          step(network);
          MultiLayerNetwork read = savedAndRead(network);
          assertInstanceOf(ReluConvolutionLayer.class, read.getLayer(0));
          assertEquals(network.getLayerWiseConfigurations(), read.getLayerWiseConfigurations());
          float[] output = network.output(images()).data().asFloat();
          assertFalse(Arrays.equals(output, network().output(images()).data().asFloat()));
          assertArrayEquals(output, read.output(images()).data().asFloat());
          // With the velocity of the momentum, so that a third step is the same too.
          step(network);
          step(read);
          assertArrayEquals(network.params().toFloatVector(), read.params().toFloatVector());
          return null;
        });
  }

  @Test
  void itsOutputHasTheShapeAndSignThatItsDocumentationSays() {
    ComputeThread.call(
        () -> {
          INDArray output = network().feedForward(images()).get(1);
          assertArrayEquals(new long[] {5, 5, 4, 4}, output.shape());
          assertEquals(0, output.minNumber().floatValue(), "ReLU leaves nothing below 0");
          return null;
        });
  }
}
