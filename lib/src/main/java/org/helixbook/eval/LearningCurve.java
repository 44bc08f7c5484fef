package org.helixbook.eval;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
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
 * @param scatter of the points around the line
 */
public record LearningCurve(double factor, ConfidenceInterval exponent, Scatter scatter) {
  private static final double LEVEL = 0.95;

  /**
   * What an interval around the line needs.
   *
   * @param points how many there are
   * @param centre mean logarithm of the numbers of examples
   * @param squares sum of their squared distances from it
   * @param meanSquare of the residuals; NaN with two points
   */
  public record Scatter(long points, double centre, double squares, double meanSquare) {}

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
        new ConfidenceInterval(0 - slope, -slope - half, -slope + half, LEVEL),
        new Scatter(
            line.getN(),
            Arrays.stream(examples).map(Math::log).average().orElseThrow(),
            line.getXSumSquares(),
            line.getMeanSquareError()));
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

  /**
   * How many examples an error takes, by the law, with an interval by Fieller's theorem (1954): all
   * numbers at which the 95 % band around the line holds the error.
   *
   * @param error above 0
   * @return infinite if the error does not fall with the number, or not so far; an upper end is
   *     infinite, too, if the slope is not surely below 0. The ends are NaN with two points, and
   *     where the error surely rises
   */
  public ConfidenceInterval intervalFor(double error) {
    double slope = 0 - exponent.value();
    double value = slope < 0 ? examplesFor(error) : Double.POSITIVE_INFINITY;
    if (Double.isNaN(scatter.meanSquare())) {
      return new ConfidenceInterval(value, Double.NaN, Double.NaN, LEVEL);
    }
    double t =
        new TDistribution(scatter.points() - 2.0).inverseCumulativeProbability((1 + LEVEL) / 2);
    double noise = t * t * Math.max(0, scatter.meanSquare());
    double above = Math.log(factor) + slope * scatter.centre() - Math.log(error);
    // The band holds the error where a u^2 + 2 b u + c <= 0, u counted from the centre.
    double a = slope * slope - noise / scatter.squares();
    double b = slope * above;
    double c = above * above - noise / scatter.points();
    double inside = b * b - a * c;
    if (a > 0) {
      // Never below 0 but for rounding.
      double root = Math.sqrt(Math.max(0, inside));
      return slope < 0
          ? new ConfidenceInterval(value, at((-b - root) / a), at((-b + root) / a), LEVEL)
          : new ConfidenceInterval(value, Double.NaN, Double.NaN, LEVEL);
    }
    // The slope may be 0: of the two open ends the one counts on which a falling line lies.
    if (inside < 0 || a == 0) {
      return new ConfidenceInterval(value, 0, Double.POSITIVE_INFINITY, LEVEL);
    }
    double root = Math.sqrt(inside);
    return above > 0
        ? new ConfidenceInterval(value, at((-b - root) / a), Double.POSITIVE_INFINITY, LEVEL)
        : new ConfidenceInterval(value, 0, at((-b + root) / a), LEVEL);
  }

  private double at(double fromCentre) {
    return Math.exp(scatter.centre() + fromCentre);
  }
}
