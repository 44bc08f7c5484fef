package org.helixbook.eval;

import java.util.OptionalDouble;
import java.util.function.Function;

/** The metrics by which two models are compared over many tasks; higher is better in all. */
public enum TaskMetric {
  /** F1 at the threshold 0.5, the paper's. */
  F1_AT_HALF(
      "F1 at 0.5",
      TaskMetrics::f1AtHalf,
      (ranked, tuned, times) -> ranked.f1(Decisions.EVEN, times)),
  /** F1 at the threshold that was tuned on validation examples. */
  F1_TUNED(
      "F1 at the tuned threshold",
      TaskMetrics::f1Tuned,
      (ranked, tuned, times) -> ranked.f1(tuned, times)),
  /** Area under the ROC curve. */
  AUROC("AUROC", TaskMetrics::auroc, (ranked, tuned, times) -> ranked.auroc(times)),
  /** Area under the precision-recall curve. */
  AUPRC(
      "AUPRC",
      TaskMetrics::averagePrecision,
      (ranked, tuned, times) -> ranked.averagePrecision(times));

  private final String label;
  private final Function<TaskMetrics, OptionalDouble> value;
  private final OnResample onResample;

  private interface OnResample {
    double of(RankedScores ranked, double tuned, int[] times);
  }

  TaskMetric(String label, Function<TaskMetrics, OptionalDouble> value, OnResample onResample) {
    this.label = label;
    this.value = value;
    this.onResample = onResample;
  }

  /** Its name, for a reader. */
  public String label() {
    return label;
  }

  /**
   * Its value for a task.
   *
   * @param metrics the task
   * @return the value; empty where it is undefined
   */
  public OptionalDouble of(TaskMetrics metrics) {
    return value.apply(metrics);
  }

  /**
   * Its value on a resample.
   *
   * @param ranked the log-odds of the task
   * @param tuned the threshold of {@link #F1_TUNED}, in log-odds
   * @param times how often each example counts
   * @return the value; NaN where it is undefined
   */
  double of(RankedScores ranked, double tuned, int[] times) {
    return onResample.of(ranked, tuned, times);
  }
}
