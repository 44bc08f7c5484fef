package org.helixbook.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    Future<T> result = submit(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** True on the compute thread. */
  public static boolean isCurrent() {
    return Thread.currentThread().getName().equals("helixbook-compute");
  }

  /**
   * What a failed computation threw, ready to be thrown again.
   *
   * @param e the failure as a future gives it
   * @return the unchecked exception behind it, or one around it; an error is thrown at once
   */
  public static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    if (e.getCause() instanceof RuntimeException runtime) {
      return runtime;
    }
    return new IllegalStateException("the computation failed: " + e.getCause(), e.getCause());
  }
}
