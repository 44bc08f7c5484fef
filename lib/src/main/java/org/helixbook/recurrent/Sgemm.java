package org.helixbook.recurrent;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** Matrix products of OpenBLAS on row-major matrices outside the heap. */
final class Sgemm {
  private static final int ROW_MAJOR = openblas.CblasRowMajor;
  private static final int PLAIN = openblas.CblasNoTrans;
  private static final int TRANSPOSED = openblas.CblasTrans;

  private Sgemm() {}

  /**
   * Runs work while OpenBLAS uses one thread a call, so that calls of several threads run side by
   * side.
   */
  static void oneThreadACall(Runnable work) {
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    try {
      work.run();
    } finally {
      openblas.blas_set_num_threads(threads);
    }
  }

  /** {@code c[m, n] = a[m, k] b[k, n] + keep * c}. */
  static void product(
      FloatPointer a, FloatPointer b, FloatPointer c, int m, int n, int k, float keep) {
    openblas.cblas_sgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1f, a, k, b, n, keep, c, n);
  }

  /** {@code c[m, n] = a[k, m]' b[k, n] + keep * c}. */
  static void leftTransposed(
      FloatPointer a, FloatPointer b, FloatPointer c, int m, int n, int k, float keep) {
    openblas.cblas_sgemm(ROW_MAJOR, TRANSPOSED, PLAIN, m, n, k, 1f, a, m, b, n, keep, c, n);
  }

  /** {@code c[m, n] = a[m, k] b[n, k]' + keep * c}. */
  static void rightTransposed(
      FloatPointer a, FloatPointer b, FloatPointer c, int m, int n, int k, float keep) {
    openblas.cblas_sgemm(ROW_MAJOR, PLAIN, TRANSPOSED, m, n, k, 1f, a, k, b, k, keep, c, n);
  }
}
