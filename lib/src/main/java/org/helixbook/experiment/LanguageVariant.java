package org.helixbook.experiment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.text.TextSource;
import org.helixbook.data.text.TextSplit;
import org.helixbook.engine.ComputeThread;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.feedback.Progress;
import org.helixbook.model.language.CharacterLearner;
import org.helixbook.model.language.CharacterModel;
import org.helixbook.model.language.CharacterRnn;
import org.helixbook.model.language.CharacterTask;
import org.helixbook.model.language.LanguageRuns;
import org.helixbook.model.language.TextLosses;
import org.helixbook.run.RunConfiguration;
import org.helixbook.run.RunOutcome;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A language model on a text. Its score is what it pays for each held-out character.
 *
 * @param name for a reader
 * @param model what it is made of and how it is trained; its seed is replaced by those of the
 *     experiment
 * @param source of the text
 * @param text what the source gave
 */
public record LanguageVariant(String name, CharacterModel model, TextSource source, TextSplit text)
    implements Variant<TextLosses> {
  private static final int STEPS_TO_WARM_UP = 3;
  private static final int STEPS_TO_TIME = 5;

  /** Checks that nothing is missing. */
  public LanguageVariant {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(text, "text");
  }

  /** A model under its title, such as {@code GRU 2 x 128}. */
  public LanguageVariant(CharacterModel model, TextSource source, TextSplit text) {
    this(model.title(), model, source, text);
  }

  /** Held out in the place of the held-out text is the end of the text to learn from. */
  @Override
  public LanguageVariant forChoosing() {
    if (source.choosing()) {
      return this;
    }
    TextSource other = source.forChoosing();
    return new LanguageVariant(
        name, model, other, other.load(DatasetStore.fromEnvironment(), Progress.silent()));
  }

  /**
   * How long a training will take here, from a few of its steps on a model that is thrown away.
   *
   * @return steps times the median of five; scoring the held-out text is not in it
   */
  public Duration estimate() {
    CharacterTask task = task();
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

  @Override
  public long parameters() {
    return ComputeThread.call(() -> CharacterRnn.create(model).parameters());
  }

  @Override
  public String dataset() {
    return source.dataSet();
  }

  /** The held-out characters that are foretold: all but the first. */
  @Override
  public int examples() {
    return text.heldOut().length() - 1;
  }

  @Override
  public RunConfiguration configuration(long seed) {
    return task().configuration(model.toBuilder().seed(seed).build().training(), source);
  }

  @Override
  public CharacterTask task() {
    return new CharacterTask(model.network(), text);
  }

  @Override
  public TextLosses score(RunOutcome<?> outcome) {
    byte[] losses = outcome.complete(name).files().get(CharacterLearner.HELD_OUT_FILE);
    return new TextLosses(CharacterLearner.doubles(losses));
  }

  /**
   * The perplexity of the finished model on the end of the text that it learned from, as long as
   * the held-out text.
   *
   * @return the perplexity; NaN if it is not complete
   */
  public static double learnedPerplexity(Trial<TextLosses> trial) {
    return trial
        .outcome()
        .result()
        .map(result -> result.metrics().get(CharacterLearner.LEARNED_PERPLEXITY).doubleValue())
        .orElse(Double.NaN);
  }

  /**
   * Trained models, a row each: {@code text}, {@code network}, its {@code numbers}, perplexity on
   * the {@code text learned from} and on {@code held-out text}, {@code low} and {@code high}.
   *
   * @param title of the table
   * @param models each of one seed
   * @param heldOut the perplexity of each on held-out text, see {@link TextLosses#interval}
   */
  public static Table table(
      String title, List<Trials<TextLosses>> models, List<ConfidenceInterval> heldOut) {
    return Table.create(
        title,
        StringColumn.create("text", models.stream().map(Trials::dataset)),
        StringColumn.create("network", models.stream().map(Trials::name)),
        LongColumn.create("numbers", models.stream().mapToLong(Trials::parameters)),
        DoubleColumn.create(
            "text learned from", models.stream().mapToDouble(m -> learnedPerplexity(m.first()))),
        DoubleColumn.create(
            "held-out text", heldOut.stream().mapToDouble(ConfidenceInterval::value)),
        DoubleColumn.create("low", heldOut.stream().mapToDouble(ConfidenceInterval::low)),
        DoubleColumn.create("high", heldOut.stream().mapToDouble(ConfidenceInterval::high)));
  }

  /**
   * The perplexity while the text is read, before each step learns from it.
   *
   * @param trial of any variant
   * @param steps to average over
   * @return one for each so many steps; empty if it is not complete
   */
  public static double[] curve(Trial<TextLosses> trial, int steps) {
    return trial
        .outcome()
        .result()
        .map(left -> CharacterLearner.doubles(left.files().get(CharacterLearner.TRACE_FILE)))
        .map(trace -> new TextLosses(trace).blocks(steps))
        .orElse(new double[0]);
  }

  /**
   * How many characters had been read at the end of each value of {@link #curve}, over all epochs;
   * a stretch's last step may be shorter.
   *
   * @param trial of this variant
   * @param steps to average over
   * @return as many as the curve has
   */
  public double[] read(Trial<TextLosses> trial, int steps) {
    double[] read = new double[curve(trial, steps).length];
    double each = (double) steps * model.training().batchSize() * model.training().length();
    for (int i = 0; i < read.length; i++) {
      read[i] = (i + 1) * each;
    }
    return read;
  }
}
