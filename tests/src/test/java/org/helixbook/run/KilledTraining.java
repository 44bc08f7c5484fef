package org.helixbook.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.helixbook.model.cnn.ImageLearner;

/** A process that trains {@link KillTest#SETTINGS} in a store until it is done or killed. */
final class KilledTraining {
  private KilledTraining() {}

  /**
   * Runs.
   *
   * @param arguments the store's folder; {@code rarely} after it for a store that keeps no state
   *     inside an epoch
   */
  public static void main(String[] arguments) {
    RunStore store =
        TinyRun.store(
            Path.of(arguments[0]),
            notice -> System.out.println("notice " + notice),
            Clock.systemUTC(),
            RunFiles.Writing.ATOMIC);
    if (arguments.length > 1) {
      store = store.keepingEvery(Duration.ofHours(1));
    }
    RunOutcome<ImageLearner> outcome =
        store.run(
            TinyRun.configuration(KillTest.SETTINGS),
            TinyRun.TASK,
            new PrintedBatches(),
            history -> {});
    System.out.println("end " + outcome.training().status());
  }
}
