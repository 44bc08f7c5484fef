package org.helixbook.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.helixbook.feedback.Undisturbed;

/**
 * The one thread on which the kit computes. ND4J keeps its random generator and its working memory
 * by thread, and OpenMP its pool of helpers, so that work spread over threads would be neither
 * repeatable nor cheap. A notebook's thread waits and can be interrupted without harm.
 */
public final class ComputeThread {
  private static final class Holder {
    static final ThreadGroup GROUP = rootGroup();
    static final ExecutorService WORKER =
        Executors.newSingleThreadExecutor(
            work -> {
              // In the root group: a notebook kernel that interrupts the group of its cells must
              // not hit the computation in the middle of native code.
              Thread thread = new Thread(GROUP, work, "helixbook-compute");
              thread.setDaemon(true);
              return thread;
            });

    private static ThreadGroup rootGroup() {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      while (group.getParent() != null) {
        group = group.getParent();
      }
      return group;
    }
  }

  private ComputeThread() {}

  /**
   * Queues work; it starts when all earlier work has ended. Called from the compute thread itself
   * it runs at once.
   *
   * @param work what to compute
   * @param <T> its result
   * @return the result to come; cancelling it does not stop work that has begun
   */
  public static <T> Future<T> submit(Callable<T> work) {
    if (isCurrent()) {
      CompletableFuture<T> done = new CompletableFuture<>();
      try {
        done.complete(work.call());
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
      return done;
    }
    return Holder.WORKER.submit(work);
  }

  /**
   * Computes and waits for the result. An interrupt of the waiting thread is kept for later: short
   * work is worth finishing.
   *
   * @param work what to compute
   * @param <T> its result
   * @return the result
   * @throws IllegalStateException around a checked exception of the work; unchecked ones come as
   *     they are
   */
  public static <T> T call(Callable<T> work) {
    return Undisturbed.await(submit(work));
  }

  /** True on the compute thread. */
  public static boolean isCurrent() {
    return Thread.currentThread().getName().equals("helixbook-compute");
  }
}
