package org.helixbook.experiment;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.helixbook.data.text.TextSource;
import org.helixbook.data.text.TextSplit;
import org.helixbook.engine.ComputeThread;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.model.language.CharacterLearner;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.language.CharacterTask;
import org.helixbook.model.language.LanguageRuns;
import org.helixbook.model.language.TextLosses;
import org.helixbook.run.History;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;
import org.helixbook.run.RunResult;
import org.helixbook.run.RunStore;

/** One language model on one text, as a run of the run store. */
public final class LanguageTrial {
  private static final int STEPS_TO_WARM_UP = 3;
  private static final int STEPS_TO_TIME = 5;

  private final CharacterModel model;
  private final TextSource source;
  private final RunOutcome<CharacterLearner> outcome;

  private LanguageTrial(
      CharacterModel model, TextSource source, RunOutcome<CharacterLearner> outcome) {
    this.model = model;
    this.source = source;
    this.outcome = outcome;
  }

  /**
   * Trains a model, goes on with its training, or takes the finished one.
   *
   * @param store of the runs
   * @param source of the text
   * @param text what the source gave
   * @param model which model
   * @param progress told of steps
   * @param epochs gets the history after each epoch
   * @return how it ended; after an interrupt at once
   * @throws InputProblem if the text is too short for the batch, or as {@link RunStore#run} says
   */
  public static LanguageTrial run(
      RunStore store,
      TextSource source,
      TextSplit text,
      CharacterModel model,
      Progress progress,
      Consumer<History> epochs) {
    CharacterTask task = new CharacterTask(model.network(), text);
    return new LanguageTrial(
        model,
        source,
        store.run(task.configuration(model.training(), source), task, progress, epochs));
  }

  /**
   * How long a training will take here, from a few of its steps on a model that is thrown away.
   *
   * @param text to learn from
   * @param model which model
   * @return steps times the median of five; scoring the held-out text is not in it
   */
  public static Duration estimate(TextSplit text, CharacterModel model) {
    CharacterTask task = new CharacterTask(model.network(), text);
    return ComputeThread.call(
        () -> {
          CharacterLearner learner =
              task.create(
                  RunConfiguration.here(
                      LanguageRuns.NAME,
                      "estimate",
                      model.network(),
                      model.training(),
                      task.digests(),
                      "none"));
          long[] nanos = new long[STEPS_TO_TIME];
          for (int i = 0; i < STEPS_TO_WARM_UP + STEPS_TO_TIME; i++) {
            long start = System.nanoTime();
            learner.step(1, i % learner.batches());
            if (i >= STEPS_TO_WARM_UP) {
              nanos[i - STEPS_TO_WARM_UP] = System.nanoTime() - start;
            }
          }
          Arrays.sort(nanos);
          long steps = (long) learner.batches() * model.training().epochs();
          return Duration.ofNanos(nanos[STEPS_TO_TIME / 2] * steps);
        });
  }

  /** The model's configuration. */
  public CharacterModel model() {
    return model;
  }

  /** Where its text comes from. */
  public TextSource source() {
    return source;
  }

  /** The run's name in its store. */
  public String run() {
    return outcome.id().text();
  }

  /** What happened, in a sentence. */
  public String message() {
    return outcome.training().message();
  }

  /** True if its training came to its end. */
  public boolean isComplete() {
    return outcome.result().isPresent();
  }

  /** The finished epochs. */
  public History history() {
    return outcome.training().history();
  }

  /** The perplexity on the held-out text after the last epoch; NaN if it is not complete. */
  public double perplexity() {
    return metric("heldOutPerplexity");
  }

  /**
   * The perplexity of the finished model on the end of the text that it learned from, as long as
   * the held-out text; NaN if it is not complete.
   */
  public double learnedPerplexity() {
    return metric(CharacterLearner.LEARNED_PERPLEXITY);
  }

  /**
   * The perplexity over the last epoch, of each letter before it was learned from; NaN before an
   * epoch is complete. With one epoch, every letter was new to the model.
   */
  public double onTheWayPerplexity() {
    double[] values = history().values("trainPerplexity");
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  private double metric(String name) {
    return outcome
        .result()
        .map(result -> result.metrics().get(name).doubleValue())
        .orElse(Double.NaN);
  }

  /**
   * What the finished model pays for each held-out character.
   *
   * @throws InputProblem if the training did not come to its end
   */
  public TextLosses losses() {
    return file(CharacterLearner.HELD_OUT_FILE)
        .map(TextLosses::new)
        .orElseThrow(
            () ->
                new InputProblem(
                    "run " + run(),
                    "the training of " + model.title() + " is not complete (" + message() + ")",
                    "run its cell again: it goes on where it stopped"));
  }

  /**
   * The perplexity while the text is read, before each step learns from it.
   *
   * @param steps to average over
   * @return one for each so many steps; empty if it is not complete
   */
  public double[] curve(int steps) {
    return file(CharacterLearner.TRACE_FILE)
        .map(trace -> new TextLosses(trace).blocks(steps))
        .orElse(new double[0]);
  }

  /**
   * How many characters had been read at the end of each value of {@link #curve}, over all epochs;
   * a stretch's last step may be shorter.
   *
   * @param steps to average over
   * @return as many as the curve has
   */
  public double[] read(int steps) {
    double[] read = new double[curve(steps).length];
    double each = (double) steps * model.training().batchSize() * model.training().length();
    for (int i = 0; i < read.length; i++) {
      read[i] = (i + 1) * each;
    }
    return read;
  }

  private Optional<double[]> file(String name) {
    Optional<RunResult> result = outcome.result();
    return result.map(r -> CharacterLearner.doubles(r.files().get(name)));
  }
}
