package org.helixbook.training;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * How a training ended. After an interrupt it is handed out at once, while the last batch may still
 * be computing: every method but {@link #toString} waits for that batch.
 */
public final class TrainingOutcome {

  /** The ways to end. */
  public enum Status {
    /** All epochs are done. */
    FINISHED,
    /** Stopped by the user; nothing that was learned is lost, and training can go on. */
    INTERRUPTED,
    /** The loss is no longer a number; the network is spoiled. */
    DIVERGED
  }

  /** Where a training stands: everything that going on needs beside the network. */
  record Position(
      Status status,
      History history,
      int nextBatch,
      double lossSum,
      int correct,
      double seconds,
      int steps,
      String message) {
    /** Before the first batch. */
    static final Position START =
        new Position(Status.INTERRUPTED, History.empty(), 0, 0, 0, 0, 0, "not begun");
  }

  private final LabelledImages train;
  private final LabelledImages test;
  private final TrainingSettings settings;
  private final CompletableFuture<Standing> standing;

  TrainingOutcome(
      LabelledImages train,
      LabelledImages test,
      TrainingSettings settings,
      CompletableFuture<Standing> standing) {
    this.train = train;
    this.test = test;
    this.settings = settings;
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

  /** Batches of the epoch that was begun and not finished; 0 if it ended with an epoch. */
  public int unfinishedBatches() {
    return position().nextBatch();
  }

  /** The network with all it has learned, the unfinished epoch included. */
  public ImageClassifier classifier() {
    return standing.join().classifier();
  }

  /** The settings it was trained with. */
  public TrainingSettings settings() {
    return settings;
  }

  /** What happened and what to do about it, in a sentence. */
  public String message() {
    return position().message();
  }

  LabelledImages train() {
    return train;
  }

  LabelledImages test() {
    return test;
  }

  Position position() {
    return standing.join().position();
  }

  @Override
  public String toString() {
    Standing end = standing.getNow(null);
    if (end == null) {
      return "interrupted; the last batch is still computing";
    }
    Position now = end.position();
    return now.status().name().toLowerCase(Locale.ROOT) + ": " + now.message();
  }
}
