package org.helixbook.model.logistic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.FitCost;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.engine.logistic.TaskFit;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.Units;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.Wording;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.Learner;
import org.helixbook.run.RunResult;
import org.helixbook.run.Sums;

/**
 * Logistic regressions as a run of one epoch of one batch, the fit: trainLoss, and on the
 * validation windows loss, perplexity, and the mean AUROC and AUPRC over the tasks that have both
 * classes there. It leaves the log-odds of validation and test windows.
 */
public final class LogisticLearner implements Learner {
  static final String VALIDATION_FILE = "validation-log-odds.f64";
  private static final String TEST_FILE = "test-log-odds.f64";
  private static final String LOSS = "loss";
  private static final String WEIGHTS = "weights";

  private final KmerRegression regression;
  private final KmerData data;
  private LogisticModel model;

  /** A regression that is fitted, or null before. */
  LogisticLearner(KmerRegression regression, KmerData data, LogisticModel model) {
    this.regression = regression;
    this.data = data;
    this.model = model;
  }

  /** Takes up the weights of a state. */
  LogisticLearner withModel(Map<String, byte[]> state) throws IOException {
    return new LogisticLearner(
        regression, data, model(regression, data.tasks().size(), state).orElse(null));
  }

  /**
   * The regressions in a state.
   *
   * @return empty before the fit
   * @throws IOException if it is no state of such regressions
   */
  static Optional<LogisticModel> model(
      KmerRegression regression, int tasks, Map<String, byte[]> state) throws IOException {
    byte[] weights = state.get(WEIGHTS);
    int columns = new KmerCounter(regression.longest()).columns();
    if (weights == null
        || weights.length != 0 && weights.length != (long) tasks * (columns + 1) * Double.BYTES) {
      throw new IOException("the state is not one of these regressions");
    }
    if (weights.length == 0) {
      return Optional.empty();
    }
    double[] all = doubles(weights);
    double[][] coefficients = new double[tasks][];
    double[] intercepts = new double[tasks];
    for (int task = 0; task < tasks; task++) {
      int from = task * (columns + 1);
      coefficients[task] = Arrays.copyOfRange(all, from, from + columns);
      intercepts[task] = all[from + columns];
    }
    return Optional.of(new LogisticModel(coefficients, intercepts, List.of(), new FitCost(0, 0)));
  }

  @Override
  @Wording
  public String name() {
    return "logistic regression, words of up to " + regression.longest() + ", C " + regression.c();
  }

  @Override
  public int batches() {
    return 1;
  }

  @Override
  @Wording
  public String unit() {
    return "windows";
  }

  @Override
  public Sums step(int epoch, int batch) {
    model = data.fit(regression.settings(), Progress.silent());
    int rows = data.train().design().rows();
    double loss = model.fits().stream().mapToDouble(TaskFit::logLoss).average().orElseThrow();
    return Sums.of(rows, Map.of(LOSS, loss * rows));
  }

  @Override
  public Optional<Map<String, Double>> measure(Sums epoch, BooleanSupplier stopped) {
    MultiTaskReport validation = data.onValidation(model);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainLoss", epoch.mean(LOSS));
    metrics.put("validationLoss", Math.log(validation.perplexity()));
    metrics.put("validationPerplexity", validation.perplexity());
    metrics.put("validationAuroc", validation.mean(TaskMetric.AUROC).orElse(Double.NaN));
    metrics.put("validationAuprc", validation.mean(TaskMetric.AUPRC).orElse(Double.NaN));
    return Optional.of(metrics);
  }

  /** A task without a positive has no AUROC, and an infinite loss if one comes later. */
  @Override
  public boolean isSound(EpochRecord epoch) {
    return Double.isFinite(epoch.trainLoss());
  }

  /** An intercept is infinite where a task has one class alone. */
  @Override
  public boolean isFinite() {
    for (int task = 0; model != null && task < model.tasks(); task++) {
      if (!Arrays.stream(model.coefficients(task)).allMatch(Double::isFinite)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int steps() {
    return model == null ? 0 : 1;
  }

  @Override
  public Map<String, byte[]> state() {
    if (model == null) {
      return Map.of(WEIGHTS, new byte[0]);
    }
    double[][] rows = new double[model.tasks()][];
    for (int task = 0; task < rows.length; task++) {
      rows[task] = Arrays.copyOf(model.coefficients(task), model.columns() + 1);
      rows[task][model.columns()] = model.intercept(task);
    }
    return Map.of(WEIGHTS, bytes(rows));
  }

  @Override
  public RunResult result() {
    return RunResult.of(
        Map.of(
            VALIDATION_FILE, bytes(data.validation().scored(model).logOdds()),
            TEST_FILE, bytes(data.test().scored(model).logOdds())),
        Map.of("parameters", model.tasks() * (model.columns() + 1)));
  }

  /**
   * What a finished run says of the test windows, with thresholds tuned on the validation windows.
   *
   * @param result what the run left
   */
  public MultiTaskReport report(RunResult result) {
    return MultiTaskReport.of(
        data.tasks(),
        scored(result, VALIDATION_FILE, data.validation()),
        scored(result, TEST_FILE, data.test()));
  }

  private static ScoredTasks scored(RunResult result, String file, KmerTasks side) {
    return scored(result.files().get(file), side.labels(), side.unknown(), side.units());
  }

  /** The log-odds that a finished run left of some windows, beside the truth. */
  static ScoredTasks scored(byte[] file, boolean[][] labels, List<BitSet> unknown, Units units) {
    double[] all = doubles(file);
    int rows = all.length / labels.length;
    double[][] logOdds = new double[labels.length][];
    for (int task = 0; task < logOdds.length; task++) {
      logOdds[task] = Arrays.copyOfRange(all, task * rows, (task + 1) * rows);
    }
    return new ScoredTasks(logOdds, labels, unknown, units);
  }

  private static byte[] bytes(double[][] rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Arrays.stream(rows).mapToInt(r -> r.length).sum() * Double.BYTES);
    for (double[] row : rows) {
      bytes.asDoubleBuffer().put(row);
      bytes.position(bytes.position() + row.length * Double.BYTES);
    }
    return bytes.array();
  }

  private static double[] doubles(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }

  @Override
  @Wording
  public String whenDiverged() {
    return "begin another run with a smaller C";
  }

  @Override
  @Wording
  public String whenMemoryRunsOut() {
    return "count shorter words or use fewer windows (both make it another run)";
  }
}
