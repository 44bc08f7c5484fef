package org.helixbook.engine.logistic;

/** The log loss of a score, and what goes with it, without overflow. */
final class LogLoss {
  private LogLoss() {}

  /** {@code log(1 + x)} for x from 0 to 1. */
  static double logOnePlus(double x) {
    return x < 1e-5 ? x - 0.5 * x * x : Math.log(1 + x);
  }

  /** {@code log(1 + exp(s)) - y s}, from {@code exp(-|s|)}. */
  static double of(double score, boolean label, double exponential) {
    double wrong = label ? -score : score;
    return Math.max(wrong, 0) + logOnePlus(exponential);
  }

  /** {@code p - y}, from {@code exp(-|s|)}, without cancellation. */
  static double slope(double score, boolean label, double exponential) {
    double small = exponential / (1 + exponential);
    double wrong = (score > 0) == label ? small : 1 / (1 + exponential);
    return label ? -wrong : wrong;
  }
}
