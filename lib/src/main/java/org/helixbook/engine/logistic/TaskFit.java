package org.helixbook.engine.logistic;

/**
 * How the fit of one task ended. The objective is scikit-learn's divided by C: the sum of the
 * examples' weighted log losses plus the squared length of the coefficients over 2C, with {@link
 * Solver#LIBLINEAR} also of the intercept. It and the gradient are computed in double precision
 * from the design matrix itself.
 *
 * @param c the inverse of the penalty's strength
 * @param positives how many examples are positive
 * @param objective its value, at least 0
 * @param logLoss the mean log loss without penalty and class weights, in nats
 * @param gradient the largest absolute partial derivative of the objective
 * @param iterations steps of the solver; of {@link Solver#OPTIMUM} those taken for all tasks
 *     together, until this one was near
 * @param newtonSteps steps taken afterwards for this task alone
 * @param converged whether the fit ended by the tolerance and not by the number of steps; true for
 *     a task with one class
 */
public record TaskFit(
    double c,
    int positives,
    double objective,
    double logLoss,
    double gradient,
    int iterations,
    int newtonSteps,
    boolean converged) {}
