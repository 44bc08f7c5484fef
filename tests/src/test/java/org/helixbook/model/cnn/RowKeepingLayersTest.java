package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.engine.NumericBackend;
import org.helixbook.model.cnn.layer.Layout;
import org.helixbook.signal.LabelledImages;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The layers that the paper does not have: shapes, values, gradients. */
class RowKeepingLayersTest {
  private static final Cnn ROWS =
      Cnn.named("rows")
          .zeroPad(1)
          .convolution(3, 4)
          .maxPool(2)
          .zeroPad(1)
          .convolution(3, 3)
          .rowAverage(2)
          .linear(5)
          .linear(2)
          .build();

  @Test
  void theTableFollowsThem() {
    assertEquals(
        List.of("3x12x9", "4x10x7", "4x5x3", "4x7x5", "3x5x3", "3x2x1", "5", "2", "2"),
        ROWS.layerTable(3, 10, 7).stream().map(LayerRow::output).toList());
    assertEquals(
        List.of("ZeroPad 1", "AvgPool 2 rows"),
        List.of(
            ROWS.layerTable(3, 10, 7).get(0).layer(), ROWS.layerTable(3, 10, 7).get(5).layer()));
    // 3 channels x 2 rows are the inputs of the first linear layer.
    assertEquals(7 * 5, ROWS.layerTable(3, 10, 7).get(6).parameters());
  }

  @Test
  void aDescriptionKeepsThem() {
    CnnDescription description = new CnnDescription(ROWS, 3, 10, 7, Initialisation.HE_NORMAL);
    assertEquals(description, CnnDescription.of(description.toJson()));
  }

  @Test
  void rowsAreAveragedOverTimeAndKeptApart() {
    NumericBackend.prepare();
    Cnn average = Cnn.named("average").rowAverage(1).linear(2).build();
    MultiLayerNetwork network = network(average, 1, 2, 3, DataType.FLOAT);
    // Two rows of three columns: means 2 and 20.
    INDArray image = Nd4j.createFromArray(new float[] {1, 2, 3, 10, 20, 30}).reshape(1, 2, 3, 1);
    List<INDArray> activations = network.feedForward(image, false);
    assertEquals(2, activations.get(1).getDouble(0, 0, 0, 0), 1e-6);
    assertEquals(20, activations.get(1).getDouble(0, 1, 0, 0), 1e-6);
  }

  /**
   * In single precision by the kit, in double precision by Deeplearning4j; one row is left over.
   */
  @Test
  void theMeanOfRowsIsDeeplearning4jsAveragePooling() {
    NumericBackend.prepare();
    Cnn average = Cnn.named("average").convolution(2, 5).rowAverage(4).linear(2).build();
    MultiLayerNetwork ours = network(average, 3, 10, 7, DataType.FLOAT);
    MultiLayerNetwork theirs = network(average, 3, 10, 7, DataType.DOUBLE);
    INDArray means = theirs.feedForward(images(DataType.DOUBLE), false).get(2);
    assertArrayEquals(new long[] {2, 2, 1, 5}, means.shape());
    INDArray own = ours.feedForward(images(DataType.FLOAT), false).get(2).castTo(DataType.DOUBLE);
    assertEquals(0, means.distance2(own), 1e-6);
    INDArray gradient = gradient(theirs, DataType.DOUBLE);
    assertEquals(0, gradient.distance2(gradient(ours, DataType.FLOAT)), 1e-6 * gradient.length());
  }

  @Test
  void aSavedNetworkKeepsThem() throws IOException {
    ImageClassifier classifier =
        new CnnDescription(ROWS, 3, 10, 7, Initialisation.HE_NORMAL)
            .create(TrainingSettings.builder().build());
    LabelledImages images =
        new LabelledImages(
            3, 10, 7, images(DataType.FLOAT).data().asFloat(), new int[2], List.of("a", "b"));
    assertArrayEquals(
        classifier.predict(images, 2).probabilities(),
        ImageClassifier.of(classifier.parts()).predict(images, 2).probabilities());
  }

  private static MultiLayerNetwork network(
      Cnn architecture, int channels, int height, int width, DataType precision) {
    MultiLayerNetwork network =
        FormulaNetwork.initialised(
            architecture.configuration(
                channels,
                height,
                width,
                TrainingSettings.builder().build(),
                Layout.CHANNELS_LAST,
                precision));
    int number = 0;
    for (Layer layer : network.getLayers()) {
      for (INDArray parameter : layer.paramTable().values()) {
        number++;
        double[] values = new double[(int) parameter.length()];
        for (int i = 0; i < values.length; i++) {
          values[i] = 0.5 * Math.sin(0.7 * (i + 1.0) * (i + 1) + number);
        }
        parameter.assign(Nd4j.createFromArray(values).reshape(parameter.shape()).castTo(precision));
      }
    }
    return network;
  }

  private static INDArray images(DataType precision) {
    double[] values = new double[2 * 10 * 7 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(0.31 * (i + 1.0) * (i + 1));
    }
    return Nd4j.createFromArray(values).reshape(2, 10, 7, 3).castTo(precision);
  }

  private static INDArray labels(DataType precision) {
    return Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}}).castTo(precision);
  }

  private static double loss(MultiLayerNetwork network) {
    INDArray output = network.output(images(DataType.DOUBLE));
    return -Math.log(output.getDouble(0, 0)) - Math.log(output.getDouble(1, 1));
  }

  private static INDArray gradient(MultiLayerNetwork network, DataType precision) {
    network.setInput(images(precision));
    network.setLabels(labels(precision));
    network.computeGradientAndScore();
    return network.gradient().gradient().castTo(DataType.DOUBLE).dup();
  }

  @Test
  void everyGradientAgreesWithFiniteDifferences() {
    NumericBackend.prepare();
    MultiLayerNetwork network = network(ROWS, 3, 10, 7, DataType.DOUBLE);
    INDArray gradient = gradient(network, DataType.DOUBLE);
    INDArray parameters = network.params();
    double largest = gradient.amaxNumber().doubleValue();
    assertTrue(largest > 1e-3);
    double step = 1e-6;
    for (int i = 0; i < parameters.length(); i++) {
      double before = parameters.getDouble(i);
      parameters.putScalar(i, before + step);
      double up = loss(network);
      parameters.putScalar(i, before - step);
      double down = loss(network);
      parameters.putScalar(i, before);
      assertEquals(
          (up - down) / (2 * step), gradient.getDouble(i), 1e-6 * largest, "parameter " + i);
    }
    INDArray single = gradient(network(ROWS, 3, 10, 7, DataType.FLOAT), DataType.FLOAT);
    assertTrue(
        single.distance2(gradient) < 1e-5 * gradient.norm2Number().doubleValue(),
        "in float32 with oneDNN");
  }
}
