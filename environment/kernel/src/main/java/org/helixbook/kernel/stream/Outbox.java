package org.helixbook.kernel.stream;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends everything that cells show, in order, on a thread of its own: a socket that is used by an
 * interrupted thread is closed by Java for good.
 */
public final class Outbox {
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "outbox");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Sends something after all that was posted before.
   *
   * @param message sends it
   */
  public void post(Runnable message) {
    sender.execute(message);
  }

  /**
   * Runs something a little later.
   *
   * @param milliseconds the delay
   * @param task what to run
   */
  void postLater(int milliseconds, Runnable task) {
    sender.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Waits until all that was posted has been sent. Not for the cell thread. */
  public void flush() {
    try {
      sender.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
