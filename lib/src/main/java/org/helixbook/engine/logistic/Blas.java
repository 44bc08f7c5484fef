package org.helixbook.engine.logistic;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Products of OpenBLAS on row-major matrices outside the heap. */
final class Blas {
  private static final int ROW_MAJOR = openblas.CblasRowMajor;
  private static final int PLAIN = openblas.CblasNoTrans;
  private static final int TRANSPOSED = openblas.CblasTrans;

  private Blas() {}

  static DoublePointer doubles(long size) {
    return new DoublePointer(Math.max(1, size));
  }

  static FloatPointer floats(long size) {
    return new FloatPointer(Math.max(1, size));
  }

  /** Runs work while each call of OpenBLAS keeps to the thread that makes it. */
  static void oneThreadACall(Runnable work) {
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    try {
      work.run();
    } finally {
      openblas.blas_set_num_threads(threads);
    }
  }

  /** Copies rows of the design as they are. */
  static void fill(DoublePointer block, DesignMatrix design, int from, int rows) {
    int columns = design.columns();
    float[] row = new float[columns];
    double[] values = new double[columns];
    for (int i = 0; i < rows; i++) {
      design.copyRow(from + i, row, 0);
      for (int j = 0; j < columns; j++) {
        values[j] = row[j];
      }
      block.position((long) i * columns).put(values, 0, columns);
    }
    block.position(0);
  }

  /** {@code c[m, n] = a[m, k] b[k, n]}. */
  static void product(FloatPointer a, FloatPointer b, FloatPointer c, int m, int n, int k) {
    openblas.cblas_sgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1f, a, k, b, n, 0f, c, n);
  }

  /** {@code c[m, n] += a[k, m]' b[k, n]}. */
  static void addLeftTransposed(
      FloatPointer a, FloatPointer b, FloatPointer c, int m, int n, int k) {
    openblas.cblas_sgemm(ROW_MAJOR, TRANSPOSED, PLAIN, m, n, k, 1f, a, m, b, n, 1f, c, n);
  }

  /** {@code c[m, n] = a[m, k] b[k, n]}. */
  static void product(DoublePointer a, DoublePointer b, DoublePointer c, int m, int n, int k) {
    openblas.cblas_dgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1, a, k, b, n, 0, c, n);
  }

  /** {@code c[m, n] = a[m, k] b[n, k]'}. */
  static void rightTransposed(
      DoublePointer a, DoublePointer b, DoublePointer c, int m, int n, int k) {
    openblas.cblas_dgemm(ROW_MAJOR, PLAIN, TRANSPOSED, m, n, k, 1, a, k, b, k, 0, c, n);
  }

  /** {@code c[m, n] += a[k, m]' b[k, n]}. */
  static void addLeftTransposed(
      DoublePointer a, DoublePointer b, DoublePointer c, int m, int n, int k) {
    openblas.cblas_dgemm(ROW_MAJOR, TRANSPOSED, PLAIN, m, n, k, 1, a, m, b, n, 1, c, n);
  }

  /** {@code c[n, n] += a[k, n]' a[k, n]}, the lower triangle alone. */
  static void addGram(DoublePointer a, DoublePointer c, int n, int k) {
    openblas.cblas_dsyrk(ROW_MAJOR, openblas.CblasLower, TRANSPOSED, n, k, 1, a, n, 1, c, n);
  }

  /**
   * Eigenvalues, rising, of the symmetric matrix whose lower triangle is given; the matrix becomes
   * the eigenvectors, one a column.
   */
  static double[] eigen(double[] matrix, int n) {
    double[] values = new double[n];
    int failed = openblas.LAPACKE_dsyevd(ROW_MAJOR, (byte) 'V', (byte) 'L', n, matrix, n, values);
    if (failed != 0) {
      throw new ArithmeticException(
          "the eigenvalues of the features' Gram matrix did not converge");
    }
    return values;
  }

  /**
   * Solves {@code matrix x = right} for a positive definite matrix whose lower triangle is given;
   * both are overwritten, right by x.
   *
   * @return false if the matrix is not positive definite
   */
  static boolean solve(DoublePointer matrix, DoublePointer right, int n) {
    return openblas.LAPACKE_dpotrf(ROW_MAJOR, (byte) 'L', n, matrix, n) == 0
        && openblas.LAPACKE_dpotrs(ROW_MAJOR, (byte) 'L', n, 1, matrix, n, right, 1) == 0;
  }
}
