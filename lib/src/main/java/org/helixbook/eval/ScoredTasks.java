package org.helixbook.eval;

import java.util.Objects;

/**
 * What a model says of some examples, for many yes-or-no tasks, beside the truth.
 *
 * @param probabilities {@code [tasks][examples]}, of yes, in [0, 1]; not copied
 * @param labels {@code [tasks][examples]}, the truth; not copied
 */
public record ScoredTasks(float[][] probabilities, boolean[][] labels) {

  /**
   * Checks the shapes and the range.
   *
   * @throws IllegalArgumentException if they do not pair up, or a probability is none
   */
  public ScoredTasks {
    Objects.requireNonNull(labels, "labels");
    if (probabilities.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          probabilities.length
              + " tasks with probabilities and "
              + labels.length
              + " with labels do not pair up, or are none");
    }
    for (int task = 0; task < labels.length; task++) {
      if (probabilities[task].length != labels[task].length
          || labels[task].length != labels[0].length) {
        throw new IllegalArgumentException(
            "task "
                + task
                + ": "
                + probabilities[task].length
                + " probabilities, "
                + labels[task].length
                + " labels, and "
                + labels[0].length
                + " examples do not pair up");
      }
      for (float p : probabilities[task]) {
        if (!(p >= 0 && p <= 1)) {
          throw new IllegalArgumentException("task " + task + " has the probability " + p);
        }
      }
    }
  }

  /** How many tasks there are, at least one. */
  public int tasks() {
    return labels.length;
  }

  /** How many examples there are. */
  public int examples() {
    return labels[0].length;
  }

  /**
   * The share of yes in each task.
   *
   * @return {@code [tasks]}, in [0, 1]; NaN without examples
   */
  public double[] positiveRates() {
    double[] rates = new double[tasks()];
    for (int task = 0; task < rates.length; task++) {
      int positives = 0;
      for (boolean label : labels[task]) {
        positives += label ? 1 : 0;
      }
      rates[task] = (double) positives / examples();
    }
    return rates;
  }

  /**
   * The mean of {@code -log p(truth)} over the examples of a task, in nats. A probability of 0 or 1
   * is read as the nearest float inside, so that one wrong certainty does not make it infinite.
   *
   * @param task which, from 0
   * @return at least 0; NaN without examples
   */
  public double logLoss(int task) {
    double sum = 0;
    for (int i = 0; i < examples(); i++) {
      sum += logLoss(task, i);
    }
    return sum / examples();
  }

  /** The same of one example. */
  double logLoss(int task, int i) {
    double p = labels[task][i] ? probabilities[task][i] : 1.0 - probabilities[task][i];
    return -Math.log(Math.max(p, Float.MIN_NORMAL));
  }
}
