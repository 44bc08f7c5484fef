package org.helixbook.run;

import java.io.IOException;
import org.helixbook.run.TrainingOutcome.Position;
import org.helixbook.run.TrainingOutcome.Standing;

/**
 * Where one stretch of training begins, and what is kept of it. All methods are called on the
 * compute thread, in the order {@link #open}, {@link #keep} any number of times, {@link #ended},
 * {@link #close}.
 */
interface Stretch<L extends Learner> extends AutoCloseable {

  /** The learner and the position to resume from. */
  Standing<L> open() throws IOException;

  /** True if the state in the middle of an epoch should be kept now. Asked after each batch. */
  boolean due();

  /**
   * Keeps the state. Called when due, after each epoch and after a stop.
   *
   * @param position where the training stands; all numbers of the learner are finite
   */
  void keep(Position position) throws IOException;

  /**
   * The stretch is over.
   *
   * @param end where it ended
   * @return what the caller is given
   */
  Standing<L> ended(Standing<L> end) throws IOException;

  /** Gives back what {@link #open} took; called in any case. */
  @Override
  void close() throws IOException;
}
