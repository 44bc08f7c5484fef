package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.helixbook.engine.NumericBackend;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Why the kit has its own: the gradient of ND4J's gated recurrent unit is wrong. */
class NativeGruTest {
  private static final int STEPS = 3;
  private static final int BATCH = 2;
  private static final int INPUTS = 2;
  private static final int UNITS = 3;

  private static INDArray noise(long seed, long... shape) {
    return Layers.noise(seed, DataType.DOUBLE, shape).muli(0.7).dup('c');
  }

  private static double value(INDArray[] in, INDArray weight) {
    INDArray h = Nd4j.create(DataType.DOUBLE, STEPS, BATCH, UNITS);
    Nd4j.exec(
        DynamicCustomOp.builder("gru")
            .addInputs(in[0], in[1], in[2], in[3], in[4])
            .addOutputs(h)
            .build());
    return h.mul(weight).sumNumber().doubleValue();
  }

  @Test
  void itsGradientIsNotThatOfFiniteDifferences() {
    NumericBackend.prepare();
    INDArray[] in = {
      noise(1, STEPS, BATCH, INPUTS),
      noise(2, BATCH, UNITS),
      noise(3, INPUTS, 3 * UNITS),
      noise(4, UNITS, 3 * UNITS),
      noise(5, 3 * UNITS)
    };
    INDArray weight = noise(6, STEPS, BATCH, UNITS);
    INDArray[] exact = new INDArray[5];
    for (int i = 0; i < 5; i++) {
      exact[i] = Nd4j.create(DataType.DOUBLE, in[i].shape());
    }
    Nd4j.exec(
        DynamicCustomOp.builder("gru_bp")
            .addInputs(in[0], in[1], in[2], in[3], in[4], weight)
            .addOutputs(exact)
            .build());
    double worst = 0;
    for (int i = 0; i < 5; i++) {
      for (long j = 0; j < in[i].length(); j++) {
        double value = in[i].getDouble(j);
        in[i].putScalar(j, value + 1e-5);
        double up = value(in, weight);
        in[i].putScalar(j, value - 1e-5);
        double down = value(in, weight);
        in[i].putScalar(j, value);
        worst = Math.max(worst, Math.abs((up - down) / 2e-5 - exact[i].getDouble(j)));
      }
    }
    assertTrue(worst > 0.01, "if this fails, gru_bp has been mended: worst error " + worst);
    assertEquals(5, exact.length);
  }
}
