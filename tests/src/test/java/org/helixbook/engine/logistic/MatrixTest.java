package org.helixbook.engine.logistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of sizes within, at and beyond the blocks that are worked on together. */
class MatrixTest {
  /** Symmetric, with the eigenvalues 1 to n + 1 or so. */
  private static double[][] gram(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[][] rows = new double[n][n + 5];
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble(-1, 1);
      }
    }
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n + 5; k++) {
          gram[i][j] += rows[i][k] * rows[j][k];
        }
      }
      gram[i][i] += 1;
    }
    return gram;
  }

  /** The lower triangle; what stands above it must not count. */
  private static Matrix lower(double[][] symmetric) {
    int n = symmetric.length;
    Matrix matrix = new Matrix(true, (long) n * n);
    for (int i = 0; i < n; i++) {
      double[] row = symmetric[i].clone();
      for (int j = i + 1; j < n; j++) {
        row[j] = 7;
      }
      matrix.put(row, (long) i * n);
    }
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 32, 33, 34, 64, 65, 66, 97, 130, 200})
  void eigenvectorsAreTurnedByTheirValuesAlone(int n) {
    double[][] gram = gram(n);
    try (Matrix matrix = lower(gram)) {
      double[] values = matrix.eigen(n);
      double[] vectors = new double[n * n];
      matrix.get(vectors, 0);
      for (int one = 0; one < n; one++) {
        assertTrue(one == 0 || values[one - 1] <= values[one], "rising");
        double length = 0;
        double beside = 0;
        for (int i = 0; i < n; i++) {
          double turned = 0;
          for (int j = 0; j < n; j++) {
            turned += gram[i][j] * vectors[j * n + one];
          }
          assertEquals(values[one] * vectors[i * n + one], turned, 1e-10 * n, one + ", " + i);
          length += vectors[i * n + one] * vectors[i * n + one];
          beside += vectors[i * n + one] * vectors[i * n + (one + 1) % n];
        }
        assertEquals(1, length, 1e-12);
        assertEquals(n == 1 ? 1 : 0, beside, 1e-12);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 31, 32, 33, 64, 65, 100, 129, 200})
  void positiveDefiniteSystemsAreSolved(int n) {
    double[][] gram = gram(n);
    SplittableRandom random = new SplittableRandom(3);
    double[] truth = random.doubles(n, -2, 2).toArray();
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        right[i] += gram[i][j] * truth[j];
      }
    }
    try (Matrix matrix = lower(gram);
        Matrix side = new Matrix(true, n)) {
      side.put(right, 0);
      assertTrue(matrix.solve(side, n));
      double[] found = new double[n];
      side.get(found, 0);
      for (int i = 0; i < n; i++) {
        assertEquals(truth[i], found[i], 1e-10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 32, 70})
  void whatIsNotPositiveDefiniteIsNotSolved(int n) {
    double[][] gram = gram(n);
    gram[n - 1][n - 1] = -1e-3;
    try (Matrix matrix = lower(gram);
        Matrix side = new Matrix(true, n)) {
      side.put(new double[n], 0);
      assertFalse(matrix.solve(side, n));
    }
  }
}
