package org.helixbook.engine;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares a gradient with central differences along random directions. Each direction has a part
 * of every number, so a single wrong entry shows in all of them, at the cost of a few losses in
 * place of two for each entry.
 */
public final class FiniteDifferences {
  private static final double STEP = 1e-5;
  private static final int DIRECTIONS = 3;

  private FiniteDifferences() {}

  /**
   * The greatest difference, where 1 is what the gradient has along a direction on average.
   *
   * @param values what the loss depends on, in double precision; they are moved and put back
   * @param gradient the loss's gradient by them
   * @param free 1 where a value may be moved, 0 where it may not
   */
  public static double worst(
      INDArray values, INDArray gradient, INDArray free, DoubleSupplier loss) {
    INDArray kept = values.dup();
    double usual = gradient.norm2Number().doubleValue() / Math.sqrt(values.length());
    Random random = new Random(11);
    double worst = 0;
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] normal = random.doubles(values.length(), -1, 1).toArray();
      INDArray direction = Nd4j.create(normal, values.shape(), DataType.DOUBLE).muli(free);
      direction.divi(direction.norm2Number());
      double exact = gradient.mul(direction).sumNumber().doubleValue();
      values.assign(kept.add(direction.mul(STEP)));
      double up = loss.getAsDouble();
      values.assign(kept.sub(direction.mul(STEP)));
      double down = loss.getAsDouble();
      values.assign(kept);
      worst = Math.max(worst, Math.abs(exact - (up - down) / (2 * STEP)) / usual);
    }
    return worst;
  }

  /** The same where all values may be moved. */
  public static double worst(INDArray values, INDArray gradient, DoubleSupplier loss) {
    return worst(values, gradient, Nd4j.onesLike(values), loss);
  }
}
