package org.helixbook.kernel.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** {@code System.in} of the cells: each time it runs dry it asks the front end for a line. */
public final class CellInput extends InputStream {
  private final Function<AtomicBoolean, String> ask;
  private final Runnable beforeAsking;
  // The socket is used on this thread only; the cell thread may be interrupted while it waits.
  private final ExecutorService asker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "stdin");
            thread.setDaemon(true);
            return thread;
          });
  private byte[] line = new byte[0];
  private int at;
  private volatile boolean allowed;

  /**
   * Makes an input.
   *
   * @param ask asks the front end for a line and returns it, or null once its argument is true
   * @param beforeAsking sends what the cell has printed, which is often a question
   */
  public CellInput(Function<AtomicBoolean, String> ask, Runnable beforeAsking) {
    this.ask = ask;
    this.beforeAsking = beforeAsking;
  }

  /**
   * Begins a new cell: what an earlier one left unread is dropped.
   *
   * @param allowed whether the front end can be asked
   */
  public synchronized void attach(boolean allowed) {
    this.allowed = allowed;
    line = new byte[0];
    at = 0;
  }

  @Override
  public synchronized int read() throws IOException {
    if (at >= line.length) {
      fill();
    }
    return line[at++] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at >= line.length) {
      fill();
    }
    int count = Math.min(length, line.length - at);
    System.arraycopy(line, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - at;
  }

  private void fill() throws IOException {
    if (!allowed) {
      throw new IllegalStateException(
          "the cell reads from System.in, but nobody is there to answer:"
              + " this front end does not pass on questions; give the value in the cell instead");
    }
    beforeAsking.run();
    AtomicBoolean cancelled = new AtomicBoolean();
    Future<String> answer = asker.submit(() -> ask.apply(cancelled));
    try {
      line = (answer.get() + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
    } catch (InterruptedException e) {
      cancelled.set(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the question was cancelled");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
