package org.helixbook.engine.logistic;

/** Where the fit of one task stands, in its solver's coordinates. */
final class TaskState {
  final boolean[] labels;
  final int positives;

  /** What a positive and a negative example count. */
  final double positiveWeight;

  final double negativeWeight;

  /** Coefficients, and behind them the intercept. */
  final double[] point;

  int iterations;
  boolean near;

  /** A task at 0, or with an intercept that says the share of positives. */
  TaskState(boolean[] labels, boolean balanced, int coordinates, boolean atZero) {
    this.labels = labels;
    int count = 0;
    for (boolean label : labels) {
      count += label ? 1 : 0;
    }
    this.positives = count;
    int negatives = labels.length - count;
    this.positiveWeight = balanced && count > 0 ? labels.length / (2.0 * count) : 1;
    this.negativeWeight = balanced && negatives > 0 ? labels.length / (2.0 * negatives) : 1;
    this.point = new double[coordinates + 1];
    if (!atZero || isConstant()) {
      point[coordinates] = Math.log(positiveWeight * count) - Math.log(negativeWeight * negatives);
    }
  }

  /** Whether all examples are of one class, so that the intercept goes to infinity. */
  boolean isConstant() {
    return positives == 0 || positives == labels.length;
  }
}
