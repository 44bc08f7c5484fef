package org.helixbook.eval;

import java.util.OptionalDouble;
import java.util.function.Function;

/** The metrics by which two models are compared over many tasks; higher is better in all. */
public enum TaskMetric {
  /** F1 at the threshold 0.5, the paper's. */
  F1_AT_HALF("F1 at 0.5", TaskMetrics::f1AtHalf),
  /** F1 at the threshold that was tuned on validation examples. */
  F1_TUNED("F1 at the tuned threshold", TaskMetrics::f1Tuned),
  /** Area under the ROC curve. */
  AUROC("AUROC", TaskMetrics::auroc),
  /** Area under the precision-recall curve. */
  AUPRC("AUPRC", TaskMetrics::averagePrecision);

  private final String label;
  private final Function<TaskMetrics, OptionalDouble> value;

  TaskMetric(String label, Function<TaskMetrics, OptionalDouble> value) {
    this.label = label;
    this.value = value;
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
}
