package org.helixbook.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Stops a run, as a stop button would, when it has kept its state for the n-th time. Its store
 * keeps the state after every batch and after every epoch, and the computation waits here until the
 * stop has been heard, so where the run ends does not depend on the speed of any thread.
 */
public final class StopAfter implements RunFiles.Writing {
  private final Thread caller = Thread.currentThread();
  private final int checkpoints;
  private int kept;

  private StopAfter(int checkpoints) {
    this.checkpoints = checkpoints;
  }

  /** A store whose next run, asked for by this thread, stops after so many checkpoints. */
  public static RunStore in(Path folder, int checkpoints) {
    return in(folder, checkpoints, System.err::println, Clock.systemUTC());
  }

  static RunStore in(Path folder, int checkpoints, Consumer<String> told, Clock clock) {
    return TinyRun.store(folder, told, clock, new StopAfter(checkpoints));
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    TinyRun.write(file, content);
    if (file.getParent().endsWith(RunFiles.CHECKPOINT) && ++kept == checkpoints) {
      caller.interrupt();
      // Between hearing the interrupt and waiting again, the caller has stopped the run.
      while (caller.isInterrupted() || !isWaiting(caller.getState())) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }
}
