package org.helixbook.engine.recurrent;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.helixbook.engine.convolution.PredictionPath;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Matrix products on row-major matrices outside the heap: by oneDNN, which computes the small ones
 * of a recurrent layer as fast as the processor can, or where its library is missing by OpenBLAS,
 * which spends a fifth of the time on copying the matrices into its own order.
 */
final class Sgemm {
  private static final Library LIBRARY =
      PredictionPath.available() ? Library.ONE_DNN : Library.OPEN_BLAS;

  private Sgemm() {}

  /**
   * Runs work while a product uses one thread, so that those of several threads run side by side.
   * The other threads call {@link #oneThreadHere} besides.
   */
  static void oneThreadACall(Runnable work) {
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int ofOneDnn = operations.ompGetMaxThreads();
    operations.setOmpNumThreads(1);
    try {
      LIBRARY.oneThreadACall(work);
    } finally {
      operations.setOmpNumThreads(ofOneDnn);
    }
  }

  /** From here on a product that the calling thread asks for uses no other. */
  static void oneThreadHere() {
    // oneDNN asks OpenMP, which keeps the number for each thread; OpenBLAS has one for all.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  /**
   * A row-major matrix, or a part of one. The three of a product have pointers of their own.
   *
   * @param memory where it lies
   * @param from its first element there
   * @param row elements from one row to the next
   */
  record Matrix(FloatPointer memory, long from, int row) {
    private FloatPointer begin() {
      return memory.position(from);
    }
  }

  /** {@code c[m, n] = a[m, k] b[k, n] + keep * c}. */
  static void product(Matrix a, Matrix b, Matrix c, int m, int n, int k, float keep) {
    LIBRARY.multiply(a, false, b, false, c, m, n, k, keep);
  }

  /** {@code c[m, n] = a[k, m]' b[k, n] + keep * c}. */
  static void leftTransposed(Matrix a, Matrix b, Matrix c, int m, int n, int k, float keep) {
    LIBRARY.multiply(a, true, b, false, c, m, n, k, keep);
  }

  /** {@code c[m, n] = a[m, k] b[n, k]' + keep * c}. */
  static void rightTransposed(Matrix a, Matrix b, Matrix c, int m, int n, int k, float keep) {
    LIBRARY.multiply(a, false, b, true, c, m, n, k, keep);
  }

  /** What multiplies. */
  enum Library {
    ONE_DNN,
    OPEN_BLAS;

    /**
     * OpenBLAS has a number of threads of its own. It is left alone where nothing asks it to
     * multiply: each change looks OpenBLAS' function up while it holds a lock of glibc's loader,
     * and for ever if another thread loads a library meanwhile, as the first chart does.
     */
    void oneThreadACall(Runnable work) {
      if (this == ONE_DNN) {
        work.run();
        return;
      }
      int threads = openblas.blas_get_num_threads();
      openblas.blas_set_num_threads(1);
      try {
        work.run();
      } finally {
        openblas.blas_set_num_threads(threads);
      }
    }

    /** {@code c[m, n] = A B + keep * c}, where A is {@code a} or its transpose, and B likewise. */
    void multiply(
        Matrix a,
        boolean transposedA,
        Matrix b,
        boolean transposedB,
        Matrix c,
        int m,
        int n,
        int k,
        float keep) {
      FloatPointer ofA = a.begin();
      FloatPointer ofB = b.begin();
      FloatPointer ofC = c.begin();
      if (this == ONE_DNN) {
        byte onA = (byte) (transposedA ? 'T' : 'N');
        byte onB = (byte) (transposedB ? 'T' : 'N');
        int status =
            dnnl.dnnl_sgemm(onA, onB, m, n, k, 1f, ofA, a.row(), ofB, b.row(), keep, ofC, c.row());
        if (status != dnnl.dnnl_success) {
          throw new IllegalStateException("oneDNN cannot multiply: status " + status);
        }
      } else {
        int order = openblas.CblasRowMajor;
        int onA = transposedA ? openblas.CblasTrans : openblas.CblasNoTrans;
        int onB = transposedB ? openblas.CblasTrans : openblas.CblasNoTrans;
        openblas.cblas_sgemm(
            order, onA, onB, m, n, k, 1f, ofA, a.row(), ofB, b.row(), keep, ofC, c.row());
      }
    }
  }
}
