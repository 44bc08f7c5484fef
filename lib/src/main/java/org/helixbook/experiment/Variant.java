package org.helixbook.experiment;

import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunTask;

/**
 * One thing to try: a network, how it is trained, and its data. An {@link Experiment} trains it
 * from several seeds; {@link Trials} is what came of it.
 *
 * @param <S> what a trained network says of its test set: {@link org.helixbook.eval.Predictions},
 *     {@link org.helixbook.eval.MultiTaskReport} or {@link org.helixbook.model.language.TextLosses}
 */
public interface Variant<S> {

  /** For a reader, such as {@code zero padding}. No run depends on it. */
  String name();

  /** Weights and biases of the network. */
  long parameters();

  /** The data that it is scored on, such as {@code human-coding-600}. */
  String dataset();

  /** How many test examples it is scored on. */
  int examples();

  /**
   * The run from one seed.
   *
   * @param seed the base of all its seeds
   */
  RunConfiguration configuration(long seed);

  /**
   * The same on validation data in the place of the test data, for choices among variants: what
   * chooses must not be what is reported. Without another answer itself, since its runs are judged
   * on validation data as they are.
   *
   * @throws org.helixbook.feedback.InputProblem if too few training data are left
   */
  default Variant<S> forChoosing() {
    return this;
  }

  /** The data, and how the learner is made from a {@link #configuration}. */
  RunTask<?> task();

  /**
   * What the network of a run says of the test set.
   *
   * @param outcome of a run of {@link #configuration}
   * @return the score after the last epoch, or of the epoch that validation data chose
   * @throws org.helixbook.feedback.InputProblem if there is none, because the training was stopped
   *     or diverged
   */
  S score(RunOutcome<?> outcome);
}
