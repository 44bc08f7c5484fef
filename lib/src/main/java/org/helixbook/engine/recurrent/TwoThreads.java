package org.helixbook.engine.recurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.Undisturbed;

/** Runs two parts of a layer side by side, the second on a thread of its own. */
final class TwoThreads {
  private static final class Holder {
    static final ExecutorService SECOND =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread =
                  new Thread(
                      () -> {
                        Sgemm.oneThreadHere();
                        work.run();
                      },
                      "helixbook-second");
              thread.setDaemon(true);
              return thread;
            });
  }

  private TwoThreads() {}

  /**
   * Does the work of each part and waits for all.
   *
   * @param parts 1 or 2
   * @param work takes the part; must not depend on which thread runs it
   */
  static void each(int parts, IntConsumer work) {
    if (parts == 1 || NumericBackend.prepare() == 1) {
      for (int part = 0; part < parts; part++) {
        work.accept(part);
      }
      return;
    }
    Future<?> second = Holder.SECOND.submit(() -> work.accept(1));
    RuntimeException failure = null;
    try {
      work.accept(0);
    } catch (RuntimeException e) {
      failure = e;
    }
    // Also after a failure: buffers must be at rest when the next pass begins.
    try {
      Undisturbed.await(second);
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
