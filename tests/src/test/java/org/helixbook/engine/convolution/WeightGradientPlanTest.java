package org.helixbook.engine.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.factory.Nd4j;

/** The gradients of the first layer's weights, held to a hand count and to ND4J's own operation. */
class WeightGradientPlanTest {
  @BeforeAll
  static void prepare() {
    assumeTrue(PredictionPath.available(), "oneDNN's own library is not there");
  }

  @Test
  void aCountByHand() {
    // One image of 2 x 3 pixels and one channel, a kernel of 2 x 2, two outputs of 1 x 2.
    INDArray image = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f).reshape(1, 2, 3, 1);
    INDArray gradient = Nd4j.createFromArray(1f, 10f, 0f, -1f).reshape(1, 1, 2, 2);
    INDArray weights = Nd4j.create(DataType.FLOAT, 2, 1, 2, 2);
    INDArray bias = Nd4j.create(DataType.FLOAT, 2);
    WeightGradientPlan plan = new WeightGradientPlan(image.shape(), 2, 2);
    plan.run(image, gradient, weights, bias);
    // At the left place channel 0 has the gradient 1 and channel 1 has 10; at the right 0 and -1.
    assertArrayEquals(
        new float[] {1, 2, 4, 5, 10 - 2, 20 - 3, 40 - 5, 50 - 6},
        weights.reshape(8).toFloatVector());
    assertArrayEquals(new float[] {1, 9}, bias.toFloatVector());
    assertTrue(plan.fits(new long[] {1, 2, 3, 1}));
    assertFalse(plan.fits(new long[] {2, 2, 3, 1}));
  }

  @ParameterizedTest
  @CsvSource({
    "25, 91, 91, 3, 32, 3",
    "7, 46, 46, 3, 80, 3",
    "5, 46, 46, 3, 16, 5",
    "2, 120, 60, 3, 12, 7",
    "3, 9, 11, 1, 5, 1"
  })
  void theSameBitsAsTogetherWithTheGradientOfTheImages(
      long count, long height, long width, long channels, long outChannels, int kernel) {
    INDArray images = waves(0.37, count, height, width, channels);
    INDArray gradient = waves(0.11, count, height - kernel + 1, width - kernel + 1, outChannels);
    INDArray weights = Nd4j.create(DataType.FLOAT, outChannels, channels, kernel, kernel);
    INDArray bias = Nd4j.create(DataType.FLOAT, outChannels);
    new WeightGradientPlan(images.shape(), outChannels, kernel)
        .run(images, gradient, weights, bias);

    INDArray together = weights.like();
    INDArray biasTogether = bias.like();
    try (OpContext context = Nd4j.getExecutioner().buildContext()) {
      context.setIArguments(kernel, kernel, 1, 1, 0, 0, 1, 1, 0, 1, 1);
      context.setInputArray(0, images);
      context.setInputArray(1, weights.like());
      context.setInputArray(2, bias.like());
      context.setInputArray(3, gradient);
      context.setOutputArray(0, images.like());
      context.setOutputArray(1, together);
      context.setOutputArray(2, biasTogether);
      Nd4j.exec(new Conv2DDerivative(), context);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertTrue(together.norm2Number().doubleValue() > 0);
    assertArrayEquals(
        together.reshape(together.length()).toFloatVector(),
        weights.reshape(weights.length()).toFloatVector());
    assertArrayEquals(biasTogether.toFloatVector(), bias.toFloatVector());
  }

  private static INDArray waves(double step, long... shape) {
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    float[] numbers = new float[Math.toIntExact(values.length())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(step * i);
    }
    return Nd4j.createFromArray(numbers).reshape(shape);
  }
}
