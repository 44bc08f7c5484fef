package org.helixbook.experiment.sweep;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.helixbook.run.RunConfiguration;

/**
 * Where runs are computed, one at a time: a process of this machine, or one somewhere in a cluster.
 */
public interface RunPlace {
  /**
   * Computes a run from its configuration, until the store holds how it ended.
   *
   * @param at is told how much of it is done, from 0 to 1, and a detail; maybe never
   * @return why it could not be computed, in a sentence; empty if the store tells how it ended
   * @throws IOException if the place is lost; another one can go on with the run
   * @throws InterruptedException if the place was told to end
   */
  Optional<String> compute(RunConfiguration run, BiConsumer<Double, String> at)
      throws IOException, InterruptedException;

  /** Computes nothing more; what it computes now is kept. From any thread. */
  void end();

  /** Waits some seconds until that is kept. */
  void awaitEnd();
}
