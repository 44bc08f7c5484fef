package org.helixbook.run;

import org.helixbook.feedback.Progress;

/**
 * How runs of one kind are computed from their configuration alone, so that a command line can go
 * on with a run that a notebook began. Each paper has its own; a configuration names its kind, and
 * {@link RunKinds} finds it.
 */
public interface RunKind {

  /** What {@link RunConfiguration#kind} says, such as {@code paper1-cnn}. Never changed again. */
  String name();

  /**
   * Gets or makes the data that the configuration's {@code preparation} describes. The store then
   * compares their digests with those of the configuration.
   *
   * @param configuration of this kind
   * @param progress is told while the data are made
   * @return data and learner
   * @throws org.helixbook.feedback.InputProblem if the data cannot be made again, such as those of
   *     a user's folder that has moved
   */
  RunTask<?> task(RunConfiguration configuration, Progress progress);
}
