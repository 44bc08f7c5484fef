package org.helixbook.engine.logistic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.helixbook.feedback.Progress;

/**
 * Takes tasks towards their optima together, a group at a time: in each round every task of the
 * group has its objective and gradient looked at, at one point of its own, and chooses its next
 * point. A task that is near its optimum makes room for the next one.
 */
final class BatchSolver {
  private static final int WIDTH = 128;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final Progress progress;
  private final Objective objective;
  private final int size;

  BatchSolver(LogisticRegression settings, EigenDesign design, Progress progress) {
    this.settings = settings;
    this.design = design;
    this.progress = progress;
    // Where a fit stops half way, rounding decides where: there products are exact.
    this.objective = new Objective(design, settings.c(), !settings.solver().usesEigenvectors());
    this.size = design.coordinates(settings.solver());
  }

  /** Moves the tasks' points; those of one class stay where they are. */
  void run(TaskState[] states) {
    Deque<TaskState> waiting = new ArrayDeque<>();
    for (TaskState state : states) {
      if (!state.isConstant() && size > 0) {
        waiting.add(state);
      }
    }
    List<Walk> walks = new ArrayList<>();
    while (!walks.isEmpty() || !waiting.isEmpty()) {
      LogisticRegression.stopIfInterrupted();
      while (walks.size() < WIDTH && !waiting.isEmpty()) {
        walks.add(
            settings.solver() == Solver.LBFGS
                ? new PlainWalk(settings, waiting.remove())
                : new EigenWalk(settings, design, waiting.remove()));
      }
      goOn(walks);
      if (walks.removeIf(walk -> walk.ended)) {
        int left = walks.size() + waiting.size();
        progress.advance(Math.min(states.length - left, states.length - 1), "");
      }
    }
  }

  private void goOn(List<Walk> walks) {
    int count = walks.size();
    double[] points = new double[(size + 1) * count];
    for (int i = 0; i < count; i++) {
      Walk walk = walks.get(i);
      for (int j = 0; j <= size; j++) {
        points[j * count + i] = walk.task.point[j] + walk.alpha * walk.direction[j];
      }
    }
    TaskState[] tasks = walks.stream().map(walk -> walk.task).toArray(TaskState[]::new);
    Objective.Values found =
        objective.at(tasks, design.toFeatures(settings.solver(), points, count), null);
    double[] gradients = design.gradients(settings.solver(), found.gradients(), count);
    for (int i = 0; i < count; i++) {
      double[] gradient = new double[size + 1];
      for (int j = 0; j <= size; j++) {
        gradient[j] = gradients[j * count + i];
      }
      walks.get(i).learn(found.objectives()[i], gradient, found.curvatures()[i]);
    }
  }
}
