package org.helixbook.engine.logistic;

/**
 * The walk to the optimum in the basis of the eigenvectors, where a diagonal is a good guess of the
 * curvature.
 */
final class EigenWalk extends Walk {
  private static final int KEPT = 12;
  private static final int TRIALS = 12;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final int rank;
  private final double penalty;
  private final QuasiNewton memory = new QuasiNewton(KEPT);

  // Of the task's present point.
  private double value;
  private double[] gradient;
  private double[] inverse;
  private double slope;

  // Between which bounds along the direction to look.
  private double low;
  private double high;
  private double lowSlope;
  private int trials;
  private int failures;

  EigenWalk(LogisticRegression settings, EigenDesign design, TaskState task) {
    super(task);
    this.settings = settings;
    this.design = design;
    this.rank = design.rank();
    this.penalty = 1 / settings.c();
  }

  @Override
  void learn(double newValue, double[] newGradient, double curvature) {
    if (gradient == null) {
      accept(newValue, newGradient, curvature);
      chooseDirection();
      return;
    }
    double newSlope = QuasiNewton.dot(direction, newGradient);
    boolean lower = newValue <= value + 1e-4 * alpha * slope;
    boolean flat = Math.abs(newSlope) <= 0.5 * Math.abs(slope);
    boolean last = ++trials >= TRIALS;
    if (lower && (flat || newSlope > 0 || last)) {
      double gain = value - newValue;
      accept(newValue, newGradient, curvature);
      double floor = settings.tolerance() * value;
      task.near = gain <= floor && distance() <= floor;
      failures = 0;
      chooseDirection();
    } else if (last) {
      // No lower point in sight: single precision has come to its end here.
      memory.forget();
      failures++;
      chooseDirection();
    } else {
      chooseNext(lower && newSlope < 0, newSlope);
    }
  }

  private void accept(double newValue, double[] newGradient, double curvature) {
    if (gradient != null) {
      double[] step = new double[rank + 1];
      double[] change = new double[rank + 1];
      for (int j = 0; j <= rank; j++) {
        step[j] = alpha * direction[j];
        change[j] = newGradient[j] - gradient[j];
        task.point[j] += step[j];
      }
      memory.learn(step, change);
    }
    value = newValue;
    gradient = newGradient;
    // The diagonal that would be exact if every example had the task's mean curvature.
    double mean = Math.max(curvature / design.rows(), 1e-12);
    inverse = new double[rank + 1];
    for (int j = 0; j < rank; j++) {
      inverse[j] = 1 / (mean * design.eigenvalue(j) + penalty);
    }
    inverse[rank] = 1 / (mean * design.rows());
  }

  /** How far above the optimum the point is, if the diagonal is right. */
  private double distance() {
    double sum = 0;
    for (int j = 0; j <= rank; j++) {
      sum += gradient[j] * gradient[j] * inverse[j];
    }
    return sum / 2;
  }

  /** Chooses the next direction, unless the walk is at its end. */
  private void chooseDirection() {
    if (task.near || failures > 1 || task.iterations >= settings.maxIterations()) {
      ended = true;
      return;
    }
    task.iterations++;
    direction = memory.direction(gradient, inverse);
    slope = QuasiNewton.dot(direction, gradient);
    if (!(slope < 0)) {
      memory.forget();
      direction = memory.direction(gradient, inverse);
      slope = QuasiNewton.dot(direction, gradient);
    }
    alpha = 1;
    low = 0;
    lowSlope = slope;
    high = Double.POSITIVE_INFINITY;
    trials = 0;
  }

  /** The next point to look at: farther out, or between the bounds, by the secant of slopes. */
  private void chooseNext(boolean tooShort, double newSlope) {
    if (tooShort) {
      low = alpha;
      lowSlope = newSlope;
      alpha = Double.isInfinite(high) ? 3 * alpha : (low + high) / 2;
      return;
    }
    double share = newSlope > 0 ? lowSlope / (lowSlope - newSlope) : 0.5;
    high = alpha;
    alpha = low + (alpha - low) * Math.min(0.8, Math.max(0.05, share));
  }
}
