package org.helixbook.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A learner without pictures and without a network: it predicts the next number of a noisy wave
 * from a hidden state that is carried from batch to batch, in the order of the series, with
 * momentum and dropout, and keeps the weights of its best epoch on the validation part.
 */
final class TinyLearner implements Learner {
  static final int LENGTH = 60;
  private static final int BATCH = 7;

  /**
   * How it is trained.
   *
   * @param epochs at most
   * @param seed of its initial weights and of its dropout
   * @param rate step size
   * @param patience epochs without a better validation loss before it ends early
   */
  record Settings(int epochs, long seed, double rate, int patience) {}

  static final Settings SETTINGS = new Settings(6, 5, 0.02, 100);

  /** The data: two parts of one series. */
  record Task(double[] train, double[] validation) implements RunTask<TinyLearner> {
    @Override
    public SortedMap<String, String> digests() {
      return new TreeMap<>(Map.of("train", digest(train), "validation", digest(validation)));
    }

    private static String digest(double[] values) {
      return Digest.sha256(Arrays.toString(values).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public TinyLearner create(RunConfiguration configuration) {
      TinyLearner learner =
          new TinyLearner(this, configuration.trainingAs(Settings.class), new double[9]);
      SplittableRandom random = new SplittableRandom(configuration.seed());
      learner.numbers[0] = random.nextDouble();
      learner.numbers[1] = random.nextDouble();
      learner.numbers[8] = Double.POSITIVE_INFINITY;
      return learner;
    }

    @Override
    public TinyLearner restore(RunConfiguration configuration, Map<String, byte[]> state)
        throws IOException {
      byte[] bytes = state.get("numbers");
      if (bytes == null || bytes.length != 9 * Double.BYTES) {
        throw new IOException("it holds no numbers");
      }
      double[] numbers = new double[9];
      ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
      return new TinyLearner(this, configuration.trainingAs(Settings.class), numbers);
    }
  }

  static final String KIND = "tiny-wave";

  /** Installed beside the kit's kinds when tests run. */
  public static final class Kind implements RunKind {
    @Override
    public String name() {
      return KIND;
    }

    @Override
    public String title() {
      return "tiny wave";
    }

    @Override
    public RunScore score() {
      return new RunScore("validationLoss", false, true);
    }

    @Override
    public List<Class<?>> computedBy() {
      return List.of(Task.class);
    }

    @Override
    public Task task(RunConfiguration configuration, Progress progress) {
      if (!configuration.preparation().path("wave").asText().equals("sine")) {
        throw new IllegalArgumentException("no wave");
      }
      return TASK;
    }
  }

  static final Task TASK = new Task(wave(LENGTH, 1), wave(30, 2));

  private final Task task;
  private final Settings settings;

  /** Two weights, their velocities, the hidden state, steps, the best weights and their loss. */
  private final double[] numbers;

  private TinyLearner(Task task, Settings settings, double[] numbers) {
    this.task = task;
    this.settings = settings;
    this.numbers = numbers;
  }

  private static double[] wave(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] wave = new double[length];
    for (int i = 0; i < length; i++) {
      wave[i] = Math.sin(i / 3.0) + 0.1 * random.nextDouble();
    }
    return wave;
  }

  static RunConfiguration configuration(Settings settings) {
    return RunConfiguration.here(
        KIND, "tiny wave", Map.of("hidden", 1), settings, TASK.digests(), Map.of("wave", "sine"));
  }

  static RunOutcome<TinyLearner> run(RunStore store, Settings settings, Progress progress) {
    return store.run(configuration(settings), TASK, progress, history -> {});
  }

  /** A process that trains {@link #SETTINGS} and is held after so many checkpoints. */
  public static void main(String[] arguments) {
    RunStore store =
        TinyRun.store(
            Path.of(arguments[0]),
            System.out::println,
            java.time.Clock.systemUTC(),
            new HeldAfter(Integer.parseInt(arguments[1])));
    run(store, SETTINGS, Progress.silent());
  }

  double[] numbers() {
    return numbers.clone();
  }

  @Override
  public String name() {
    return "tiny wave";
  }

  @Override
  public int batches() {
    return (LENGTH - 2) / BATCH + 1;
  }

  @Override
  public String unit() {
    return "numbers";
  }

  @Override
  public Sums step(int epoch, int batch) {
    if (batch == 0) {
      numbers[4] = 0;
    }
    int from = batch * BATCH;
    int to = Math.min(LENGTH - 1, from + BATCH);
    double loss = 0;
    double[] gradient = new double[2];
    for (int i = from; i < to; i++) {
      double kept = Nd4j.getRandom().nextDouble() < 0.9 ? 1 : 0;
      double hidden = Math.tanh(numbers[0] * task.train[i] + 0.5 * numbers[4]) * kept;
      double error = numbers[1] * hidden - task.train[i + 1];
      loss += error * error;
      gradient[0] += 2 * error * numbers[1] * (1 - hidden * hidden) * task.train[i] * kept;
      gradient[1] += 2 * error * hidden;
      numbers[4] = hidden;
    }
    for (int w = 0; w < 2; w++) {
      numbers[2 + w] = 0.9 * numbers[2 + w] + gradient[w] / (to - from);
      numbers[w] -= settings.rate() * numbers[2 + w];
    }
    numbers[5]++;
    return Sums.of(to - from, Map.of("loss", loss));
  }

  @Override
  public Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped) {
    double loss = 0;
    double hidden = 0;
    for (int i = 0; i + 1 < task.validation.length; i++) {
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      hidden = Math.tanh(numbers[0] * task.validation[i] + 0.5 * hidden);
      loss += Math.pow(numbers[1] * hidden - task.validation[i + 1], 2);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainLoss", epoch.mean("loss"));
    metrics.put("validationPerplexity", Math.exp(loss / (task.validation.length - 1)));
    metrics.put("undefined", Double.NaN);
    return Optional.of(metrics);
  }

  @Override
  public boolean isSound(EpochRecord epoch) {
    return Double.isFinite(epoch.metric("validationPerplexity"));
  }

  @Override
  public void epochEnded(History history) {
    double now = history.last().metric("validationPerplexity");
    if (now < numbers[8]) {
      numbers[6] = numbers[0];
      numbers[7] = numbers[1];
      numbers[8] = now;
    }
  }

  @Override
  public boolean endsEarly(History history) {
    double[] values = history.values("validationPerplexity");
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] < values[best] ? i : best;
    }
    return values.length - 1 - best >= settings.patience();
  }

  @Override
  public boolean isFinite() {
    return Arrays.stream(numbers, 0, 8).allMatch(Double::isFinite);
  }

  @Override
  public int steps() {
    return (int) numbers[5];
  }

  @Override
  public Map<String, byte[]> state() {
    ByteBuffer bytes = ByteBuffer.allocate(9 * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers);
    return Map.of("numbers", bytes.array());
  }

  @Override
  public RunResult result() {
    return RunResult.of(
        Map.of("best.txt", (numbers[6] + " " + numbers[7]).getBytes(StandardCharsets.UTF_8)),
        Map.of("bestPerplexity", numbers[8], "undefined", Double.NaN));
  }
}
