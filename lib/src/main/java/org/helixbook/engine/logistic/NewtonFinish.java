package org.helixbook.engine.logistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.helixbook.feedback.Progress;

/**
 * Ends every fit in double precision: it measures objective and gradient, and on the way to the
 * optimum takes Newton steps with a line search (Boyd and Vandenberghe 2004, section 9.5), task by
 * task, where the walk in company did not reach it or where they cost next to nothing.
 */
final class NewtonFinish {
  /** Examples times features squared up to which a Newton step is a matter of a blink. */
  private static final double SMALL = 5e9;

  private static final int GROUP = 64;
  private static final int MOST_STEPS = 100;
  private static final int TRIALS = 60;

  /**
   * Curvature below this share of the largest is left out of the second derivatives, never of the
   * gradient: a nearly separable task, sure of most examples, then costs little.
   */
  private static final double SURE = 1e-8;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final TaskState[] states;
  private final Progress progress;
  private final Objective objective;
  private final int columns;

  /** Of each task {@code [columns + 1]}, for centred and scaled features; the intercept last. */
  private final double[][] weights;

  private final TaskFit[] fits;

  NewtonFinish(
      LogisticRegression settings, EigenDesign design, TaskState[] states, Progress progress) {
    this.settings = settings;
    this.design = design;
    this.states = states;
    this.progress = progress;
    this.objective = new Objective(design, settings.c(), true);
    this.columns = design.columns();
    this.weights = new double[states.length][];
    this.fits = new TaskFit[states.length];
  }

  LogisticModel run(FitCost.Clock clock) {
    boolean goesOn = settings.solver() == Solver.OPTIMUM && design.rank() > 0;
    boolean small = (double) design.rows() * columns * columns <= SMALL;
    List<Integer> together = new ArrayList<>();
    List<Integer> alone = new ArrayList<>();
    for (int task = 0; task < states.length; task++) {
      TaskState state = states[task];
      weights[task] = design.toFeatures(settings.solver(), state.point, 1);
      if (state.isConstant()) {
        fits[task] = new TaskFit(settings.c(), state.positives, 0, 0, 0, 0, 0, true);
      } else if (goesOn && (small || !state.near)) {
        alone.add(task);
      } else {
        together.add(task);
      }
    }
    for (int first = 0; first < together.size(); first += GROUP) {
      LogisticRegression.stopIfInterrupted();
      measure(together.subList(first, Math.min(together.size(), first + GROUP)));
    }
    for (int i = 0; i < alone.size(); i++) {
      finish(alone.get(i));
      progress.advance(
          Math.min(states.length - 1, states.length - alone.size() + i + 1), "Newton steps");
    }
    double[][] coefficients = new double[states.length][columns];
    double[] intercepts = new double[states.length];
    for (int task = 0; task < states.length; task++) {
      intercepts[task] = weights[task][columns];
      for (int j = 0; j < columns; j++) {
        coefficients[task][j] = weights[task][j] * design.scale(j);
        intercepts[task] -= coefficients[task][j] * design.mean(j);
      }
    }
    return new LogisticModel(coefficients, intercepts, List.of(fits), clock.read());
  }

  /** Objective and gradient of some tasks together. */
  private void measure(List<Integer> tasks) {
    int count = tasks.size();
    double[] points = new double[(columns + 1) * count];
    for (int at = 0; at < points.length; at++) {
      points[at] = weights[tasks.get(at % count)][at / count];
    }
    TaskState[] measured = tasks.stream().map(task -> states[task]).toArray(TaskState[]::new);
    Objective.Values found = objective.at(measured, points, null);
    for (int i = 0; i < count; i++) {
      boolean converged = measured[i].near || design.rank() == 0;
      fits[tasks.get(i)] = fit(measured[i], found, i, count, 0, converged);
    }
  }

  private TaskFit fit(
      TaskState state, Objective.Values found, int i, int count, int steps, boolean converged) {
    double[] gradients =
        settings.solver().usesEigenvectors()
            ? found.gradients()
            : design.gradients(settings.solver(), found.gradients(), count);
    double objective = found.objectives()[i];
    if (settings.solver() == Solver.LIBLINEAR) {
      double intercept = state.point[columns];
      objective += intercept * intercept / (2 * settings.c());
      gradients[columns * count + i] += intercept / settings.c();
    }
    double largest = 0;
    for (int at = i; at < gradients.length; at += count) {
      largest = Math.max(largest, Math.abs(gradients[at]));
    }
    return new TaskFit(
        settings.c(),
        state.positives,
        objective,
        found.logLosses()[i] / state.examples,
        largest,
        state.iterations,
        steps,
        converged);
  }

  /** Newton's method for one task. */
  private void finish(int task) {
    TaskState[] state = {states[task]};
    double[] bends = new double[design.rows()];
    double goal = Math.min(settings.tolerance(), 1e-10);
    boolean converged = false;
    int steps = 0;
    Objective.Values here = objective.at(state, weights[task], bends);
    while (steps < MOST_STEPS) {
      LogisticRegression.stopIfInterrupted();
      double[] direction = direction(here.gradients(), bends);
      double slope = QuasiNewton.dot(here.gradients(), direction);
      converged = -slope / 2 <= 100 * goal * here.objectives()[0];
      if (!(slope < 0)) {
        break;
      }
      boolean last = -slope / 2 <= goal * here.objectives()[0];
      Objective.Values next = search(state, weights[task], direction, here, bends);
      if (next == null) {
        break;
      }
      here = next;
      steps++;
      if (last) {
        break;
      }
    }
    fits[task] = fit(state[0], here, 0, 1, steps, converged);
  }

  /** Minus the gradient times the inverse of the second derivatives. */
  private double[] direction(double[] gradient, double[] bends) {
    int size = columns + 1;
    double least = SURE * Arrays.stream(bends).max().orElse(0);
    double[] direction = new double[size];
    double[] row = new double[size];
    for (int ridge = 0; ridge <= 6; ridge++) {
      // Only if rounding has made the matrix indefinite does the ridge grow.
      double more = ridge == 0 ? 0 : Math.pow(100, ridge) * 1e-14 * design.rows();
      try (Matrix matrix = design.gram(bends, least);
          Matrix right = new Matrix(true, size)) {
        for (int j = 0; j < size; j++) {
          matrix.get(row, (long) j * size);
          row[j] += more + (j < columns ? 1 / settings.c() : 0);
          matrix.put(row, (long) j * size);
          direction[j] = -gradient[j];
        }
        right.put(direction, 0);
        if (matrix.solve(right, size)) {
          right.get(direction, 0);
          return direction;
        }
      }
    }
    return new double[size];
  }

  /** Goes along a direction to a lower point where the slope has fallen; null if there is none. */
  private Objective.Values search(
      TaskState[] state,
      double[] point,
      double[] direction,
      Objective.Values here,
      double[] bends) {
    double slope = QuasiNewton.dot(here.gradients(), direction);
    // What rounding may add to the sum of losses.
    double rounding = 1e-13 * here.objectives()[0];
    double low = 0;
    double lowSlope = slope;
    double high = Double.POSITIVE_INFINITY;
    double alpha = 1;
    double[] start = point.clone();
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int j = 0; j < point.length; j++) {
        point[j] = start[j] + alpha * direction[j];
      }
      Objective.Values found = objective.at(state, point, bends);
      double newSlope = QuasiNewton.dot(found.gradients(), direction);
      boolean lower =
          found.objectives()[0] <= here.objectives()[0] + 1e-4 * alpha * slope + rounding;
      if (lower && Math.abs(newSlope) <= 0.9 * Math.abs(slope)) {
        return found;
      }
      if (lower && newSlope < 0) {
        low = alpha;
        lowSlope = newSlope;
        alpha = Double.isInfinite(high) ? 3 * alpha : (low + high) / 2;
      } else {
        double share = newSlope > 0 ? lowSlope / (lowSlope - newSlope) : 0.5;
        high = alpha;
        alpha = low + (alpha - low) * Math.min(0.8, Math.max(0.05, share));
      }
    }
    for (int j = 0; j < point.length; j++) {
      point[j] = start[j] + low * direction[j];
    }
    return low == 0 ? null : objective.at(state, point, bends);
  }
}
