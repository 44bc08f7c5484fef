package org.helixbook.engine.logistic;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * A row-major matrix outside the heap, in double precision if it is exact, else in single, and what
 * OpenBLAS does with it. It knows no shape: each call says which one it takes it for. The matrices
 * of one call are of one precision.
 *
 * <p>Nothing here may use a triangular product or solution (DTRMM, DTRSM), nor a part of LAPACK
 * that does: OpenBLAS 0.3.19 as ND4J brings it computes them wrongly on Intel's processors with
 * AVX-512, without a word (a build for many processors, as in OpenBLAS' issue 2986).
 */
final class Matrix implements AutoCloseable {
  private static final int ROWS = openblas.CblasRowMajor;
  private static final int PLAIN = openblas.CblasNoTrans;
  private static final int TRANSPOSED = openblas.CblasTrans;

  /** Columns of Cholesky's factor that are found together. */
  private static final int PANEL = 32;

  /** Reflectors that are applied together. */
  private static final int REFLECTORS = 32;

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
   *
   * <p>The three steps of LAPACK's driver: tridiagonal form, eigenvectors of that, and those turned
   * back, the last by general products.
   */
  double[] eigen(int n) {
    double[] values = new double[n];
    try (DoublePointer diagonal = new DoublePointer(n);
        DoublePointer beside = new DoublePointer(n);
        DoublePointer factors = new DoublePointer(n);
        DoublePointer turned = new DoublePointer((long) n * n)) {
      int failed =
          openblas.LAPACKE_dsytrd(ROWS, (byte) 'L', n, doubles, n, diagonal, beside, factors);
      if (failed == 0) {
        failed = openblas.LAPACKE_dstedc(ROWS, (byte) 'I', n, diagonal, beside, turned, n);
      }
      if (failed != 0) {
        throw new ArithmeticException(
            "the eigenvalues of the features' Gram matrix did not converge");
      }
      for (int last = n - 1; last > 0; last -= REFLECTORS) {
        reflect(turned, factors, Math.max(0, last - REFLECTORS), last, n);
      }
      doubles.put(turned);
      diagonal.get(values);
    }
    return values;
  }

  /**
   * Multiplies rows by some of the reflectors of the tridiagonal form, {@code I - V T V'}
   * (Schreiber and Van Loan 1989, doi 10.1137/0910005). Reflector i stands below row i + 1 of this
   * matrix' column i, with a 1 on that row which is not written down.
   */
  private void reflect(DoublePointer rows, DoublePointer factors, int from, int to, int n) {
    int count = to - from;
    int height = n - 1 - from;
    double[] reflectors = new double[height * count];
    for (int row = 0; row < height; row++) {
      doubles.position((from + 1L + row) * n + from).get(reflectors, row * count, count);
      for (int i = row; i < count; i++) {
        reflectors[row * count + i] = i == row ? 1 : 0;
      }
    }
    position(0);
    try (DoublePointer v = new DoublePointer(reflectors);
        DoublePointer triangle = new DoublePointer(new double[count * count]);
        DoublePointer first = new DoublePointer((long) count * n);
        DoublePointer second = new DoublePointer((long) count * n)) {
      DoublePointer own = factors.getPointer(DoublePointer.class, from);
      DoublePointer part = rows.getPointer(DoublePointer.class, (from + 1L) * n);
      byte forward = (byte) 'F';
      byte columns = (byte) 'C';
      openblas.LAPACKE_dlarft(
          ROWS, forward, columns, height, count, v, count, own, triangle, count);
      clearBelowDiagonal(triangle, count);
      openblas.cblas_dgemm(
          ROWS, TRANSPOSED, PLAIN, count, n, height, 1, v, count, part, n, 0, first, n);
      openblas.cblas_dgemm(
          ROWS, PLAIN, PLAIN, count, n, count, 1, triangle, count, first, n, 0, second, n);
      openblas.cblas_dgemm(
          ROWS, PLAIN, PLAIN, height, n, count, -1, v, count, second, n, 1, part, n);
    }
  }

  /** Which LAPACK leaves to chance. */
  private static void clearBelowDiagonal(DoublePointer matrix, int n) {
    for (int row = 1; row < n; row++) {
      matrix.position((long) row * n).put(new double[row], 0, row);
    }
    matrix.position(0);
  }

  /**
   * Solves {@code this x = right} for a positive definite matrix whose lower triangle is given, by
   * Cholesky's factors in panels; both are overwritten, right by x; exact.
   *
   * @return false if the matrix is not positive definite
   */
  boolean solve(Matrix right, int n) {
    for (int from = 0; from < n; from += PANEL) {
      int width = Math.min(PANEL, n - from);
      double[][] panel = new double[n - from][width];
      for (int row = 0; row < panel.length; row++) {
        doubles.position((from + row) * (long) n + from).get(panel[row], 0, width);
      }
      if (!factor(panel, width)) {
        position(0);
        return false;
      }
      for (int row = 0; row < panel.length; row++) {
        doubles.position((from + row) * (long) n + from).put(panel[row], 0, width);
      }
      position(0);
      int below = n - from - width;
      if (below > 0) {
        long corner = (from + width) * (n + 1L);
        DoublePointer left = doubles.getPointer(DoublePointer.class, corner - width);
        DoublePointer rest = doubles.getPointer(DoublePointer.class, corner);
        openblas.cblas_dsyrk(
            ROWS, openblas.CblasLower, PLAIN, below, width, -1, left, n, 1, rest, n);
      }
    }
    double[] x = new double[n];
    right.doubles.get(x);
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      doubles.position(i * (long) n).get(row, 0, i + 1);
      x[i] = (x[i] - dot(row, x, i)) / row[i];
    }
    for (int i = n - 1; i >= 0; i--) {
      doubles.position(i * (long) n).get(row, 0, i + 1);
      x[i] /= row[i];
      for (int j = 0; j < i; j++) {
        x[j] -= row[j] * x[i];
      }
    }
    position(0);
    right.doubles.put(x);
    return true;
  }

  /** The factor's columns in rows from the diagonal down; false if there is none. */
  private static boolean factor(double[][] rows, int columns) {
    for (int j = 0; j < columns; j++) {
      double square = rows[j][j] - dot(rows[j], rows[j], j);
      if (!(square > 0)) {
        return false;
      }
      rows[j][j] = Math.sqrt(square);
      for (int i = j + 1; i < rows.length; i++) {
        rows[i][j] = (rows[i][j] - dot(rows[i], rows[j], j)) / rows[j][j];
      }
    }
    return true;
  }

  private static double dot(double[] one, double[] other, int first) {
    double sum = 0;
    for (int i = 0; i < first; i++) {
      sum += one[i] * other[i];
    }
    return sum;
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
