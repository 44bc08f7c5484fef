package org.helixbook.engine.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.helixbook.engine.NumericBackend;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** ReLU behind the max-pooling instead of before it: the same network, to the last bit. */
class ReluMaxPoolingTest {

  private static MultiLayerNetwork network(Layer convolution, Layer pooling) {
    NumericBackend.prepare();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ReluConvolution(2, 5))
                .layer(convolution)
                .layer(pooling)
                .layer(
                    new OutputLayer.Builder(new LossMCXENT())
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(11, 12, 3, CNN2DFormat.NHWC))
                .build());
    network.init();
    network.params().assign(noise(3, network.numParams()));
    return network;
  }

  private static INDArray noise(long seed, long... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }

  @Test
  void givesTheOutputsAndGradientsOfReluBeforeThePooling() {
    MultiLayerNetwork plain =
        network(
            new ReluConvolution(3, 8),
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .dataFormat(CNN2DFormat.NHWC)
                .build());
    MultiLayerNetwork swapped =
        network(ReluConvolution.beforeMaxPooling(3, 8), new ReluMaxPooling(2));
    INDArray images = noise(4, 6, 11, 12, 3);
    INDArray labels = Nd4j.zeros(6, 2);
    for (int i = 0; i < 6; i++) {
      labels.putScalar(i, i % 2, 1);
    }
    // Some of the pooled maxima must be below 0, or ReLU would not show at all.
    INDArray pooled = swapped.feedForward(images).get(3);
    assertTrue(pooled.eq(0).castTo(pooled.dataType()).sumNumber().intValue() > 10);
    assertArrayEquals(plain.output(images).toFloatMatrix(), swapped.output(images).toFloatMatrix());

    for (MultiLayerNetwork network : new MultiLayerNetwork[] {plain, swapped}) {
      network.setInput(images);
      network.setLabels(labels);
      network.computeGradientAndScore();
    }
    INDArray expected = plain.gradient().gradient();
    assertTrue(expected.norm2Number().doubleValue() > 0.1);
    // By value, so that 0 and -0 are the same.
    assertTrue(expected.equalsWithEps(swapped.gradient().gradient(), 0));
  }

  @Test
  void isReadBackFromASavedNetwork() throws IOException {
    MultiLayerNetwork network =
        network(ReluConvolution.beforeMaxPooling(3, 8), new ReluMaxPooling(2));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, saved, true);
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(saved.toByteArray()));
    INDArray images = noise(4, 6, 11, 12, 3);
    assertArrayEquals(
        network.output(images).toFloatMatrix(), restored.output(images).toFloatMatrix());
    assertEquals(ReluMaxPooling.class, restored.getLayer(2).conf().getLayer().getClass());
  }
}
