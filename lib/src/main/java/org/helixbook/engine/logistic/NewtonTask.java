package org.helixbook.engine.logistic;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Newton's method with a line search for one task, in double precision (Boyd and Vandenberghe 2004,
 * section 9.5). Examples that the model is sure of bend the objective no more and are left out of
 * the matrix of second derivatives, never of the gradient: a nearly separable task then costs
 * little.
 */
final class NewtonTask {
  private static final int BLOCK = 512;
  private static final int MOST_STEPS = 100;
  private static final int TRIALS = 60;

  /** Curvature below this share of the largest is left out. */
  private static final double SURE = 1e-8;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final TaskState state;
  private final double[] coefficients;
  private final int columns;
  private final double penalty;
  private double intercept;

  private final double[] scores;
  private final double[] changes;
  private final double[] curvature;

  /** The gradient, the intercept's part last. */
  private final double[] gradient;

  private double objective;
  private double logLoss;
  private int steps;
  private boolean converged;

  /** Begins at the coefficients, which it changes in place. */
  NewtonTask(
      LogisticRegression settings,
      EigenDesign design,
      TaskState state,
      double[] coefficients,
      double intercept) {
    this.settings = settings;
    this.design = design;
    this.state = state;
    this.coefficients = coefficients;
    this.intercept = intercept;
    this.columns = design.columns();
    this.penalty = 1 / settings.c();
    this.scores = new double[design.rows()];
    this.changes = new double[design.rows()];
    this.curvature = new double[design.rows()];
    this.gradient = new double[columns + 1];
    multiply(coefficients, intercept, scores);
    differentiate();
  }

  double intercept() {
    return intercept;
  }

  TaskFit fit() {
    double largest = 0;
    for (double part : gradient) {
      largest = Math.max(largest, Math.abs(part));
    }
    return new TaskFit(
        settings.c(),
        state.positives,
        objective,
        logLoss / design.rows(),
        largest,
        state.iterations,
        steps,
        converged);
  }

  /** Takes one step; false when there is nothing more to gain. */
  boolean step() {
    if (steps == MOST_STEPS) {
      return false;
    }
    double[] direction = direction();
    double slope = QuasiNewton.dot(gradient, direction);
    double goal = Math.min(settings.tolerance(), 1e-10);
    converged = -slope / 2 <= 100 * goal * objective;
    if (!(slope < 0)) {
      return false;
    }
    boolean last = -slope / 2 <= goal * objective;
    multiply(direction, direction[columns], changes);
    double alpha = search(direction, slope);
    if (alpha == 0) {
      return false;
    }
    for (int j = 0; j < columns; j++) {
      coefficients[j] += alpha * direction[j];
    }
    intercept += alpha * direction[columns];
    for (int i = 0; i < scores.length; i++) {
      scores[i] += alpha * changes[i];
    }
    steps++;
    differentiate();
    return !last;
  }

  /** {@code result = features * vector + constant}. */
  private void multiply(double[] vector, double constant, double[] result) {
    float[] raw = new float[columns];
    double[] row = new double[columns];
    for (int i = 0; i < result.length; i++) {
      design.fillRow(i, raw, row);
      double sum = constant;
      for (int j = 0; j < columns; j++) {
        sum += row[j] * vector[j];
      }
      result[i] = sum;
    }
  }

  /** Objective, gradient and curvature at the scores. */
  private void differentiate() {
    Arrays.fill(gradient, 0);
    float[] raw = new float[columns];
    double[] row = new double[columns];
    double loss = 0;
    logLoss = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean yes = state.labels[i];
      double weight = yes ? state.positiveWeight : state.negativeWeight;
      double exponential = Math.exp(-Math.abs(scores[i]));
      double here = LogLoss.of(scores[i], yes, exponential);
      logLoss += here;
      loss += weight * here;
      curvature[i] = weight * exponential / ((1 + exponential) * (1 + exponential));
      double slope = weight * LogLoss.slope(scores[i], yes, exponential);
      design.fillRow(i, raw, row);
      for (int j = 0; j < columns; j++) {
        gradient[j] += slope * row[j];
      }
      gradient[columns] += slope;
    }
    double square = 0;
    for (int j = 0; j < columns; j++) {
      square += coefficients[j] * coefficients[j];
      gradient[j] += penalty * coefficients[j];
    }
    objective = loss + penalty * square / 2;
  }

  /** Minus the gradient times the inverse of the second derivatives. */
  private double[] direction() {
    int size = columns + 1;
    double floor = SURE * Arrays.stream(curvature).max().orElse(0);
    double[] blank = new double[size];
    try (DoublePointer matrix = Blas.doubles((long) size * size);
        DoublePointer block = Blas.doubles((long) BLOCK * size);
        DoublePointer right = Blas.doubles(size)) {
      for (int ridge = 0; ; ridge++) {
        for (int j = 0; j < size; j++) {
          blank[j] = j < columns ? penalty : 0;
          // Only if rounding has made the matrix indefinite does the ridge grow.
          blank[j] += ridge == 0 ? 0 : Math.pow(100, ridge) * 1e-14 * design.rows();
          matrix.position((long) j * size).put(blank, 0, size);
          blank[j] = 0;
        }
        addCurvature(matrix.position(0), block, floor);
        for (int j = 0; j < size; j++) {
          right.put(j, -gradient[j]);
        }
        if (Blas.solve(matrix, right, size)) {
          double[] direction = new double[size];
          right.get(direction, 0, size);
          return direction;
        }
        if (ridge == 6) {
          return new double[size];
        }
      }
    }
  }

  private void addCurvature(DoublePointer matrix, DoublePointer block, double floor) {
    int size = columns + 1;
    float[] raw = new float[columns];
    double[] row = new double[columns];
    double[] scaled = new double[size];
    int filled = 0;
    for (int i = 0; i < curvature.length; i++) {
      if (curvature[i] > floor) {
        double root = Math.sqrt(curvature[i]);
        design.fillRow(i, raw, row);
        for (int j = 0; j < columns; j++) {
          scaled[j] = root * row[j];
        }
        scaled[columns] = root;
        block.position((long) filled * size).put(scaled, 0, size);
        filled++;
      }
      if (filled == BLOCK || (i == curvature.length - 1 && filled > 0)) {
        Blas.addGram(block.position(0), matrix, size, filled);
        filled = 0;
      }
    }
  }

  /** How far to go: a lower point where the slope has fallen, 0 if there is none. */
  private double search(double[] direction, double slope) {
    double straight = 0;
    double both = 0;
    for (int j = 0; j < columns; j++) {
      straight += coefficients[j] * direction[j];
      both += direction[j] * direction[j];
    }
    double low = 0;
    double lowSlope = slope;
    double high = Double.POSITIVE_INFINITY;
    double alpha = 1;
    double[] found = new double[2];
    for (int trial = 0; trial < TRIALS; trial++) {
      look(alpha, found);
      // Differences from the start, so that small gains are not lost in large numbers.
      double gain = found[0] + penalty * (alpha * straight + alpha * alpha * both / 2);
      double here = found[1] + penalty * (straight + alpha * both);
      boolean lower = gain <= 1e-4 * alpha * slope;
      if (lower && Math.abs(here) <= 0.9 * Math.abs(slope)) {
        return alpha;
      }
      if (lower && here < 0) {
        low = alpha;
        lowSlope = here;
        alpha = Double.isInfinite(high) ? 3 * alpha : (low + high) / 2;
      } else {
        double share = here > 0 ? lowSlope / (lowSlope - here) : 0.5;
        high = alpha;
        alpha = low + (alpha - low) * Math.min(0.8, Math.max(0.05, share));
      }
    }
    return low;
  }

  /** The change of the loss, and its slope, some way along the direction. */
  private void look(double alpha, double[] found) {
    double gain = 0;
    double slope = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean yes = state.labels[i];
      double weight = yes ? state.positiveWeight : state.negativeWeight;
      double before = scores[i];
      double after = before + alpha * changes[i];
      double exponential = Math.exp(-Math.abs(after));
      gain +=
          weight
              * (LogLoss.of(after, yes, exponential)
                  - LogLoss.of(before, yes, Math.exp(-Math.abs(before))));
      slope += weight * LogLoss.slope(after, yes, exponential) * changes[i];
    }
    found[0] = gain;
    found[1] = slope;
  }
}
