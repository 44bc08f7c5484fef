package org.helixbook.kernel.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.helixbook.kernel.failure.CellFailure;

/**
 * Ends a running cell in steps, the gentlest first, without touching what earlier cells made:
 *
 * <ol>
 *   <li>at once: {@link Thread#interrupt()}, which ends sleeping and waiting, and which the
 *       library's training answers by returning early;
 *   <li>after {@value #PATIENCE_MS} ms: {@link StopCheck}, which ends loops in the cell's own code;
 *   <li>after {@value #LAST_RESORT_MS} ms: {@code Thread.stop} where the JDK still has it (17 to
 *       19) and the thread is in plain Java code; in native or ND4J code, and on newer JDKs, the
 *       cell is waited for and the user is told so.
 * </ol>
 */
public final class CellInterrupter {
  private static final int PATIENCE_MS = 200;
  private static final int LAST_RESORT_MS = 400;

  private final CellThread cell;
  private final Function<String, Runnable> notes;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "interrupt-clock");
            thread.setDaemon(true);
            return thread;
          });

  private long cellSerial;
  private boolean cellActive;
  private boolean requested;
  private Optional<CellFailure> why = Optional.empty();

  /** How deep in code of a cell: what a cell has evaluated is within the cell. */
  private int inUserCode;

  private Runnable takeBack = () -> {};

  /**
   * Makes an interrupter.
   *
   * @param cell the thread it interrupts
   * @param notes shows a sentence while a cell cannot be ended, and gives what takes it away again
   */
  public CellInterrupter(CellThread cell, Function<String, Runnable> notes) {
    this.cell = cell;
    this.notes = notes;
  }

  /** Tells that a cell begins. Earlier requests do not concern it. */
  public synchronized void cellBegins() {
    cellSerial++;
    cellActive = true;
    requested = false;
    why = Optional.empty();
  }

  /**
   * Tells that the cell has ended.
   *
   * @return why it was to end, if anybody asked for that while it ran
   */
  public synchronized Optional<CellFailure> cellEnds() {
    cellActive = false;
    StopCheck.clear();
    // It has ended by itself: nobody need restart anything.
    takeBack.run();
    takeBack = () -> {};
    return why;
  }

  /**
   * Asks whether the running cell is to end.
   *
   * @return true from the request to the beginning of the next cell
   */
  public synchronized boolean isRequested() {
    return requested;
  }

  /** Asks the running cell to end; does nothing between cells. Returns at once. */
  public void request() {
    request(CellFailure.interrupted());
  }

  private synchronized void request(CellFailure reason) {
    if (!cellActive) {
      return;
    }
    requested = true;
    why = why.or(() -> Optional.of(reason));
    if (inUserCode > 0) {
      cell.thread().interrupt();
    }
    long serial = cellSerial;
    clock.schedule(() -> stopLoops(serial), PATIENCE_MS, TimeUnit.MILLISECONDS);
    clock.schedule(() -> lastResort(serial), LAST_RESORT_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Asks the running cell to end once a statement has taken too long.
   *
   * @param limit how long it may take; zero for no limit
   * @return to be run when the statement has ended
   */
  Runnable endAfter(Duration limit) {
    if (limit.isZero()) {
      return () -> {};
    }
    AtomicBoolean ended = new AtomicBoolean();
    Future<?> alarm =
        clock.schedule(() -> endLate(limit, ended), limit.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      // Under the lock: an alarm that rings at this moment must not end the next statement.
      synchronized (this) {
        ended.set(true);
      }
      alarm.cancel(false);
    };
  }

  private synchronized void endLate(Duration limit, AtomicBoolean ended) {
    if (!ended.get()) {
      request(
          CellFailure.sentence(
              "ExecutionTimeout",
              "a statement took longer than " + limit.toMillis() + " ms (IJAVA_TIMEOUT)"));
    }
  }

  /** Called on the cell thread before code of a cell. */
  synchronized void enterUserCode() {
    if (requested) {
      throw new CellInterrupted();
    }
    inUserCode++;
  }

  /** Called on the cell thread after code of a cell, however it ended. */
  synchronized void leaveUserCode() {
    inUserCode--;
    if (inUserCode == 0) {
      // The next snippet must not find an interrupt that was meant for this one.
      Thread.interrupted();
    }
  }

  private synchronized void stopLoops(long serial) {
    if (cellActive && cellSerial == serial) {
      StopCheck.raise();
      if (inUserCode > 0) {
        cell.thread().interrupt();
      }
    }
  }

  private synchronized void lastResort(long serial) {
    if (!cellActive || cellSerial != serial || inUserCode == 0) {
      return;
    }
    StackTraceElement[] stack = cell.thread().getStackTrace();
    if (isNative(stack)) {
      note(
          "Interrupting: the cell is in native code, which cannot be cut short;"
              + " it ends when that call returns (restart the kernel to end it now).");
    } else if (!stop()) {
      note(
          "Interrupting: the cell is in library code that does not answer, and Java "
              + Runtime.version().feature()
              + " cannot end it; it ends when that call returns"
              + " (restart the kernel to end it now).");
    }
  }

  private void note(String sentence) {
    takeBack.run();
    takeBack = notes.apply(sentence);
  }

  /** Whether stopping this stack could leave native memory or ND4J's state half-changed. */
  private static boolean isNative(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.startsWith("org.nd4j.")
          || name.startsWith("org.deeplearning4j.")
          || name.startsWith("org.bytedeco.")) {
        return true;
      }
    }
    return stack.length > 0 && stack[0].isNativeMethod();
  }

  @SuppressWarnings({"removal", "deprecation"})
  private boolean stop() {
    if (Runtime.version().feature() >= 20) {
      return false;
    }
    cell.thread().stop();
    return true;
  }
}
