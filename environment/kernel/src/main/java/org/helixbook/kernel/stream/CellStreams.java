package org.helixbook.kernel.stream;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * Standard output, standard error and displays of the cells, in the order in which they were
 * written. Text is sent at most {@value #DELAY_MS} ms after it was written, in pieces of up to
 * {@value #PIECE} bytes; a cell that prints faster than text can be sent waits.
 */
public final class CellStreams {
  private static final int DELAY_MS = 40;
  private static final int PIECE = 1 << 16;
  private static final int UNSENT = 64;

  private final Outbox outbox;
  private final Semaphore unsent = new Semaphore(UNSENT);
  private final TextStream out = new TextStream(ShellReplyEnvironment::writeToStdOut);
  private final TextStream err = new TextStream(ShellReplyEnvironment::writeToStdErr);
  private final PrintStream outPrinter = new PrintStream(out, false, StandardCharsets.UTF_8);
  private final PrintStream errPrinter = new PrintStream(err, false, StandardCharsets.UTF_8);
  private ShellReplyEnvironment cell;

  /**
   * Makes streams.
   *
   * @param outbox sends what they carry
   */
  public CellStreams(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * The stream to use as {@code System.out}.
   *
   * @return a stream that stays the same over all cells
   */
  public PrintStream out() {
    return outPrinter;
  }

  /**
   * The stream to use as {@code System.err}.
   *
   * @return a stream that stays the same over all cells
   */
  public PrintStream err() {
    return errPrinter;
  }

  /**
   * Names the cell that output belongs to from now on. It stays the owner after its end, so that
   * threads it left behind still have somewhere to print.
   *
   * @param environment sends messages on behalf of the cell
   */
  public synchronized void attach(ShellReplyEnvironment environment) {
    push();
    cell = environment;
  }

  /**
   * Shows a rendered value.
   *
   * @param data the value, with a display id
   */
  public synchronized void display(DisplayData data) {
    push();
    ShellReplyEnvironment owner = cell;
    if (owner != null) {
      outbox.post(() -> owner.publish(new PublishDisplayData(data)));
    }
  }

  /**
   * Replaces what was shown before.
   *
   * @param data the value, with the display id of the earlier one
   */
  public synchronized void update(DisplayData data) {
    push();
    ShellReplyEnvironment owner = cell;
    if (owner != null) {
      outbox.post(() -> owner.publish(new PublishUpdateDisplayData(data)));
    }
  }

  /** Hands all text to the outbox. */
  public synchronized void push() {
    out.push(false);
    err.push(false);
  }

  private final class TextStream extends OutputStream {
    private final BiConsumer<ShellReplyEnvironment, String> send;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean scheduled;

    TextStream(BiConsumer<ShellReplyEnvironment, String> send) {
      this.send = send;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) {
      for (int at = from; at < from + length; at += PIECE) {
        if (writePiece(source, at, Math.min(PIECE, from + length - at))) {
          // Without the lock, which the outbox needs for what it pushes itself.
          unsent.acquireUninterruptibly();
        }
      }
    }

    /** Whether a permit must be had before more is written. */
    private boolean writePiece(byte[] source, int from, int length) {
      synchronized (CellStreams.this) {
        // What was written to the other stream before comes first.
        TextStream other = this == out ? err : out;
        other.push(false);
        bytes.write(source, from, length);
        boolean posted = bytes.size() >= PIECE && push(true);
        if (bytes.size() > 0 && !scheduled) {
          scheduled = true;
          outbox.postLater(DELAY_MS, this::pushScheduled);
        }
        return posted;
      }
    }

    @Override
    public void flush() {
      synchronized (CellStreams.this) {
        push(false);
      }
    }

    private void pushScheduled() {
      synchronized (CellStreams.this) {
        scheduled = false;
        push(false);
      }
    }

    /**
     * Called with the lock held.
     *
     * @param waited whether the writer will wait for a permit, which comes when the text is sent
     * @return whether there was something to send, and a cell to send it for
     */
    private boolean push(boolean waited) {
      byte[] all = bytes.toByteArray();
      int end = endOfLastCharacter(all);
      if (end == 0) {
        return false;
      }
      bytes.reset();
      bytes.write(all, end, all.length - end);
      ShellReplyEnvironment owner = cell;
      if (owner == null) {
        return false;
      }
      String text = new String(all, 0, end, StandardCharsets.UTF_8);
      outbox.post(
          () -> {
            try {
              send.accept(owner, text);
            } finally {
              if (waited) {
                unsent.release();
              }
            }
          });
      return true;
    }

    /** The length without the bytes of a UTF-8 character that is not complete yet. */
    private int endOfLastCharacter(byte[] text) {
      for (int back = 1; back <= Math.min(3, text.length); back++) {
        int b = text[text.length - back] & 0xFF;
        if (b < 0x80) {
          return text.length;
        }
        if (b >= 0xC0) {
          int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
          return needed > back ? text.length - back : text.length;
        }
      }
      return text.length;
    }
  }
}
