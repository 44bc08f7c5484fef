package org.helixbook.experiment;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.History;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.TrainingOutcome;

/**
 * One training, and what its network says of the test set.
 *
 * @param <S> what it says, see {@link Variant}
 */
public final class Trial<S> {
  private final Optional<Long> seed;
  private final List<String> runs;
  private final Supplier<TrainingOutcome.Status> status;
  private final Supplier<History> history;
  private final Supplier<String> message;
  private final Optional<RunOutcome<?>> outcome;
  private final Supplier<S> testing;
  private S test;

  private Trial(
      Optional<Long> seed,
      List<String> runs,
      Supplier<TrainingOutcome.Status> status,
      Supplier<History> history,
      Supplier<String> message,
      Optional<RunOutcome<?>> outcome,
      Supplier<S> testing) {
    this.seed = seed;
    this.runs = runs;
    this.status = status;
    this.history = history;
    this.message = message;
    this.outcome = outcome;
    this.testing = testing;
  }

  /** A run of a store. After an interrupt, all but the seed waits for the batch that still runs. */
  static <S> Trial<S> of(long seed, RunOutcome<?> outcome, Supplier<S> testing) {
    return new Trial<>(
        Optional.of(seed),
        List.of(outcome.id().text()),
        () -> outcome.training().status(),
        () -> outcome.training().history(),
        () -> outcome.training().message(),
        Optional.of(outcome),
        testing);
  }

  /** A run of a folder, such as a reference result. */
  static <S> Trial<S> recorded(
      long seed, String run, History history, TrainingOutcome.Status status, Supplier<S> testing) {
    return new Trial<>(
        Optional.of(seed),
        List.of(run),
        () -> status,
        () -> history,
        () -> "recorded, " + history.epochs().size() + " epochs",
        Optional.empty(),
        testing);
  }

  /** A score that was recorded alone, without the run. */
  static <S> Trial<S> recorded(long seed, S test) {
    return new Trial<>(
        Optional.of(seed),
        List.of(),
        () -> TrainingOutcome.Status.FINISHED,
        History::empty,
        () -> "recorded without its run",
        Optional.empty(),
        () -> test);
  }

  /** A method without training, such as a baseline. */
  static <S> Trial<S> untrained(S test) {
    return new Trial<>(
        Optional.empty(),
        List.of(),
        () -> TrainingOutcome.Status.FINISHED,
        History::empty,
        () -> "not trained by epochs",
        Optional.empty(),
        () -> test);
  }

  /** Several runs from one seed that answer together. */
  static <S> Trial<S> joined(List<Trial<S>> parts, Supplier<S> testing) {
    Trial<S> first = parts.get(0);
    return new Trial<>(
        first.seed,
        parts.stream().flatMap(part -> part.runs.stream()).toList(),
        () ->
            parts.stream()
                .map(Trial::status)
                .filter(one -> one != TrainingOutcome.Status.FINISHED)
                .findFirst()
                .orElse(TrainingOutcome.Status.FINISHED),
        first.history,
        first.message,
        Optional.empty(),
        testing);
  }

  /** The same training, scored on something else. */
  <T> Trial<T> scored(Supplier<T> other) {
    return new Trial<>(seed, runs, status, history, message, outcome, other);
  }

  /** Whether it was trained from a seed; a baseline was not. */
  public boolean isTrained() {
    return seed.isPresent();
  }

  /**
   * The base of its seeds.
   *
   * @throws java.util.NoSuchElementException if it has none
   */
  public long seed() {
    return seed.orElseThrow();
  }

  /** The ids of the runs behind it, one as a rule. */
  public List<String> runs() {
    return runs;
  }

  /** How the training ended. */
  public TrainingOutcome.Status status() {
    return status.get();
  }

  /** The finished epochs. */
  public History history() {
    return history.get();
  }

  /**
   * When its figures were measured, for a table that has a training stopped within an epoch: the
   * history ends with the epoch before, and the network has learned on.
   *
   * @param ofHistory whether they are the last of the history, or those of the network as it is
   */
  String measured(boolean ofHistory) {
    int epochs = history().epochs().size();
    return ofHistory || !endsWithinAnEpoch()
        ? "after epoch " + epochs
        : "at the stop, within epoch " + (epochs + 1);
  }

  /** Whether it was stopped within an epoch. */
  boolean endsWithinAnEpoch() {
    return outcome.map(run -> run.training().isWithinAnEpoch()).orElse(false);
  }

  /** What happened and what to do about it, in a sentence. */
  public String message() {
    return message.get();
  }

  /**
   * How the run ended, with the trained network. A variant says it with its own types, such as
   * {@link CnnVariant#network}.
   *
   * @throws InputProblem if the network is not here, because the run is a record of another machine
   */
  public RunOutcome<?> outcome() {
    return outcome.orElseThrow(
        () ->
            new InputProblem(
                "run " + String.join(", ", runs),
                "only its record is here, not its network",
                "train it here, or use what it said of its test set"));
  }

  /**
   * What the network says of the test set at the end of training, see {@link Variant#score}.
   * Computed when it is first asked for, so that an interrupted cell need not wait for it.
   *
   * @throws InputProblem if the training diverged, whose network says nothing, or as {@link
   *     Variant#score} says
   */
  public synchronized S test() {
    requireSound(0);
    if (test == null) {
      test = testing.get();
    }
    return test;
  }

  /**
   * Refuses a training that left nothing to measure.
   *
   * @param epochs how many must have ended
   * @throws InputProblem if it diverged, or fewer have ended
   */
  void requireSound(int epochs) {
    if (status() == TrainingOutcome.Status.DIVERGED || history().epochs().size() < epochs) {
      throw new InputProblem(
          "training from seed " + seed(),
          message(),
          "until then there is nothing to measure on the test set");
    }
  }
}
