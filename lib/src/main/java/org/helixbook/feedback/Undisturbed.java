package org.helixbook.feedback;

import java.util.concurrent.ExecutionException;
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
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
