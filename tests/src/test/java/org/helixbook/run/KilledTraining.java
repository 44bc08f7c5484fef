package org.helixbook.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.Progress;

/** A process that trains {@link KillTest}'s network in a store until it is killed. */
final class KilledTraining {
  private KilledTraining() {}

  /**
   * Waits for a line, and trains.
   *
   * @param arguments the store's folder; and after how many checkpoints it waits for its end, or
   *     {@code rarely} for a store that keeps no state inside an epoch, and a training without end
   */
  public static void main(String[] arguments) throws IOException {
    NumericBackend.prepare();
    // The next process starts while this one is being killed, and begins when it is told to.
    if (System.in.read() < 0) {
      return;
    }
    boolean rarely = arguments[1].equals("rarely");
    RunStore store =
        TinyRun.store(
            Path.of(arguments[0]),
            notice -> System.out.println("notice " + notice),
            Clock.systemUTC(),
            rarely ? RunFiles.Writing.ATOMIC : new HeldAfter(Integer.parseInt(arguments[1])));
    store
        .run(
            TinyRun.configuration(rarely ? KillTest.ENDLESS : KillTest.SETTINGS),
            TinyRun.TASK,
            rarely ? new PrintedBatches() : Progress.silent(),
            history -> {})
        .training()
        .status();
  }
}
