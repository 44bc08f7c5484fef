package org.helixbook.model.bigru;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.Wording;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.History;
import org.helixbook.run.Learner;
import org.helixbook.run.RowOrder;
import org.helixbook.run.RunResult;
import org.helixbook.run.Sums;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network of many tasks in training: windows in a new order each epoch, trainLoss,
 * validationLoss and their perplexities after each. The weights of the epoch with the lowest loss
 * on the validation windows are kept; with them it says, at the end and once, the log-odds of
 * validation and test windows. No choice is made by test windows.
 */
public final class BiGruLearner implements Learner {
  /** The log-odds of the validation windows among the files of a run. */
  public static final String VALIDATION_FILE = "validation-log-odds.f32";

  /** The log-odds of the test windows among the files of a run. */
  public static final String TEST_FILE = "test-log-odds.f32";

  // What earlier versions kept in their place.
  private static final String LOG_ODDS = "-log-odds";
  private static final String PROBABILITIES = "-probabilities";

  /** F1 of each epoch among the files of a run, if it was asked for. */
  public static final String F1_FILE = "f1-by-epoch.f32";

  private static final String LOSS = "loss";
  private static final String BEST = "best-parameters";
  private static final String BEST_EPOCH = "best-epoch";
  private static final String F1 = "f1-by-epoch";
  private static final int MEASURED_AT_ONCE = 256;

  private final BiGru network;
  private final BiGruTask task;
  private final BiGruTraining training;
  private final RowOrder order;
  private final WindowBatches train;
  private byte[] best = new byte[0];
  private int bestEpoch;
  // After each epoch, the tasks' F1 on validation and then on test windows.
  private final List<float[]> f1 = new ArrayList<>();

  BiGruLearner(BiGru network, BiGruTask task, BiGruTraining training) {
    this.network = network;
    this.task = task;
    this.training = training;
    this.order =
        new RowOrder(training.seed(), "windows", task.data().train().size(), training.batchSize());
    this.train = new WindowBatches(task.data().train());
  }

  /** Takes up what a state holds beside the network. */
  BiGruLearner withFurther(Map<String, byte[]> state) throws IOException {
    if (!state.containsKey(BEST) || !state.containsKey(BEST_EPOCH) || !state.containsKey(F1)) {
      throw new IOException("the state is not one of this training");
    }
    best = state.get(BEST);
    bestEpoch = ByteBuffer.wrap(state.get(BEST_EPOCH)).getInt();
    float[] all = floats(state.get(F1));
    int width = 2 * task.data().train().taskCount();
    for (int from = 0; from < all.length; from += width) {
      f1.add(java.util.Arrays.copyOfRange(all, from, from + width));
    }
    return this;
  }

  /**
   * The network of the epoch with the lowest loss on the validation windows.
   *
   * @throws IllegalStateException before the first epoch has ended
   */
  public BiGru bestNetwork() {
    if (best.length == 0) {
      throw new IllegalStateException("no epoch has been finished yet");
    }
    BiGru copy = BiGru.create(task.description(), training.learningRate(), training.seed());
    copy.setParameters(best);
    return copy;
  }

  @Override
  @Wording
  public String name() {
    return task.description().title();
  }

  @Override
  public int batches() {
    return order.batches();
  }

  @Override
  @Wording
  public String unit() {
    return "windows";
  }

  @Override
  public Sums step(int epoch, int batch) {
    int[] rows = order.batch(epoch, batch);
    double loss = network.step(network.tokens(train.bases(rows)), train.labels(rows));
    return Sums.of(rows.length, Map.of(LOSS, loss * rows.length));
  }

  @Override
  public Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped) {
    WindowBatches validation = new WindowBatches(task.data().validation());
    int size = task.data().validation().size();
    double sum = 0;
    double weights = 0;
    for (int from = 0; from < size; from += MEASURED_AT_ONCE) {
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      int[] rows = IntStream.range(from, Math.min(size, from + MEASURED_AT_ONCE)).toArray();
      double weight = validation.weight(rows);
      sum += weight * network.loss(network.tokens(validation.bases(rows)), validation.labels(rows));
      weights += weight;
    }
    double trainLoss = epoch.mean(LOSS);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainLoss", trainLoss);
    metrics.put("validationLoss", sum / weights);
    metrics.put("trainPerplexity", Math.exp(trainLoss));
    metrics.put("validationPerplexity", Math.exp(sum / weights));
    return Optional.of(metrics);
  }

  @Override
  public void epochEnded(History history) {
    if (bestEpoch(history) == history.epochs().size()) {
      best = network.parameterBytes();
      bestEpoch = history.epochs().size();
    }
    if (training.judgesEveryEpoch()) {
      float[] both = new float[2 * task.data().train().taskCount()];
      f1AtHalf(task.data().validation(), both, 0);
      f1AtHalf(task.data().test(), both, task.data().train().taskCount());
      f1.add(both);
    }
  }

  /** The first epoch with the lowest loss on the validation windows. */
  private static int bestEpoch(History history) {
    double[] losses = history.values("validationLoss");
    int lowest = 0;
    for (int i = 1; i < losses.length; i++) {
      lowest = losses[i] < losses[lowest] ? i : lowest;
    }
    return lowest + 1;
  }

  @Override
  public boolean endsEarly(History history) {
    return training.patience() > 0
        && history.epochs().size() - bestEpoch(history) >= training.patience();
  }

  @Override
  public boolean isFinite() {
    return network.isFinite();
  }

  @Override
  public int steps() {
    return network.steps();
  }

  @Override
  public Map<String, byte[]> state() {
    Map<String, byte[]> state = new TreeMap<>(network.state());
    state.put(BEST, best);
    state.put(BEST_EPOCH, ByteBuffer.allocate(Integer.BYTES).putInt(bestEpoch).array());
    state.put(F1, f1Bytes());
    return state;
  }

  private byte[] f1Bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(f1.size() * 2 * task.data().train().taskCount() * Float.BYTES);
    f1.forEach(row -> append(bytes, row));
    return bytes.array();
  }

  @Override
  public RunResult result() {
    BiGru chosen = bestNetwork();
    Map<String, byte[]> files = new TreeMap<>();
    files.put(VALIDATION_FILE, bytes(logOdds(chosen, task.data().validation())));
    files.put(TEST_FILE, bytes(logOdds(chosen, task.data().test())));
    if (training.judgesEveryEpoch()) {
      files.put(F1_FILE, f1Bytes());
    }
    return RunResult.of(files, Map.of("bestEpoch", bestEpoch, "parameters", network.parameters()));
  }

  /**
   * What the finished network says of the validation windows, beside the truth.
   *
   * @param result what the run left
   */
  public ScoredTasks validationScores(RunResult result) {
    return scores(result, VALIDATION_FILE, task.data().validation());
  }

  /**
   * What the finished network says of the test windows, beside the truth.
   *
   * @param result what the run left
   */
  public ScoredTasks testScores(RunResult result) {
    return scores(result, TEST_FILE, task.data().test());
  }

  /**
   * F1 at 0.5 of each task after each epoch, NaN where a task has no positive.
   *
   * @param result what a run left that judges every epoch
   * @param onTest on the test windows, or on those of validation
   * @return {@code [epochs][tasks]}
   * @throws IllegalArgumentException if the run did not judge every epoch
   */
  public double[][] f1ByEpoch(RunResult result, boolean onTest) {
    byte[] file = result.files().get(F1_FILE);
    if (file == null) {
      throw new IllegalArgumentException("this run did not judge every epoch");
    }
    int tasks = task.data().train().taskCount();
    float[] all = floats(file);
    double[][] f1Values = new double[all.length / (2 * tasks)][tasks];
    for (int epoch = 0; epoch < f1Values.length; epoch++) {
      for (int t = 0; t < tasks; t++) {
        f1Values[epoch][t] = all[(2 * epoch + (onTest ? 1 : 0)) * tasks + t];
      }
    }
    return f1Values;
  }

  private static ScoredTasks scores(RunResult result, String file, MultiLabelWindows windows) {
    byte[] kept = result.files().get(file);
    return kept == null
        ? ScoredTasks.ofProbabilities(
                byTask(floats(result.files().get(file.replace(LOG_ODDS, PROBABILITIES))), windows),
                labels(windows))
            .in(windows.units())
        : scores(floats(kept), windows);
  }

  private static float[][] byTask(float[] all, MultiLabelWindows windows) {
    float[][] values = new float[windows.taskCount()][windows.size()];
    for (int i = 0; i < all.length; i++) {
      values[i % values.length][i / values.length] = all[i];
    }
    return values;
  }

  private static boolean[][] labels(MultiLabelWindows windows) {
    return IntStream.range(0, windows.taskCount())
        .mapToObj(windows::labelsOf)
        .toArray(boolean[][]::new);
  }

  /**
   * What was said of windows, beside the truth.
   *
   * @param all {@code [windows * tasks]}, as {@link #logOdds} gives them
   */
  static ScoredTasks scores(float[] all, MultiLabelWindows windows) {
    double[][] values = new double[windows.taskCount()][windows.size()];
    for (int i = 0; i < all.length; i++) {
      values[i % values.length][i / values.length] = all[i];
    }
    return new ScoredTasks(values, labels(windows), windows.unknown(), windows.units());
  }

  /**
   * The log-odds of each task for windows.
   *
   * @param network says them
   * @param windows any number
   * @return {@code [windows * tasks]}, window after window
   */
  static float[] logOdds(BiGru network, MultiLabelWindows windows) {
    WindowBatches batches = new WindowBatches(windows);
    int tasks = windows.taskCount();
    float[] all = new float[windows.size() * tasks];
    for (int from = 0; from < windows.size(); from += MEASURED_AT_ONCE) {
      int[] rows =
          IntStream.range(from, Math.min(windows.size(), from + MEASURED_AT_ONCE)).toArray();
      INDArray scores = network.logits(network.tokens(batches.bases(rows)));
      float[] values = scores.dup('c').data().asFloat();
      System.arraycopy(values, 0, all, from * tasks, values.length);
    }
    return all;
  }

  private void f1AtHalf(MultiLabelWindows windows, float[] into, int offset) {
    float[] scores = logOdds(network, windows);
    int tasks = windows.taskCount();
    for (int t = 0; t < tasks; t++) {
      int hits = 0;
      int said = 0;
      int true1 = 0;
      for (int row = 0; row < windows.size(); row++) {
        if (!windows.isKnown(row, t)) {
          continue;
        }
        boolean yes = Decisions.isYes(scores[row * tasks + t]);
        boolean truth = windows.label(row, t);
        said += yes ? 1 : 0;
        true1 += truth ? 1 : 0;
        hits += yes && truth ? 1 : 0;
      }
      into[offset + t] = true1 == 0 ? Float.NaN : 2f * hits / (said + true1);
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    append(bytes, values);
    return bytes.array();
  }

  private static void append(ByteBuffer bytes, float[] values) {
    for (float value : values) {
      bytes.putFloat(value);
    }
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
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
        "validation perplexity %.4f, lowest in epoch %d",
        last.metric("validationPerplexity"),
        bestEpoch);
  }
}
