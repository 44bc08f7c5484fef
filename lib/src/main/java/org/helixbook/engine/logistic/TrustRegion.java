package org.helixbook.engine.logistic;

import org.helixbook.feedback.Progress;

/**
 * The solver {@link Solver#LIBLINEAR}, a task at a time: Newton's method within a ball around the
 * present point (Lin, Weng and Keerthi 2008, Journal of Machine Learning Research 9, 627). Each
 * step is found by conjugate gradients, which end at a tenth of the gradient's length or at the
 * ball's border, and the ball grows or shrinks with how well the second derivatives foretold what
 * the step brought (Lin and Moré 1999, SIAM Journal on Optimization 9, 1100).
 *
 * <p>The second derivatives of a point are summed up once, so that a step of the conjugate
 * gradients does not pass over the examples again.
 */
final class TrustRegion {
  /** Share of the foretold gain below which a step is not taken. */
  private static final double TAKEN = 1e-4;

  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;
  private static final double SHRINK_MOST = 0.25;
  private static final double SHRINK = 0.5;
  private static final double GROW = 4;

  /** Share of the gradient's length down to which the conjugate gradients go. */
  private static final double FORCING = 0.1;

  /** Share of the objective below which gains are rounding. */
  private static final double ROUNDING = 1e-12;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final Progress progress;
  private final Objective objective;
  private final double penalty;
  private final int intercept;

  TrustRegion(LogisticRegression settings, EigenDesign design, Progress progress) {
    this.settings = settings;
    this.design = design;
    this.progress = progress;
    this.objective = new Objective(design, settings.c(), true);
    this.penalty = 1 / settings.c();
    this.intercept = design.columns();
  }

  /** Moves the tasks' points; those of one class stay where they are. */
  void run(TaskState[] states) {
    for (int task = 0; task < states.length; task++) {
      if (!states[task].isConstant()) {
        run(states[task]);
      }
      progress.advance(Math.min(task + 1, states.length - 1), "");
    }
  }

  /** What is known of a point; the objective divided by C. */
  private record Place(double value, double[] gradient, double[] bends) {}

  /** A step, and what the second derivatives leave of the gradient there, with the other sign. */
  private record Step(double[] step, double[] residual) {}

  private Place at(TaskState state, double[] point) {
    double[] bends = new double[design.rows()];
    Objective.Values found =
        objective.at(
            new TaskState[] {state}, design.toFeatures(settings.solver(), point, 1), bends);
    double[] gradient = design.gradients(settings.solver(), found.gradients(), 1);
    double bias = point[intercept];
    gradient[intercept] += penalty * bias;
    return new Place(found.objectives()[0] + penalty * bias * bias / 2, gradient, bends);
  }

  private void run(TaskState state) {
    double[] point = state.point;
    Place here = at(state, point);
    double first = length(here.gradient);
    double rarer = Math.min(state.positives, state.examples - state.positives);
    double goal = settings.tolerance() * rarer / state.examples * first;
    // The only place where it counts that liblinear's objective is C times ours.
    double radius = settings.c() * first;
    state.near = first <= goal;
    Matrix second = null;
    try {
      while (!state.near && state.iterations < settings.maxIterations()) {
        LogisticRegression.stopIfInterrupted();
        if (second == null) {
          second = design.gram(here.bends, 0);
        }
        Step step = step(second, here.gradient, radius);
        double[] next = point.clone();
        add(next, 1, step.step);
        Place there = at(state, next);
        double slope = QuasiNewton.dot(here.gradient, step.step);
        double foretold = -0.5 * (slope - QuasiNewton.dot(step.step, step.residual));
        double gain = here.value - there.value;
        double length = length(step.step);
        if (state.iterations == 0) {
          radius = Math.min(radius, length);
        }
        radius = radius(radius, length, slope, gain, foretold);
        boolean taken = gain > TAKEN * foretold;
        if (taken) {
          System.arraycopy(next, 0, point, 0, next.length);
          state.iterations++;
          second.close();
          second = null;
        }
        double floor = ROUNDING * Math.abs(taken ? there.value : here.value);
        here = taken ? there : here;
        state.near = taken && length(here.gradient) <= goal;
        if (Math.abs(gain) <= floor && Math.abs(foretold) <= floor) {
          break;
        }
      }
    } finally {
      if (second != null) {
        second.close();
      }
    }
  }

  /** How large the ball is next, from how a step turned out. */
  private static double radius(
      double radius, double length, double slope, double gain, double foretold) {
    double bend = -gain - slope;
    // Where a parabola through both ends of the step has its least value, as a share of the step.
    double share = bend <= 0 ? GROW : Math.max(SHRINK_MOST, -0.5 * slope / bend);
    if (gain < TAKEN * foretold) {
      return Math.min(Math.max(share, SHRINK_MOST) * length, SHRINK * radius);
    }
    if (gain < POOR * foretold) {
      return Math.max(SHRINK_MOST * radius, Math.min(share * length, SHRINK * radius));
    }
    if (gain < GOOD * foretold) {
      return Math.max(SHRINK_MOST * radius, Math.min(share * length, GROW * radius));
    }
    return Math.max(radius, Math.min(share * length, GROW * radius));
  }

  /** Conjugate gradients inside the ball (Steihaug 1983). */
  private Step step(Matrix second, double[] gradient, double radius) {
    double[] step = new double[gradient.length];
    double[] residual = new double[gradient.length];
    add(residual, -1, gradient);
    double[] direction = residual.clone();
    double square = QuasiNewton.dot(residual, residual);
    double goal = FORCING * length(gradient);
    while (Math.sqrt(square) > goal) {
      double[] turned = times(second, direction);
      double along = square / QuasiNewton.dot(direction, turned);
      double[] longer = step.clone();
      add(longer, along, direction);
      if (length(longer) > radius) {
        double border = toBorder(step, direction, radius);
        add(step, border, direction);
        add(residual, -border, turned);
        break;
      }
      step = longer;
      add(residual, -along, turned);
      double left = QuasiNewton.dot(residual, residual);
      for (int j = 0; j < direction.length; j++) {
        direction[j] = residual[j] + left / square * direction[j];
      }
      square = left;
    }
    return new Step(step, residual);
  }

  /** How far along a direction the ball's border is, from a point inside. */
  private static double toBorder(double[] inside, double[] direction, double radius) {
    double mixed = QuasiNewton.dot(inside, direction);
    double square = QuasiNewton.dot(direction, direction);
    double room = radius * radius - QuasiNewton.dot(inside, inside);
    double root = Math.sqrt(mixed * mixed + square * room);
    // Of the two ways to write it, the one without cancellation.
    return mixed >= 0 ? room / (mixed + root) : (root - mixed) / square;
  }

  /** The second derivatives of the objective times a vector. */
  private double[] times(Matrix second, double[] vector) {
    double[] product =
        design.gradients(
            settings.solver(), second.times(design.toFeatures(settings.solver(), vector, 1)), 1);
    add(product, penalty, vector);
    return product;
  }

  private static double length(double[] vector) {
    return Math.sqrt(QuasiNewton.dot(vector, vector));
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }
}
