package org.helixbook.engine.logistic;

import java.util.Arrays;

/** The walk of {@link Solver#LBFGS}: it starts at 0 and stops where scipy's L-BFGS-B does. */
final class PlainWalk extends Walk {
  private static final int KEPT = 10;

  /** Share of the objective by which a step has to lower it. */
  private static final double GAIN = 2.220446049250313e-09;

  private final LogisticRegression settings;
  private final QuasiNewton memory = new QuasiNewton(KEPT);
  private final double[] ones;

  // Of the task's present point.
  private double value;
  private double[] gradient;
  private LineSearch search;
  private boolean restarted;

  PlainWalk(LogisticRegression settings, TaskState task) {
    super(task);
    this.settings = settings;
    this.ones = new double[task.point.length];
    Arrays.fill(ones, 1);
  }

  @Override
  void learn(double newValue, double[] newGradient, double curvature) {
    if (gradient == null) {
      value = newValue;
      gradient = newGradient;
      task.near = isFlat();
      chooseDirection(true);
    } else if (!search.learn(newValue, QuasiNewton.dot(direction, newGradient))) {
      alpha = search.at();
    } else if (!search.failed()) {
      accept(newValue, newGradient);
      chooseDirection(false);
    } else if (restarted) {
      ended = true;
    } else {
      memory.forget();
      restarted = true;
      chooseDirection(false);
    }
  }

  private void accept(double newValue, double[] newGradient) {
    double[] step = new double[direction.length];
    double[] change = new double[direction.length];
    for (int j = 0; j < step.length; j++) {
      step[j] = alpha * direction[j];
      change[j] = newGradient[j] - gradient[j];
      task.point[j] += step[j];
    }
    memory.learn(step, change);
    double size = Math.max(1, Math.max(Math.abs(value), Math.abs(newValue)));
    boolean still = value - newValue <= GAIN * size;
    value = newValue;
    gradient = newGradient;
    task.iterations++;
    task.near = still || isFlat();
    restarted = false;
  }

  private boolean isFlat() {
    return Arrays.stream(gradient).map(Math::abs).max().orElse(0) <= settings.tolerance();
  }

  /** Chooses the next direction, unless the walk is at its end. */
  private void chooseDirection(boolean first) {
    ended = task.near || task.iterations >= settings.maxIterations();
    if (ended) {
      return;
    }
    direction = memory.direction(gradient, ones);
    double slope = QuasiNewton.dot(direction, gradient);
    if (!(slope < 0)) {
      memory.forget();
      direction = memory.direction(gradient, ones);
      slope = QuasiNewton.dot(direction, gradient);
    }
    // Without a memory nothing is known of the scale: the first step has length 1 at most.
    double length = Math.sqrt(QuasiNewton.dot(direction, direction));
    search = new LineSearch(value, slope, first ? Math.min(1, 1 / length) : 1);
    alpha = search.at();
  }
}
