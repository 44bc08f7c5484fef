package org.helixbook.experiment;

import java.util.List;
import org.helixbook.run.EpochRecord;

/** Hears of epochs while an {@link Experiment} runs. */
@FunctionalInterface
public interface EpochListener {
  /** Hears nothing. */
  EpochListener NONE = (seed, epoch) -> {};

  /**
   * An epoch has ended.
   *
   * @param seed whose epoch it is
   * @param epoch what was measured
   */
  void epochEnded(long seed, EpochRecord epoch);

  /**
   * Epochs were restored that an earlier execution computed.
   *
   * @param seed whose epochs they are
   * @param epochs from the first on; without another answer, each is heard of by itself
   */
  default void epochsRestored(long seed, List<EpochRecord> epochs) {
    epochs.forEach(epoch -> epochEnded(seed, epoch));
  }
}
