package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.engine.NumericBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A table of three tokens, two numbers each; two sequences of three places. */
class TokenEmbeddingTest {
  private static final double[][] TABLE = {{1, 2}, {3, 4}, {5, 6}};

  /** The first sequence repeats token 2; the second has numbers on both sides of the table. */
  private static final double[][] IDS = {{2, 0, 2}, {-1, 1, 3}};

  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  private static Layers layer() {
    Layers layer = new Layers(new TokenEmbedding(3, 2), DataType.DOUBLE);
    layer.layer.getParam("W").assign(Nd4j.create(TABLE));
    return layer;
  }

  private static INDArray row(INDArray of, int sequence, int component) {
    return of.slice(sequence).slice(component);
  }

  @Test
  void eachTokenGivesItsVectorAndAnUnknownOneZeros() {
    INDArray out = layer().forward(Nd4j.create(IDS));
    assertArrayEquals(new long[] {2, 2, 3}, out.shape());
    assertArrayEquals(new double[] {5, 1, 5}, row(out, 0, 0).toDoubleVector());
    assertArrayEquals(new double[] {6, 2, 6}, row(out, 0, 1).toDoubleVector());
    assertArrayEquals(new double[] {0, 3, 0}, row(out, 1, 0).toDoubleVector());
    assertArrayEquals(new double[] {0, 4, 0}, row(out, 1, 1).toDoubleVector());
  }

  @Test
  void theGradientIsThatOfFiniteDifferencesInDoublePrecision() {
    Layers layer = layer();
    INDArray ids = Nd4j.create(IDS);
    INDArray weighting = Layers.noise(3, DataType.DOUBLE, 2, 2, 3);
    layer.forward(ids);
    layer.layer.backpropGradient(weighting.dup('f'), LayerWorkspaceMgr.noWorkspaces());
    double[] gradient = layer.gradients.dup().toDoubleVector();
    assertEquals(6, gradient.length);
    double step = 1e-4;
    for (int i = 0; i < gradient.length; i++) {
      double at = layer.parameters.getDouble(i);
      layer.parameters.putScalar(i, at + step);
      double above = layer.forward(ids).mul(weighting).sumNumber().doubleValue();
      layer.parameters.putScalar(i, at - step);
      double below = layer.forward(ids).mul(weighting).sumNumber().doubleValue();
      layer.parameters.putScalar(i, at);
      assertEquals((above - below) / (2 * step), gradient[i], 1e-9, "parameter " + i);
    }
  }

  @Test
  void aTokenLearnsFromEachPlaceThatHasIt() {
    Layers layer = layer();
    layer.forward(Nd4j.create(IDS));
    layer.layer.backpropGradient(
        Nd4j.ones(DataType.DOUBLE, 2, 2, 3), LayerWorkspaceMgr.noWorkspaces());
    // Token 0 once, 1 once, 2 twice, two components each; the two unknown ones teach nothing.
    assertEquals(8, layer.gradients.sumNumber().doubleValue(), 1e-12);
    assertEquals(2, layer.gradients.maxNumber().doubleValue(), 1e-12);
  }

  @Test
  void itsShapeIsKnownBeforehandAndOtherInputRefused() {
    assertEquals(
        InputType.recurrent(2, 50),
        new TokenEmbedding(3, 2).getOutputType(0, InputType.recurrent(1, 50)));
    Layers layer = layer();
    INDArray four = Nd4j.zeros(DataType.DOUBLE, 2, 1, 3, 1);
    assertThrows(IllegalArgumentException.class, () -> layer.forward(four));
  }
}
