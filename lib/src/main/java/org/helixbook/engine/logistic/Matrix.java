package org.helixbook.engine.logistic;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A row-major matrix outside the heap, in double precision if it is exact, else in single, and what
 * OpenBLAS does with it. It knows no shape: each call says which one it takes it for. The matrices
 * of one call are of one precision.
 */
final class Matrix implements AutoCloseable {
  private static final int ROWS = openblas.CblasRowMajor;
  private static final int PLAIN = openblas.CblasNoTrans;
  private static final int TRANSPOSED = openblas.CblasTrans;

  private final FloatPointer floats;
  private final DoublePointer doubles;

  /** A matrix whose content is left to chance. */
  Matrix(boolean exact, long size) {
    floats = exact ? null : new FloatPointer(Math.max(1, size));
    doubles = exact ? new DoublePointer(Math.max(1, size)) : null;
  }

  /** Takes rows of a design, less a number for each column. */
  void putRows(DesignMatrix design, float[] less, int from, int rows) {
    int columns = less.length;
    float[] row = new float[columns];
    double[] values = new double[columns];
    for (int i = 0; i < rows; i++) {
      design.copyRow(from + i, row, 0);
      long at = (long) i * columns;
      if (floats != null) {
        for (int j = 0; j < columns; j++) {
          row[j] -= less[j];
        }
        floats.position(at).put(row, 0, columns);
      } else {
        for (int j = 0; j < columns; j++) {
          values[j] = (double) row[j] - less[j];
        }
        doubles.position(at).put(values, 0, columns);
      }
    }
    position(0);
  }

  /** Takes values from an index on. */
  void put(double[] values, long at) {
    if (floats != null) {
      float[] narrow = new float[values.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) values[i];
      }
      floats.position(at).put(narrow, 0, narrow.length);
    } else {
      doubles.position(at).put(values, 0, values.length);
    }
    position(0);
  }

  /** Gives values from an index on. */
  void get(double[] values, long at) {
    if (floats != null) {
      float[] narrow = new float[values.length];
      floats.position(at).get(narrow, 0, narrow.length);
      for (int i = 0; i < narrow.length; i++) {
        values[i] = narrow[i];
      }
    } else {
      doubles.position(at).get(values, 0, values.length);
    }
    position(0);
  }

  private void position(long at) {
    if (floats != null) {
      floats.position(at);
    } else {
      doubles.position(at);
    }
  }

  /** {@code this[m, n] = a[m, k] b[k, n]}. */
  void product(Matrix a, Matrix b, int m, int n, int k) {
    multiply(PLAIN, a, k, b, m, n, k, 0);
  }

  /** {@code this[m, n] += a[k, m]' b[k, n]}. */
  void addLeftTransposed(Matrix a, Matrix b, int m, int n, int k) {
    multiply(TRANSPOSED, a, m, b, m, n, k, 1);
  }

  private void multiply(int order, Matrix a, int width, Matrix b, int m, int n, int k, int keep) {
    if (floats != null) {
      openblas.cblas_sgemm(
          ROWS, order, PLAIN, m, n, k, 1, a.floats, width, b.floats, n, keep, floats, n);
    } else {
      openblas.cblas_dgemm(
          ROWS, order, PLAIN, m, n, k, 1, a.doubles, width, b.doubles, n, keep, doubles, n);
    }
  }

  /** {@code this[n, n] += a[k, n]' a[k, n]}, the lower triangle alone; exact. */
  void addGram(Matrix a, int n, int k) {
    openblas.cblas_dsyrk(
        ROWS, openblas.CblasLower, TRANSPOSED, n, k, 1, a.doubles, n, 1, doubles, n);
  }

  /** {@code this[n, n] x} for a symmetric matrix whose lower triangle is given; exact. */
  double[] times(double[] x) {
    int n = x.length;
    double[] product = new double[n];
    try (DoublePointer in = new DoublePointer(x);
        DoublePointer out = new DoublePointer(n)) {
      openblas.cblas_dsymv(ROWS, openblas.CblasLower, n, 1, doubles, n, in, 1, 0, out, 1);
      out.get(product);
    }
    return product;
  }

  /** {@code this += a}; exact. */
  void add(Matrix a, int size) {
    openblas.cblas_daxpy(size, 1, a.doubles, 1, doubles, 1);
  }

  /**
   * Eigenvalues, rising, of this symmetric matrix, whose lower triangle is given; it becomes the
   * eigenvectors, one a column; exact.
   */
  double[] eigen(int n) {
    double[] values = new double[n];
    try (DoublePointer found = new DoublePointer(n)) {
      if (openblas.LAPACKE_dsyevd(ROWS, (byte) 'V', (byte) 'L', n, doubles, n, found) != 0) {
        throw new ArithmeticException(
            "the eigenvalues of the features' Gram matrix did not converge");
      }
      found.get(values);
    }
    return values;
  }

  /**
   * Solves {@code this x = right} for a positive definite matrix whose lower triangle is given;
   * both are overwritten, right by x; exact.
   *
   * @return false if the matrix is not positive definite
   */
  boolean solve(Matrix right, int n) {
    return openblas.LAPACKE_dpotrf(ROWS, (byte) 'L', n, doubles, n) == 0
        && openblas.LAPACKE_dpotrs(ROWS, (byte) 'L', n, 1, doubles, n, right.doubles, 1) == 0;
  }

  @Override
  public void close() {
    if (floats != null) {
      floats.close();
    } else {
      doubles.close();
    }
  }
}
