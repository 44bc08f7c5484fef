package org.helixbook.engine.logistic;

/** The walk of one task: which points are looked at, and where it goes from what is found there. */
abstract class Walk {
  final TaskState task;
  boolean ended;

  /** Where to look next: so far along the direction from the task's point. */
  double[] direction;

  double alpha;

  /** A walk that first looks at the task's point itself. */
  Walk(TaskState task) {
    this.task = task;
    this.direction = new double[task.point.length];
  }

  /**
   * Judges the point that was looked at, goes there if it will do, and chooses another.
   *
   * @param value of the objective
   * @param gradient in the coordinates of the point
   * @param curvature the sum of the examples' second derivatives by the score
   */
  abstract void learn(double value, double[] gradient, double curvature);
}
