package org.helixbook.run;

import java.util.Optional;
import org.helixbook.feedback.InputProblem;

/**
 * What a run gave. After an interrupt it is handed out at once; every method but {@link #id} waits
 * for the batch that is still computing.
 */
public final class RunOutcome<L extends Learner> {
  private final RunId id;
  private final TrainingOutcome<L> training;
  private final RunRecorder<L> recorder;

  RunOutcome(RunId id, TrainingOutcome<L> training, RunRecorder<L> recorder) {
    this.id = id;
    this.training = training;
    this.recorder = recorder;
  }

  /** The run's name in its store. */
  public RunId id() {
    return id;
  }

  /** How the training ended, with the learner; of a diverged one with its last good state. */
  public TrainingOutcome<L> training() {
    return training;
  }

  /** What a complete run left beside its history; empty if it is not complete. */
  public Optional<RunResult> result() {
    training.status();
    return Optional.ofNullable(recorder.result());
  }

  /**
   * The same of a run that must be complete.
   *
   * @param name what was trained
   * @throws InputProblem if it is not
   */
  public RunResult complete(String name) {
    return result()
        .orElseThrow(
            () ->
                new InputProblem(
                    "training of '" + name + "'",
                    "it is not complete (" + training.message() + ")",
                    "run its cell again: it goes on where it stopped"));
  }

  /** True if all was there already and nothing was computed. */
  public boolean wasComplete() {
    training.status();
    return recorder.wasComplete();
  }
}
