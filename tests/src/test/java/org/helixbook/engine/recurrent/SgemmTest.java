package org.helixbook.engine.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.convolution.PredictionPath;
import org.helixbook.engine.recurrent.Sgemm.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class SgemmTest {
  @BeforeAll
  static void prepare() {
    NumericBackend.prepare();
  }

  private static void assumeThereIs(Sgemm.Library library) {
    assumeTrue(library != Sgemm.Library.ONE_DNN || PredictionPath.available());
  }

  @ParameterizedTest
  @EnumSource
  void multipliesByHand(Sgemm.Library library) {
    assumeThereIs(library);
    // A = (1 2 3; 4 5 6), B = (1 0; 2 1; 0 3), A B = (5 11; 14 23); c starts at (1 2; 3 4).
    float[] a = {1, 2, 3, 4, 5, 6};
    float[] transposeOfA = {1, 4, 2, 5, 3, 6};
    float[] b = {1, 0, 2, 1, 0, 3};
    float[] transposeOfB = {1, 2, 0, 0, 1, 3};
    float[] product = {5, 11, 14, 23};
    float[] added = {6, 13, 17, 27};
    float[] halfAdded = {5.5f, 12, 15.5f, 25};
    assertArrayEquals(product, result(library, a, false, b, false, 0));
    assertArrayEquals(added, result(library, transposeOfA, true, b, false, 1));
    assertArrayEquals(halfAdded, result(library, a, false, transposeOfB, true, 0.5f));
  }

  private static float[] result(
      Sgemm.Library library, float[] a, boolean left, float[] b, boolean right, float keep) {
    FloatPointer c = new FloatPointer(1, 2, 3, 4);
    library.multiply(
        new Matrix(new FloatPointer(a), 0, left ? 2 : 3),
        left,
        new Matrix(new FloatPointer(b), 0, right ? 3 : 2),
        right,
        new Matrix(c, 0, 2),
        2,
        2,
        3,
        keep);
    float[] values = new float[4];
    c.get(values);
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void addressesDoNotChangeABit(Sgemm.Library library) {
    assumeThereIs(library);
    int m = 65;
    int n = 33;
    int k = 47;
    float[] first = null;
    for (int shift = 0; shift < 5; shift++) {
      SplittableRandom random = new SplittableRandom(1);
      Matrix a = noise(random, m, k, shift);
      Matrix b = noise(random, k, n, 2 * shift);
      Matrix c = noise(random, m, n, 3 * shift);
      library.multiply(a, false, b, false, c, m, n, k, 1);
      float[] values = new float[m * n];
      c.memory().position(c.from()).get(values);
      first = first == null ? values : first;
      assertArrayEquals(first, values);
    }
  }

  /** Noise that begins some places after where memory does. */
  private static Matrix noise(SplittableRandom random, int rows, int columns, int shift) {
    FloatPointer memory = new FloatPointer((long) rows * columns + shift);
    memory.position(shift);
    for (int i = 0; i < rows * columns; i++) {
      memory.put(i, (float) random.nextDouble(-1, 1));
    }
    return new Matrix(memory, shift, columns);
  }

  @Test
  void theNumberOfThreadsIsAsItWasAfterwards() {
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int before = operations.ompGetMaxThreads();
    operations.setOmpNumThreads(3);
    try {
      Sgemm.oneThreadACall(() -> assertEquals(1, operations.ompGetMaxThreads()));
      assertEquals(3, operations.ompGetMaxThreads());
    } finally {
      operations.setOmpNumThreads(before);
    }
  }
}
