package org.helixbook.run;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.helixbook.feedback.Wording;

/**
 * How a training ended. After an interrupt it is handed out at once, while the last batch may still
 * be computing: every method but {@link #toString} waits for that batch.
 */
public final class TrainingOutcome<L extends Learner> {

  /** The ways to end. */
  public enum Status {
    /** All epochs are done. */
    FINISHED,
    /** Stopped by the user; nothing that was learned is lost, and training can be resumed. */
    INTERRUPTED,
    /** The loss is no longer a number; the network is spoiled. */
    DIVERGED
  }

  /** Where a training stands: everything that resuming needs beside the learner. */
  record Position(
      Status status,
      History history,
      int nextBatch,
      Sums sums,
      double seconds,
      int steps,
      String message) {
    /** Before the first batch. */
    static final Position START =
        new Position(Status.INTERRUPTED, History.empty(), 0, Sums.none(), 0, 0, "not begun");

    Position with(Status other, String text) {
      return new Position(other, history, nextBatch, sums, seconds, steps, text);
    }
  }

  /** What is trained, and where its training stands. */
  record Standing<L extends Learner>(L learner, Position position) {}

  private final CompletableFuture<Standing<L>> standing;

  TrainingOutcome(CompletableFuture<Standing<L>> standing) {
    this.standing = standing;
  }

  /** How it ended. */
  public Status status() {
    return position().status();
  }

  /** The finished epochs. */
  public History history() {
    return position().history();
  }

  /** Whether it was stopped within an epoch: it has learned on since the last of the history. */
  public boolean isWithinAnEpoch() {
    return position().nextBatch() > 0;
  }

  /** What was trained, with all it has learned, the unfinished epoch included. */
  public L learner() {
    return standing.join().learner();
  }

  /** What happened and what to do about it, in a sentence. */
  public String message() {
    return position().message();
  }

  Position position() {
    return standing.join().position();
  }

  @Override
  @Wording
  public String toString() {
    Standing<L> end = standing.getNow(null);
    if (end == null) {
      return "interrupted; the last batch is still computing";
    }
    Position now = end.position();
    return now.status().name().toLowerCase(Locale.ROOT) + ": " + now.message();
  }
}
