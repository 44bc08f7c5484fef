package org.helixbook.feedback;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work that an interrupt must not reach. Drawing, files and a kernel's sockets answer an interrupt
 * by forgetting it, by closing for good, or by an exception; the interrupt was meant for the
 * training whose figure they show.
 */
public final class Undisturbed {
  private Undisturbed() {}

  /**
   * Does the work on a thread of its own. An interrupt of the caller, earlier or meanwhile, is
   * still pending afterwards.
   *
   * @param work which must not depend on the thread that does it
   * @return its result; what it throws is thrown on
   */
  public static <T> T call(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "undisturbed");
    thread.setDaemon(true);
    thread.start();
    return await(task);
  }

  /**
   * Waits until work is done, whatever interrupts the waiting: native code must not lose its memory
   * under its feet. The interrupt is still pending afterwards.
   *
   * @param work that was begun elsewhere
   * @return its result
   * @throws IllegalStateException around a checked exception of the work; unchecked ones and errors
   *     come as they are
   */
  public static <T> T await(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
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

  /**
   * What failed work threw, ready to be thrown again.
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
