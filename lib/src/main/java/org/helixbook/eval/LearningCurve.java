package org.helixbook.eval;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How an error falls with the number of training examples: the power law {@code error = factor *
 * examples^-exponent}, by least squares on the logarithms (a straight line on doubly logarithmic
 * axes). Real curves flatten where nothing is left to learn, so what lies beyond the numbers
 * measured holds only if the law does.
 *
 * @param factor the error at one example, by the law
 * @param exponent above 0 if the error falls, with the 95 % interval of the slope; the ends are NaN
 *     with two points
 */
public record LearningCurve(double factor, ConfidenceInterval exponent) {
  private static final double LEVEL = 0.95;

  /**
   * Fits the law.
   *
   * @param examples how many were learned from, above 0; at least two different numbers, each as
   *     often as there are trainings
   * @param errors of each, above 0
   * @throws IllegalArgumentException if the lengths differ, a value is not above 0, or all numbers
   *     are the same
   */
  public static LearningCurve of(double[] examples, double[] errors) {
    if (examples.length != errors.length) {
      throw new IllegalArgumentException(
          examples.length + " numbers, " + errors.length + " errors");
    }
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < examples.length; i++) {
      if (!(examples[i] > 0 && errors[i] > 0)) {
        throw new IllegalArgumentException(
            "an error of " + errors[i] + " from " + examples[i] + " examples has no logarithm");
      }
      line.addData(Math.log(examples[i]), Math.log(errors[i]));
    }
    double slope = line.getSlope();
    if (Double.isNaN(slope)) {
      throw new IllegalArgumentException("one number of examples makes no curve");
    }
    double half = examples.length > 2 ? line.getSlopeConfidenceInterval(1 - LEVEL) : Double.NaN;
    return new LearningCurve(
        Math.exp(line.getIntercept()),
        new ConfidenceInterval(0 - slope, -slope - half, -slope + half, LEVEL));
  }

  /** The error after learning from so many examples, by the law. */
  public double error(double examples) {
    return factor * Math.pow(examples, -exponent.value());
  }

  /**
   * How many examples an error takes, by the law.
   *
   * @param error above 0
   * @return NaN if the error does not fall
   */
  public double examplesFor(double error) {
    return exponent.value() > 0 ? Math.pow(factor / error, 1 / exponent.value()) : Double.NaN;
  }
}
