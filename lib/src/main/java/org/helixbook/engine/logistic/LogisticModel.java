package org.helixbook.engine.logistic;

import java.util.List;
import java.util.Objects;

/**
 * Fitted logistic regressions, one for each task, on the raw features: standardisation, if there
 * was any, is folded into the coefficients. Immutable.
 */
public final class LogisticModel {
  private static final int BLOCK = 512;

  private final double[][] coefficients;
  private final double[] intercepts;
  private final List<TaskFit> fits;
  private final FitCost cost;

  public LogisticModel(
      double[][] coefficients, double[] intercepts, List<TaskFit> fits, FitCost cost) {
    this.coefficients = coefficients;
    this.intercepts = intercepts;
    this.fits = List.copyOf(fits);
    this.cost = cost;
  }

  /** What the fit of all tasks took; of a search for C, the whole search. */
  public FitCost cost() {
    return cost;
  }

  /** How many tasks there are. */
  public int tasks() {
    return coefficients.length;
  }

  /** How many features an example has. */
  public int columns() {
    return coefficients[0].length;
  }

  /**
   * The coefficients of a task, for raw features.
   *
   * @param task which, from 0
   * @return a copy, {@code [columns]}
   */
  public double[] coefficients(int task) {
    return coefficients[task].clone();
  }

  /**
   * The intercept of a task.
   *
   * @param task which, from 0
   * @return minus or plus infinity if all of its examples were negative or positive
   */
  public double intercept(int task) {
    return intercepts[task];
  }

  /** How the fit of each task ended. */
  public List<TaskFit> fits() {
    return fits;
  }

  /** How many tasks did not reach their optimum to the tolerance. */
  public int unconverged() {
    return (int) fits.stream().filter(fit -> !fit.converged()).count();
  }

  /**
   * The log-odds of the positive class.
   *
   * @param design examples with the features of the fit
   * @return {@code [tasks][rows]}; infinite where an intercept is
   * @throws IllegalArgumentException if the number of features differs
   */
  public double[][] logOdds(DesignMatrix design) {
    Objects.requireNonNull(design, "design");
    if (design.columns() != columns()) {
      throw new IllegalArgumentException(
          "the model has " + columns() + " features, the examples have " + design.columns());
    }
    double[][] logOdds = new double[tasks()][design.rows()];
    double[] weights = new double[columns() * tasks()];
    for (int at = 0; at < weights.length; at++) {
      weights[at] = coefficients[at % tasks()][at / tasks()];
    }
    try (Matrix right = new Matrix(true, weights.length);
        RowTeam team = new RowTeam(design.rows(), BLOCK)) {
      right.put(weights, 0);
      team.each(
          (part, from, rows) -> {
            try (Matrix block = new Matrix(true, (long) rows * columns());
                Matrix scores = new Matrix(true, (long) rows * tasks())) {
              block.putRows(design, new float[columns()], from, rows);
              scores.product(block, right, rows, tasks(), columns());
              double[] raw = new double[rows * tasks()];
              scores.get(raw, 0);
              for (int row = 0; row < rows; row++) {
                for (int task = 0; task < tasks(); task++) {
                  logOdds[task][from + row] = raw[row * tasks() + task] + intercepts[task];
                }
              }
            }
          });
    }
    return logOdds;
  }

  /**
   * The probability of the positive class, in single precision.
   *
   * @param design examples with the features of the fit
   * @return {@code [tasks][rows]}, values in [0, 1]
   * @throws IllegalArgumentException if the number of features differs
   */
  public float[][] predictProbabilities(DesignMatrix design) {
    double[][] logOdds = logOdds(design);
    float[][] probabilities = new float[tasks()][design.rows()];
    for (int task = 0; task < probabilities.length; task++) {
      for (int row = 0; row < probabilities[task].length; row++) {
        probabilities[task][row] = (float) (1 / (1 + Math.exp(-logOdds[task][row])));
      }
    }
    return probabilities;
  }

  @Override
  public String toString() {
    return tasks()
        + " logistic regressions on "
        + columns()
        + " features, "
        + (tasks() - unconverged())
        + " of them converged";
  }
}
