package org.helixbook.model.logistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.helixbook.engine.logistic.EigenDesign;
import org.helixbook.engine.logistic.FitCost;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.engine.logistic.TaskFit;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;

/**
 * Chooses C for each task by its average precision on validation examples. Test examples have no
 * place here.
 *
 * @param base everything but C
 * @param grid the values of C to try, rising
 */
public record PenaltySearch(LogisticRegression base, List<Double> grid) {

  /**
   * Checks the grid.
   *
   * @throws InputProblem if it is empty or does not rise
   */
  public PenaltySearch {
    grid = List.copyOf(grid);
    boolean rising = !grid.isEmpty();
    for (int i = 1; i < grid.size(); i++) {
      rising &= grid.get(i) > grid.get(i - 1);
    }
    if (!rising) {
      throw new InputProblem(
          "grid of C", grid + " does not rise", "give at least one value, each above the last");
    }
  }

  /**
   * What was chosen.
   *
   * @param model the chosen fit of each task
   * @param chosen the C of each task
   * @param scores {@code [values of C][tasks]}, average precision on validation examples; NaN where
   *     it is undefined
   */
  public record Choice(LogisticModel model, double[] chosen, double[][] scores) {}

  /**
   * Fits every task with every C and keeps the best fit of each. Where values of C are equally
   * good, or validation has no positive, the strongest penalty of them is kept.
   *
   * @param train the training examples
   * @param validation the validation examples, with the same features and tasks
   * @param progress who listens
   * @return the choice
   */
  public Choice run(KmerTasks train, KmerTasks validation, Progress progress) {
    FitCost.Clock clock = new FitCost.Clock();
    int tasks = train.labels().length;
    double[][] scores = new double[grid.size()][tasks];
    double[] chosen = new double[tasks];
    double[] best = new double[tasks];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    double[][] coefficients = new double[tasks][];
    double[] intercepts = new double[tasks];
    TaskFit[] fits = new TaskFit[tasks];
    try (EigenDesign prepared = EigenDesign.of(train.design(), base.standardise())) {
      for (int i = 0; i < grid.size(); i++) {
        LogisticModel model =
            base.withC(grid.get(i)).fit(prepared, train.labels(), train.unknown(), progress, clock);
        ScoredTasks said = validation.scored(model);
        for (int task = 0; task < tasks; task++) {
          OptionalDouble score = said.ranked(task).averagePrecision();
          scores[i][task] = score.orElse(Double.NaN);
          if (fits[task] == null || score.orElse(Double.NEGATIVE_INFINITY) > best[task]) {
            best[task] = score.orElse(Double.NEGATIVE_INFINITY);
            chosen[task] = grid.get(i);
            coefficients[task] = model.coefficients(task);
            intercepts[task] = model.intercept(task);
            fits[task] = model.fits().get(task);
          }
        }
      }
    }
    return new Choice(
        new LogisticModel(
            coefficients, intercepts, new ArrayList<>(Arrays.asList(fits)), clock.read()),
        chosen,
        scores);
  }
}
