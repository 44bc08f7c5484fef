package org.helixbook.engine.logistic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.openblas.global.openblas;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.Undisturbed;

/**
 * A few threads that share the rows of a matrix: each always has the same blocks of rows, so that
 * sums come out the same to the last bit whenever the number of threads is the same. While a team
 * works OpenBLAS uses one thread a call.
 */
final class RowTeam implements AutoCloseable {
  private final int rows;
  private final int block;
  private final int parts;
  private final ExecutorService pool;

  /** Work on one block of rows. */
  interface BlockWork {
    /** Works; part is which thread's share it is, for a sum of its own. */
    void on(int part, int from, int rows);
  }

  /** Work of one thread. */
  interface PartWork {
    /** Works; part is which thread it is. */
    void on(int part);
  }

  RowTeam(int rows, int block) {
    this.rows = rows;
    this.block = block;
    this.parts = NumericBackend.prepare();
    this.pool =
        Executors.newFixedThreadPool(
            parts,
            work -> {
              Thread thread = new Thread(work, "helixbook-linear");
              thread.setDaemon(true);
              return thread;
            });
  }

  int parts() {
    return parts;
  }

  int blocks() {
    return (rows + block - 1) / block;
  }

  /** Works on all blocks and waits for the end. */
  void each(BlockWork work) {
    int blocks = blocks();
    eachPart(
        part -> {
          int end = (int) ((long) blocks * (part + 1) / parts);
          for (int b = (int) ((long) blocks * part / parts); b < end; b++) {
            work.on(part, b * block, Math.min(block, rows - b * block));
          }
        });
  }

  /** Lets each thread work once and waits for the end. */
  void eachPart(PartWork work) {
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        int mine = part;
        running.add(pool.submit(() -> work.on(mine)));
      }
      running.forEach(Undisturbed::await);
    } finally {
      openblas.blas_set_num_threads(threads);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
