package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.Learner;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunStore;
import org.helixbook.run.RunTask;
import org.helixbook.run.TrainingOutcome;

/**
 * Trains variants from the same seeds: a single run of a network says little, its spread says how
 * little. Each seed is a run of the store. One that is complete is given at once; one that was
 * stopped or killed goes on, with the bits of one that never stopped.
 *
 * @param store keeps the runs
 * @param seeds the base seeds of each variant, at least one
 * @param progress is told of each training that has something left to do
 * @param listener is told of each epoch, for live curves
 * @param before is told of each variant before it is trained, and may throw to prevent it
 */
public record Experiment(
    RunStore store,
    List<Long> seeds,
    Progress progress,
    EpochListener listener,
    Consumer<Variant<?>> before) {

  /** Hears of epochs while an experiment runs. */
  @FunctionalInterface
  public interface EpochListener {
    /** Hears nothing. */
    EpochListener NONE = (seed, epoch) -> {};

    /** An epoch of a training from this seed has ended. */
    void epochEnded(long seed, EpochRecord epoch);

    /**
     * Epochs were restored that an earlier execution computed; by default, as if they ended now.
     */
    default void epochsRestored(long seed, List<EpochRecord> epochs) {
      epochs.forEach(epoch -> epochEnded(seed, epoch));
    }
  }

  /** Copies the list. */
  public Experiment {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(before, "before");
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new InputProblem("seeds of the experiment", "there are none", "give at least one");
    }
  }

  /** An experiment that trains whatever it is asked to. */
  public Experiment(RunStore store, List<Long> seeds, Progress progress, EpochListener listener) {
    this(store, seeds, progress, listener, variant -> {});
  }

  /** An experiment whose epochs nobody listens to. */
  public Experiment(RunStore store, List<Long> seeds, Progress progress) {
    this(store, seeds, progress, EpochListener.NONE);
  }

  /** The same from other seeds. */
  public Experiment from(List<Long> others) {
    return new Experiment(store, others, progress, listener, before);
  }

  /** The same, asking before it trains: what throws prevents a training. */
  public Experiment before(Consumer<Variant<?>> asked) {
    return new Experiment(store, seeds, progress, listener, asked);
  }

  /** The same with another listener to its progress. */
  public Experiment toldTo(Progress other) {
    return new Experiment(store, seeds, other, listener, before);
  }

  /** The same with another listener, such as live curves. */
  public Experiment listeningTo(EpochListener other) {
    return new Experiment(store, seeds, progress, other, before);
  }

  /**
   * Trains a variant from every seed, one after the other.
   *
   * @param variant what to train
   * @param <S> what its networks say of the test set
   * @return a trial a seed; an interrupt ends the one that runs, keeps it, and starts no other
   * @throws InputProblem as {@link RunStore#run} says
   */
  public <S> Trials<S> run(Variant<S> variant) {
    before.accept(variant);
    List<Trial<S>> trials = new ArrayList<>();
    for (long seed : seeds) {
      Progress told =
          progress.calling(variant.name() + ", " + seedInWords(seed, trials.size() + 1));
      Trial<S> trial = run(variant, variant.task(), seed, told);
      trials.add(trial);
      if (trial.status() == TrainingOutcome.Status.INTERRUPTED) {
        break;
      }
    }
    return new Trials<>(
        variant.name(), variant.dataset(), variant.parameters(), variant.examples(), trials);
  }

  /**
   * Trains several variants.
   *
   * @param variants what to train
   * @param <S> what their networks say of the test set
   * @return one for each variant; fewer after an interrupt
   * @throws InputProblem as {@link RunStore#run} says
   */
  public <S> List<Trials<S>> run(List<? extends Variant<S>> variants) {
    List<Trials<S>> all = new ArrayList<>();
    for (Variant<S> variant : variants) {
      Trials<S> trials = run(variant);
      all.add(trials);
      if (trials.wasInterrupted()) {
        break;
      }
    }
    return all;
  }

  private <S, L extends Learner> Trial<S> run(
      Variant<S> variant, RunTask<L> task, long seed, Progress told) {
    RunConfiguration configuration = variant.configuration(seed);
    RunOutcome<L> outcome = store.run(configuration, task, told, listenerOf(seed));
    return Trial.of(seed, outcome, () -> variant.score(outcome));
  }

  private Consumer<History> listenerOf(long seed) {
    int[] heard = new int[1];
    return history -> {
      List<EpochRecord> fresh = history.epochs().subList(heard[0], history.epochs().size());
      heard[0] = history.epochs().size();
      if (fresh.size() == 1) {
        listener.epochEnded(seed, fresh.get(0));
      } else {
        listener.epochsRestored(seed, fresh);
      }
    };
  }

  private String seedInWords(long seed, int number) {
    int of = seeds.size();
    if (of == 1) {
      return "seed " + seed;
    }
    return "seed " + seed + (seed == number ? " of " + of : " (" + number + " of " + of + ")");
  }
}
