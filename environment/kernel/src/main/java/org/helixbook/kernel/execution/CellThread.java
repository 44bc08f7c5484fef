package org.helixbook.kernel.execution;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread on which the code of all cells runs, from the kernel's start to its end. ND4J
 * keeps its random generator per thread, so a seed set in one cell holds in the next. Nothing else
 * runs here: neither the compiler nor the sockets survive {@link Thread#interrupt()}, because it
 * closes the channel they are using.
 */
public final class CellThread {
  private final BlockingQueue<FutureTask<?>> work = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::runForever, "cell");

  /** Starts the thread. */
  public CellThread() {
    thread.setDaemon(true);
    thread.start();
  }

  private void runForever() {
    while (true) {
      try {
        work.take().run();
      } catch (Throwable lateInterrupt) {
        // It was meant for code that has ended in the meantime.
        continue;
      }
    }
  }

  /**
   * Runs a task on the thread and waits for its end, however long that takes.
   *
   * @param <T> the type of its result
   * @return what it returned
   * @throws ExecutionException with what it threw as the cause
   */
  <T> T call(Callable<T> task) throws ExecutionException {
    FutureTask<T> future = new FutureTask<>(task);
    work.add(future);
    while (true) {
      try {
        return future.get();
      } catch (InterruptedException e) {
        // Nobody interrupts the caller on purpose; the cell must not be left behind.
        continue;
      }
    }
  }

  /**
   * For code of a cell that asks the kernel for something: does that on another thread, and
   * meanwhile here what it asks this thread to run.
   *
   * @param <T> the type of its result
   * @return what it returned
   * @throws ExecutionException with what it threw as the cause
   */
  <T> T awaitElsewhere(Callable<T> task) throws ExecutionException {
    FutureTask<T> future =
        new FutureTask<>(task) {
          @Override
          protected void done() {
            work.add(new FutureTask<>(() -> null)); // wakes the loop below
          }
        };
    Thread elsewhere = new Thread(future, "cell-request");
    elsewhere.setDaemon(true);
    elsewhere.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          while (!future.isDone()) {
            work.take().run();
          }
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        thread.interrupt();
      }
    }
  }

  Thread thread() {
    return thread;
  }
}
