package org.helixbook.model.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.helixbook.model.cnn.layer.Layout;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradients of Model 2a in the layout used: finite differences, and against the reference. */
class LayoutGradientTest {
  private static final int[] CLASSES = {0, 1};

  private static FormulaNetwork network(Layout layout, DataType precision) {
    return new FormulaNetwork(layout, precision, 2, 37, 38, CLASSES);
  }

  @Test
  void finiteDifferencesAgreeInFloat64() {
    FormulaNetwork ours = network(Layout.CHANNELS_LAST, DataType.DOUBLE);
    Map<String, double[]> gradients = ours.gradients();
    double step = 1e-6;
    int number = 0;
    for (Layer layer : ours.layersWithWeights()) {
      number++;
      for (String key : new String[] {"W", "b"}) {
        INDArray parameter = layer.getParam(key);
        String name = number + (key.equals("W") ? ".weight" : ".bias");
        double[] gradient = gradients.get(name);
        double largest = 0;
        int place = 0;
        for (int i = 0; i < gradient.length; i++) {
          if (Math.abs(gradient[i]) > largest) {
            largest = Math.abs(gradient[i]);
            place = i;
          }
        }
        assertTrue(largest > 0, name + " has no gradient");
        for (int chosen : new int[] {place, gradient.length / 3}) {
          long[] at = indices(parameter, chosen);
          double before = parameter.getDouble(at);
          parameter.putScalar(at, before + step);
          double up = ours.loss();
          parameter.putScalar(at, before - step);
          double down = ours.loss();
          parameter.putScalar(at, before);
          assertEquals(
              (up - down) / (2 * step), gradient[chosen], 1e-5 * largest, name + " at " + chosen);
        }
      }
    }
  }

  /** Where PyTorch's place {@code i} lies: linear weights are stored transposed. */
  private static long[] indices(INDArray parameter, int i) {
    long[] shape = parameter.shape();
    if (parameter.rank() == 2 && shape[0] > 1) {
      return new long[] {i % shape[0], i / shape[0]};
    }
    long[] at = new long[shape.length];
    long rest = i;
    for (int d = shape.length - 1; d >= 0; d--) {
      at[d] = rest % shape[d];
      rest /= shape[d];
    }
    return at;
  }

  @Test
  void float32OnOneDnnAgreesWithFloat64WithoutIt() {
    double error =
        largestError(
            network(Layout.CHANNELS_FIRST_FUSED, DataType.DOUBLE).gradients(),
            network(Layout.CHANNELS_LAST, DataType.FLOAT).gradients());
    assertTrue(error < 1e-5, "relative error " + error);
  }

  /**
   * Shows that the comparison above would notice Deeplearning4j's error. If this test fails, the
   * error has been mended.
   */
  @Test
  void theFusedReluInChannelsLastIsStillWrong() {
    double error =
        largestError(
            network(Layout.CHANNELS_FIRST_FUSED, DataType.DOUBLE).gradients(),
            network(Layout.CHANNELS_LAST_FUSED, DataType.FLOAT).gradients());
    // Sometimes it is not even a number.
    assertFalse(error <= 1e-2, "relative error " + error);
  }

  /** The largest over the tensors of |a - b| / |a| in the Euclidean norm. */
  private static double largestError(Map<String, double[]> exact, Map<String, double[]> other) {
    double worst = 0;
    for (String name : exact.keySet()) {
      double[] a = exact.get(name);
      double[] b = other.get(name);
      double difference = 0;
      double norm = 0;
      for (int i = 0; i < a.length; i++) {
        difference += (a[i] - b[i]) * (a[i] - b[i]);
        norm += a[i] * a[i];
      }
      worst = Math.max(worst, Math.sqrt(difference / norm));
    }
    return worst;
  }
}
