package org.helixbook.engine.logistic;

import java.util.BitSet;

/** Where the fit of one task stands, in its solver's coordinates. */
final class TaskState {
  final boolean[] labels;

  /** The examples whose label is not known: they count nowhere. */
  final BitSet unknown;

  /** How many labels are known. */
  final int examples;

  final int positives;

  /** What a positive and a negative example count. */
  final double positiveWeight;

  final double negativeWeight;

  /** Coefficients, and behind them the intercept. */
  final double[] point;

  int iterations;
  boolean near;

  /** A task at 0, or with an intercept that says the share of positives. */
  TaskState(boolean[] labels, BitSet unknown, boolean balanced, int coordinates, boolean atZero) {
    this.labels = labels;
    this.unknown = unknown;
    this.examples = labels.length - unknown.cardinality();
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      count += labels[i] && !unknown.get(i) ? 1 : 0;
    }
    this.positives = count;
    int negatives = examples - count;
    this.positiveWeight = balanced && count > 0 ? examples / (2.0 * count) : 1;
    this.negativeWeight = balanced && negatives > 0 ? examples / (2.0 * negatives) : 1;
    this.point = new double[coordinates + 1];
    if (examples > 0 && (!atZero || isConstant())) {
      point[coordinates] = Math.log(positiveWeight * count) - Math.log(negativeWeight * negatives);
    }
  }

  /** Whether all examples are of one class, so that the intercept goes to infinity. */
  boolean isConstant() {
    return positives == 0 || positives == examples;
  }
}
