package org.helixbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.helixbook.kernel.stream.CellStreams;
import org.helixbook.kernel.stream.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cell that prints faster than text can be sent. */
class FastPrinterTest {
  private static final int UNSENT = 64;
  private static final int PIECE = 1 << 16;

  /**
   * The outbox comes to a piece that is due while the printer waits for it: it must not need what
   * the printer holds.
   */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void whatIsDueIsSentWhileThePrinterWaits() throws InterruptedException {
    AtomicLong sent = new AtomicLong();
    ShellReplyEnvironment cell =
        new ShellReplyEnvironment(null, null, null, null) {
          @Override
          public void writeToStdOut(String text) {
            sent.addAndGet(text.length());
          }
        };
    Outbox outbox = new Outbox();
    CellStreams streams = new CellStreams(outbox);
    streams.attach(cell);
    CountDownLatch open = new CountDownLatch(1);
    streams.out().print("x");
    outbox.post(
        () -> {
          try {
            open.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    // Later than the piece with the x is due.
    Thread.sleep(100);
    Thread printer =
        new Thread(
            () -> {
              for (int i = 0; i < 2 * UNSENT; i++) {
                streams.out().print("y".repeat(PIECE));
              }
            });
    printer.setDaemon(true);
    printer.start();
    while (printer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    open.countDown();
    printer.join();
    streams.push();
    outbox.flush();
    assertEquals(1 + 2L * UNSENT * PIECE, sent.get());
  }
}
