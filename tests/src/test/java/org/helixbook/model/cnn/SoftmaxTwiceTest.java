package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.helixbook.engine.NumericBackend;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.layer.Linear;
import org.helixbook.model.cnn.layer.SoftmaxTwice;
import org.helixbook.signal.LabelledImages;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftmaxTwiceTest {
  private static final LabelledImages IMAGES =
      new LabelledImages(3, 4, 4, pixels(), new int[] {0, 1, 0, 1, 1}, List.of("a", "b"));

  private static float[] pixels() {
    float[] pixels = new float[5 * 3 * 16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(0.7 * i);
    }
    return pixels;
  }

  private static CnnDescription description(boolean twice) {
    return new CnnDescription(
        Cnn.named("n")
            .convolution(3, 4)
            .globalAverage()
            .layer(twice ? new SoftmaxTwice(2) : new Linear(2))
            .build(),
        3,
        4,
        4,
        Initialisation.HE_NORMAL);
  }

  /**
   * Of two probabilities p and 1 - p, taken for logits, the first becomes 1 / (1 + exp(1 - 2p)).
   */
  @Test
  void theSecondSoftmaxTakesProbabilitiesForLogits() throws IOException {
    TrainingSettings settings = TrainingSettings.builder().batchSize(5).build();
    Predictions once = description(false).create(settings).predict(IMAGES, 5);
    CnnDescription read = CnnDescription.of(description(true).toJson());
    assertEquals(description(true), read);
    ImageClassifier made = read.create(settings);
    for (ImageClassifier twice : List.of(made, ImageClassifier.of(made.parts()))) {
      Predictions predicted = twice.predict(IMAGES, 5);
      for (int i = 0; i < 5; i++) {
        double p = once.probabilities()[i][0];
        assertEquals(
            1 / (1 + Math.exp(1 - 2 * p)), predicted.probabilities()[i][0], 1e-6, "image " + i);
      }
    }
  }

  /** Against central differences of the function itself. */
  @Test
  void itsGradientIsThatOfItsValue() {
    NumericBackend.prepare();
    var activation = new SoftmaxTwice.SoftmaxOfSoftmax();
    double[][] in = {{0.3, -1.2}, {2, 0.5}};
    double[][] handed = {{1, -2}, {0.5, 3}};
    INDArray gradient =
        activation.backprop(Nd4j.createFromArray(in), Nd4j.createFromArray(handed)).getFirst();
    double step = 1e-5;
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        double difference = 0;
        for (int sign : new int[] {1, -1}) {
          INDArray moved = Nd4j.createFromArray(in).castTo(DataType.DOUBLE);
          moved.putScalar(row, column, in[row][column] + sign * step);
          INDArray value = activation.getActivation(moved, true);
          difference += sign * value.mul(Nd4j.createFromArray(handed)).sumNumber().doubleValue();
        }
        assertEquals(difference / (2 * step), gradient.getDouble(row, column), 1e-8);
      }
    }
  }

  /** Its loss cannot fall below ln(1 + exp(-1)) = 0.3133, where that of one softmax goes to 0. */
  @Test
  void aTrainingComesDownToTheLeastLossThatThereIs() {
    TrainingSettings settings =
        TrainingSettings.builder().epochs(300).batchSize(5).learningRate(0.3).l2(0).build();
    ImageLearner learner =
        new ImageLearner(description(true).create(settings), IMAGES, IMAGES, settings);
    int[] rows = {0, 1, 2, 3, 4};
    for (int i = 0; i < 300; i++) {
      learner.step(i + 1, 0);
    }
    Predictions predicted = learner.classifier().predict(IMAGES, rows.length);
    assertEquals(1, predicted.accuracy());
    assertEquals(0.3133, predicted.meanLoss(), 0.02);
  }

  @Test
  void hasAUnitAClass() {
    assertEquals("Linear 2, softmax", new SoftmaxTwice(2).label());
    assertEquals(description(false).parameters(), description(true).parameters());
    assertThrows(InputProblem.class, () -> new SoftmaxTwice(0));
  }
}
