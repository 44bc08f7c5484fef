package org.helixbook.engine.logistic;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * Logistic regression with an L2 penalty, for many binary tasks on the same features at once. For
 * each task it minimises scikit-learn's objective, {@code |w|^2 / 2 + C * sum of log losses}, where
 * the intercept carries no penalty.
 *
 * <p>The features' Gram matrix is decomposed once for all tasks. In the basis of its eigenvectors a
 * limited-memory quasi-Newton method (Nocedal and Wright 2006, section 7.2) walks for a group of
 * tasks together, so that its work is a few large matrix products; a task that is nearly separable,
 * or small, ends with Newton steps of its own in double precision.
 *
 * <p>Examples are read block by block as they are, k-mer counts in a byte each. Beside them it
 * needs a few matrices of the number of features squared, in double precision.
 *
 * @param c the inverse of the penalty's strength, above 0; the paper's code has 1e6
 * @param standardise whether each feature is scaled to mean 0 and deviation 1 over the examples of
 *     the fit, before the penalty
 * @param balanced whether both classes get the same weight in all, as scikit-learn's {@code
 *     class_weight="balanced"} does
 * @param solver where a fit ends, see {@link Solver}; what is said above is of {@link
 *     Solver#OPTIMUM}
 * @param tolerance the fit of a task ends when its objective is within this share of the optimum,
 *     as far as can be estimated; of the other solvers see there
 * @param maxIterations how many steps the tasks take together at most, before those that are left
 *     go on alone; with the other solvers they end there
 */
public record LogisticRegression(
    double c,
    boolean standardise,
    boolean balanced,
    Solver solver,
    double tolerance,
    int maxIterations) {

  /** The most features whose Gram matrix is decomposed. */
  static final int MOST_COLUMNS = 8192;

  /**
   * Checks the numbers.
   *
   * @throws InputProblem if one is out of its range
   */
  public LogisticRegression {
    Objects.requireNonNull(solver, "solver");
    if (!(c > 0 && c <= 1e12)) {
      throw new InputProblem(
          "C of the logistic regression",
          c + " is no inverse strength of a penalty",
          "give a number above 0, at most 1e12");
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new InputProblem(
          "tolerance of the logistic regression",
          tolerance + " is no share",
          "give a number above 0 and below 1, such as 1e-6");
    }
    if (maxIterations < 1) {
      throw new InputProblem(
          "iterations of the logistic regression",
          maxIterations + " is none at all",
          "give at least 1");
    }
  }

  /** Settings to be chosen: at first C = 1, features as they are, classes as they are. */
  public static Builder builder() {
    return new Builder();
  }

  /** As the paper's code has it: C = 1e6, raw counts, no class weights. */
  public static LogisticRegression paper() {
    return builder().c(1e6).build();
  }

  /** The settings, one by one. */
  public static final class Builder {
    private double c = 1;
    private boolean standardise;
    private boolean balanced;
    private Solver solver = Solver.OPTIMUM;
    private double tolerance = solver.tolerance();
    private int maxIterations = solver.maxIterations();

    private Builder() {}

    /** Sets the inverse of the penalty's strength. */
    public Builder c(double value) {
      c = value;
      return this;
    }

    /** Says whether features are standardised. */
    public Builder standardise(boolean value) {
      standardise = value;
      return this;
    }

    /** Says whether the rarer class gets more weight. */
    public Builder balanced(boolean value) {
      balanced = value;
      return this;
    }

    /** Sets the solver, and the tolerance and number of steps that it is usually run with. */
    public Builder solver(Solver value) {
      solver = value;
      tolerance = value.tolerance();
      maxIterations = value.maxIterations();
      return this;
    }

    /** Sets how near to the optimum a fit ends, as a share of the objective. */
    public Builder tolerance(double value) {
      tolerance = value;
      return this;
    }

    /** Sets how many steps the tasks take together at most. */
    public Builder maxIterations(int value) {
      maxIterations = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws InputProblem if one is out of its range
     */
    public LogisticRegression build() {
      return new LogisticRegression(c, standardise, balanced, solver, tolerance, maxIterations);
    }
  }

  /**
   * The same with another C.
   *
   * @param value above 0
   * @return new settings
   */
  public LogisticRegression withC(double value) {
    return new LogisticRegression(value, standardise, balanced, solver, tolerance, maxIterations);
  }

  /**
   * Fits one task.
   *
   * @param design the examples' features
   * @param labels whether each example is positive
   * @return the model, with one task
   * @throws InputProblem if there is nothing to fit, or too many features
   */
  public LogisticModel fit(DesignMatrix design, boolean[] labels) {
    return fit(design, new boolean[][] {labels});
  }

  /**
   * Fits many tasks.
   *
   * @param design the examples' features
   * @param labels {@code [tasks][rows]}, whether each example is positive for the task
   * @return the model
   * @throws InputProblem if there is nothing to fit, or too many features
   */
  public LogisticModel fit(DesignMatrix design, boolean[][] labels) {
    return fit(design, labels, Progress.silent());
  }

  /**
   * Fits many tasks and tells how far it is.
   *
   * @param design the examples' features
   * @param labels {@code [tasks][rows]}, whether each example is positive for the task
   * @param progress who listens
   * @return the model
   * @throws InputProblem if there is nothing to fit, or too many features
   * @throws CancellationException if the thread was interrupted; nothing is kept then
   */
  public LogisticModel fit(DesignMatrix design, boolean[][] labels, Progress progress) {
    return fit(design, labels, List.of(), progress);
  }

  /**
   * The same with labels that are not known. Features are standardised over all examples.
   *
   * @param unknown for each task the examples that its fit leaves out; empty if all are known
   */
  public LogisticModel fit(
      DesignMatrix design, boolean[][] labels, List<BitSet> unknown, Progress progress) {
    FitCost.Clock clock = new FitCost.Clock();
    try (EigenDesign prepared = EigenDesign.of(design, standardise)) {
      return fit(prepared, labels, unknown, progress, clock);
    }
  }

  /** Fits on a design whose Gram matrix is decomposed already. */
  public LogisticModel fit(
      EigenDesign prepared,
      boolean[][] labels,
      List<BitSet> unknown,
      Progress progress,
      FitCost.Clock clock) {
    Objects.requireNonNull(progress, "progress");
    if (labels.length == 0) {
      throw new InputProblem(
          "logistic regression", "there is no task", "give labels of at least one");
    }
    for (int task = 0; task < labels.length; task++) {
      if (labels[task].length != prepared.rows()) {
        throw new IllegalArgumentException(
            "task "
                + task
                + " has "
                + CountText.of(labels[task].length, "label")
                + " for "
                + CountText.of(prepared.rows(), "example"));
      }
    }
    progress.begin(
        "Logistic regression, C = " + (c + "").replaceAll("\\.0(?=E|$)", "").replace('E', 'e'),
        labels.length,
        "tasks");
    boolean ended = false;
    try {
      TaskState[] states = new TaskState[labels.length];
      for (int task = 0; task < states.length; task++) {
        states[task] =
            new TaskState(
                labels[task],
                unknown.isEmpty() ? new BitSet() : unknown.get(task),
                balanced,
                prepared.coordinates(solver),
                !solver.usesEigenvectors());
      }
      if (solver == Solver.LIBLINEAR) {
        new TrustRegion(this, prepared, progress).run(states);
      } else {
        new BatchSolver(this, prepared, progress).run(states);
      }
      LogisticModel model = new NewtonFinish(this, prepared, states, progress).run(clock);
      ended = true;
      progress.advance(labels.length, "");
      return model;
    } finally {
      progress.end(ended ? "done" : "stopped");
    }
  }

  /** Ends the work if somebody asked for it. */
  static void stopIfInterrupted() {
    if (Thread.interrupted()) {
      throw new CancellationException("the logistic regression was stopped; nothing of it is kept");
    }
  }
}
