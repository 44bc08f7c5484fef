package org.helixbook.engine.logistic;

/**
 * How a penalised logistic regression is fitted, and so where the fit ends. With a weak penalty on
 * raw counts the optimum lies far away and the objective is flat on the way there: a solver that
 * stops early returns other coefficients, another F1 and another ranking.
 *
 * <p>The other two end as scikit-learn's solvers of these names end with their defaults ({@code
 * max_iter=100, tol=1e-4}); both begin with all coefficients at 0.
 */
public enum Solver {
  /** The optimum itself, whichever way leads there. */
  OPTIMUM("optimum", 1e-6, 200),

  /**
   * Limited-memory BFGS (Liu and Nocedal 1989) with ten pairs, as scipy's L-BFGS-B without bounds:
   * it ends when no partial derivative is above the tolerance, when a step lowers the objective by
   * less than 2.2e-9 of it, or after so many steps. scikit-learn's default since version 0.22.
   */
  LBFGS("lbfgs", 1e-4, 100),

  /**
   * The trust-region Newton method for the primal problem (Lin, Weng and Keerthi 2008), as
   * liblinear's: it ends when the gradient's length is at most the tolerance, times the share of
   * the rarer class, of its length at the start. The intercept is the coefficient of a feature that
   * is always 1 and is <em>penalised</em> like all others. scikit-learn's default before version
   * 0.22.
   */
  LIBLINEAR("liblinear", 1e-4, 100);

  private final String label;
  private final double tolerance;
  private final int maxIterations;

  Solver(String label, double tolerance, int maxIterations) {
    this.label = label;
    this.tolerance = tolerance;
    this.maxIterations = maxIterations;
  }

  /** Its name for a reader, such as {@code liblinear}. */
  public String label() {
    return label;
  }

  /** The tolerance it is usually run with. */
  double tolerance() {
    return tolerance;
  }

  /** The number of steps it is usually allowed. */
  int maxIterations() {
    return maxIterations;
  }

  /** Whether it walks in the basis of the eigenvectors, not in that of the features. */
  boolean usesEigenvectors() {
    return this == OPTIMUM;
  }
}
