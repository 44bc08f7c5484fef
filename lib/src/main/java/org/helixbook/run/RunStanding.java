package org.helixbook.run;

import java.util.Locale;
import java.util.OptionalInt;
import org.helixbook.run.StoredRun.State;

/**
 * How far a run has come, told by its own files.
 *
 * @param state how it ended, or that it has not
 * @param epochsDone finished epochs
 * @param epochsAsked epochs of its configuration
 * @param stepsAnEpoch batches of an epoch, that is, changes of the weights; empty if neither its
 *     checkpoints nor {@code standing.json} are there to tell
 */
public record RunStanding(State state, int epochsDone, int epochsAsked, OptionalInt stepsAnEpoch) {

  /** True if it came to the end that was fixed before it began; only then does it have metrics. */
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Such as {@code 17 of 125 epochs}. */
  public String epochs() {
    return String.format(Locale.ROOT, "%,d of %,d epochs", epochsDone, epochsAsked);
  }

  /**
   * The same, and why there are not more.
   *
   * @return such as {@code 17 of 125 epochs; not complete: stopped by the clock or by hand, not by
   *     its results}
   */
  public String text() {
    return epochs() + "; " + why();
  }

  private String why() {
    return switch (state) {
      case COMPLETE ->
          epochsDone < epochsAsked
              ? "complete: ended early, as its learner's rule says"
              : "complete";
      // No epoch diverged and no rule ended it, so what stopped it came from outside.
      case PARTIAL -> "not complete: stopped by the clock or by hand, not by its results";
      case DIVERGED -> "ended by its results: the loss was no longer a number";
      case UNREADABLE -> "its configuration cannot be read";
    };
  }
}
