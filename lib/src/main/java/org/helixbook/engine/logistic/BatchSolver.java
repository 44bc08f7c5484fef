package org.helixbook.engine.logistic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.helixbook.feedback.Progress;

/**
 * Takes tasks towards their optima together, a group at a time: in each round every task of the
 * group has its objective and gradient looked at, at one point of its own, and chooses its next
 * point. A task that is near its optimum makes room for the next one.
 */
final class BatchSolver {
  private static final int WIDTH = 128;
  private static final int TRIALS = 12;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final Progress progress;
  private final Objective objective;
  private final int rank;
  private final double penalty;

  BatchSolver(LogisticRegression settings, EigenDesign design, Progress progress) {
    this.settings = settings;
    this.design = design;
    this.progress = progress;
    this.objective = new Objective(design, settings.c(), false);
    this.rank = design.rank();
    this.penalty = 1 / settings.c();
  }

  /** Moves the tasks' points; those of one class stay where they are. */
  void run(TaskState[] states) {
    Deque<TaskState> waiting = new ArrayDeque<>();
    for (TaskState state : states) {
      if (!state.isConstant() && rank > 0) {
        waiting.add(state);
      }
    }
    List<Walk> walks = new ArrayList<>();
    while (!walks.isEmpty() || !waiting.isEmpty()) {
      LogisticRegression.stopIfInterrupted();
      while (walks.size() < WIDTH && !waiting.isEmpty()) {
        walks.add(new Walk(waiting.remove()));
      }
      goOn(walks);
      if (walks.removeIf(walk -> walk.ended)) {
        int left = walks.size() + waiting.size();
        progress.advance(Math.min(states.length - left, states.length - 1), "");
      }
    }
  }

  private void goOn(List<Walk> walks) {
    int count = walks.size();
    double[] points = new double[(rank + 1) * count];
    for (int i = 0; i < count; i++) {
      Walk walk = walks.get(i);
      for (int j = 0; j <= rank; j++) {
        points[j * count + i] = walk.task.point[j] + walk.alpha * walk.direction[j];
      }
    }
    TaskState[] tasks = walks.stream().map(walk -> walk.task).toArray(TaskState[]::new);
    Objective.Values found = objective.at(tasks, design.toFeatures(points, count), null);
    double[] gradients = design.toEigen(found.gradients(), count);
    for (int i = 0; i < count; i++) {
      double[] gradient = new double[rank + 1];
      for (int j = 0; j <= rank; j++) {
        gradient[j] = gradients[j * count + i];
      }
      walks.get(i).learn(found.objectives()[i], gradient, found.curvatures()[i]);
    }
  }

  /** The walk of one task, in the basis of the eigenvectors. */
  private final class Walk {
    final TaskState task;
    final QuasiNewton memory = new QuasiNewton();
    boolean ended;

    /** Where to look next: so far along the direction. */
    double[] direction = new double[rank + 1];

    double alpha;

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

    Walk(TaskState task) {
      this.task = task;
    }

    /** Judges the point that was looked at, goes there if it will do, and chooses another. */
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
}
