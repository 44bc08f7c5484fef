package org.helixbook.model.language;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.helixbook.data.text.CharacterText;
import org.helixbook.data.text.TextSplit;
import org.helixbook.feedback.Wording;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.Learner;
import org.helixbook.run.RunResult;
import org.helixbook.run.Sums;

/**
 * A language model in training. The text is cut into as many stretches as the batch has rows; each
 * step reads on in all of them, and each epoch begins anew with a state of 0. After an epoch stand
 * trainLoss and trainPerplexity, of the letters as they were first met (each before the step that
 * learned from it), and heldOutLoss and heldOutPerplexity of the held-out text.
 */
public final class CharacterLearner implements Learner {
  /** The loss of each held-out character among the files of a run. */
  public static final String HELD_OUT_FILE = "held-out-losses.f64";

  /** The mean loss of each step among the files of a run. */
  public static final String TRACE_FILE = "step-losses.f64";

  /** Among the figures of a run: the finished model on text that it learned from. */
  public static final String LEARNED_PERPLEXITY = "learnedTextPerplexity";

  private static final String LOSS = "loss";
  private static final String TRACE = "trace";

  /** Stretches that a text is scored in, and the warm-up before each. */
  static final int STRETCHES = 64;

  static final int WARM_UP = 200;

  private final CharacterRnn rnn;
  private final TextSplit text;
  private final int batch;
  private final int length;
  private final int stretch;
  // The loss of each step so far.
  private double[] trace = new double[0];

  CharacterLearner(CharacterRnn rnn, TextSplit text) {
    this.rnn = rnn;
    this.text = text;
    CharacterTraining training = rnn.model().training();
    this.batch = training.batchSize();
    this.length = training.length();
    this.stretch = (text.train().length() - 1) / batch;
  }

  /** Takes up what a state holds beside the model. */
  CharacterLearner withTrace(Map<String, byte[]> state) throws IOException {
    byte[] kept = state.get(TRACE);
    if (kept == null || kept.length != steps() * Double.BYTES) {
      throw new IOException("the state does not hold the loss of each step");
    }
    trace = doubles(kept);
    return this;
  }

  @Override
  @Wording
  public String name() {
    return rnn.model().title() + ", " + text.train().name();
  }

  @Override
  public int batches() {
    return (stretch + length - 1) / length;
  }

  @Override
  @Wording
  public String unit() {
    return "characters";
  }

  @Override
  public Sums step(int epoch, int index) {
    if (index == 0) {
      rnn.clear();
    }
    int from = index * length;
    int steps = Math.min(length, stretch - from);
    byte[][] ids = new byte[batch][steps];
    byte[][] next = new byte[batch][steps];
    for (int row = 0; row < batch; row++) {
      for (int t = 0; t < steps; t++) {
        int at = row * stretch + from + t;
        ids[row][t] = (byte) text.train().id(at);
        next[row][t] = (byte) text.train().id(at + 1);
      }
    }
    double loss = rnn.step(ids, next);
    int done = rnn.steps();
    if (trace.length < done) {
      trace = Arrays.copyOf(trace, Math.max(done, 2 * trace.length));
    }
    trace[done - 1] = loss;
    long characters = (long) batch * steps;
    return Sums.of(characters, Map.of(LOSS, loss * characters));
  }

  @Override
  public Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped) {
    TextLosses heldOut = rnn.losses(text.heldOut(), STRETCHES, WARM_UP);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainLoss", epoch.mean(LOSS));
    metrics.put("heldOutLoss", heldOut.mean());
    metrics.put("trainPerplexity", Math.exp(epoch.mean(LOSS)));
    metrics.put("heldOutPerplexity", heldOut.perplexity());
    return Optional.of(metrics);
  }

  @Override
  public boolean isFinite() {
    return rnn.isFinite();
  }

  @Override
  public int steps() {
    return rnn.steps();
  }

  @Override
  public Map<String, byte[]> state() {
    Map<String, byte[]> state = new TreeMap<>(rnn.state());
    state.put(TRACE, bytes(Arrays.copyOf(trace, steps())));
    return state;
  }

  @Override
  public RunResult result() {
    CharacterText train = text.train();
    int learned = Math.min(train.length(), text.heldOut().length());
    TextLosses heldOut = rnn.losses(text.heldOut(), STRETCHES, WARM_UP);
    TextLosses known =
        rnn.losses(train.part(train.length() - learned, train.length()), STRETCHES, WARM_UP);
    return RunResult.of(
        Map.of(
            HELD_OUT_FILE,
            bytes(heldOut.values()),
            TRACE_FILE,
            bytes(Arrays.copyOf(trace, steps()))),
        Map.of(
            "heldOutPerplexity",
            heldOut.perplexity(),
            LEARNED_PERPLEXITY,
            known.perplexity(),
            "parameters",
            rnn.parameters()));
  }

  @Override
  @Wording
  public String describe(Sums epoch) {
    return String.format(Locale.ROOT, "perplexity %.4f", Math.exp(epoch.mean(LOSS)));
  }

  @Override
  @Wording
  public String summary(EpochRecord last) {
    return String.format(
        Locale.ROOT,
        "perplexity %.4f on the way, %.4f on held-out text",
        last.metric("trainPerplexity"),
        last.metric("heldOutPerplexity"));
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  public static double[] doubles(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }
}
