package org.helixbook.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class HeavyBallTest {

  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  @Test
  void twoStepsByHand() {
    // Rate 0.1, momentum 0.5. Step 1: v = g = (4, -2), update 0.1 v = (0.4, -0.2).
    // Step 2, g = (1, 1): v = 0.5 (4, -2) + (1, 1) = (3, 0), update (0.3, 0).
    GradientUpdater<?> updater =
        new HeavyBall(0.1, 0.5).instantiate(Nd4j.createFromArray(9f, 9f), true);
    INDArray gradient = Nd4j.createFromArray(4f, -2f);
    updater.applyUpdater(gradient, 0, 0);
    assertArrayEquals(new float[] {0.4f, -0.2f}, gradient.toFloatVector(), 1e-7f);
    gradient = Nd4j.createFromArray(1f, 1f);
    updater.applyUpdater(gradient, 1, 0);
    assertArrayEquals(new float[] {0.3f, 0f}, gradient.toFloatVector(), 1e-7f);
  }

  @Test
  void rangesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new HeavyBall(0, 0.9));
    assertThrows(IllegalArgumentException.class, () -> new HeavyBall(Double.NaN, 0.9));
    assertThrows(IllegalArgumentException.class, () -> new HeavyBall(0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new HeavyBall(0.1, -0.1));
  }

  @Test
  void equalityIsByValue() {
    assertEquals(new HeavyBall(0.1, 0.9), new HeavyBall(0.1, 0.9).clone());
    assertNotEquals(new HeavyBall(0.1, 0.9), new HeavyBall(0.1, 0.8));
    assertNotEquals(new HeavyBall(0.1, 0.9), new HeavyBall(0.2, 0.9));
  }

  @Test
  void aSavedNetworkGoesOnWithTheSameBits(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new HeavyBall(0.05, 0.9))
                .l2(0.01)
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    INDArray x = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {-1, 0, 1}});
    INDArray y = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}});
    network.fit(x, y);
    Path file = folder.resolve("network.zip");
    ModelSerializer.writeModel(network, file.toFile(), true);

    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertEquals(
        new HeavyBall(0.05, 0.9), restored.getLayer(0).conf().getLayer().getUpdaterByParam("W"));
    network.fit(x, y);
    restored.fit(x, y);
    assertArrayEquals(network.params().toFloatVector(), restored.params().toFloatVector());
  }
}
