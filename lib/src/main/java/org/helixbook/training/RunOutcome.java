package org.helixbook.training;

import java.util.Optional;

/**
 * What a run gave. After an interrupt it is handed out at once; every method but {@link #id} waits
 * for the batch that is still computing.
 */
public final class RunOutcome {
  private final RunId id;
  private final TrainingOutcome training;
  private final RunRecorder recorder;

  RunOutcome(RunId id, TrainingOutcome training, RunRecorder recorder) {
    this.id = id;
    this.training = training;
    this.recorder = recorder;
  }

  /** The run's name in its store. */
  public RunId id() {
    return id;
  }

  /** How the training ended, with the network; of a diverged one with its last good state. */
  public TrainingOutcome training() {
    return training;
  }

  /** What the network of a complete run says of the test set; empty if it is not complete. */
  public Optional<Predictions> test() {
    training.status();
    return Optional.ofNullable(recorder.predictions());
  }

  /** True if all was there already and nothing was computed. */
  public boolean wasComplete() {
    training.status();
    return recorder.wasComplete();
  }
}
