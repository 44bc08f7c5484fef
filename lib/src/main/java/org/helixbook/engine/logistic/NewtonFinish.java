package org.helixbook.engine.logistic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.helixbook.feedback.Progress;

/**
 * Ends every fit in double precision: objective and gradient from the design itself, and Newton
 * steps, task by task, where the walk in company did not reach the optimum or where they cost next
 * to nothing.
 */
final class NewtonFinish {
  /** Examples times features squared up to which a Newton step is a matter of a blink. */
  private static final double SMALL = 5e9;

  private static final int GROUP = 64;

  private final LogisticRegression settings;
  private final EigenDesign design;
  private final TaskState[] states;
  private final Progress progress;

  NewtonFinish(
      LogisticRegression settings, EigenDesign design, TaskState[] states, Progress progress) {
    this.settings = settings;
    this.design = design;
    this.states = states;
    this.progress = progress;
  }

  LogisticModel run(FitCost.Clock clock) {
    double[][] coefficients = new double[states.length][];
    double[] intercepts = new double[states.length];
    TaskFit[] fits = new TaskFit[states.length];
    boolean small = (double) design.rows() * design.columns() * design.columns() <= SMALL;
    List<Integer> ready = new ArrayList<>();
    List<Integer> alone = new ArrayList<>();
    for (int task = 0; task < states.length; task++) {
      TaskState state = states[task];
      coefficients[task] = design.coefficients(state.point);
      intercepts[task] = state.point[design.rank()];
      if (state.isConstant()) {
        fits[task] = new TaskFit(settings.c(), state.positives, 0, 0, 0, 0, 0, true);
      } else if (design.rank() > 0 && (small || !state.near)) {
        alone.add(task);
      } else {
        ready.add(task);
      }
    }
    for (int first = 0; first < ready.size(); first += GROUP) {
      LogisticRegression.stopIfInterrupted();
      measure(
          ready.subList(first, Math.min(ready.size(), first + GROUP)),
          coefficients,
          intercepts,
          fits);
    }
    finish(alone, coefficients, intercepts, fits);
    for (int task = 0; task < states.length; task++) {
      if (!states[task].isConstant()) {
        intercepts[task] = design.rawIntercept(coefficients[task], intercepts[task]);
      }
    }
    return new LogisticModel(settings, coefficients, intercepts, List.of(fits), clock.read());
  }

  /** Objective and gradient of some tasks together. */
  private void measure(
      List<Integer> tasks, double[][] coefficients, double[] intercepts, TaskFit[] fits) {
    RowTeam team = design.team();
    int columns = design.columns();
    int count = tasks.size();
    double[][] losses = new double[team.parts()][count];
    double[][] weighted = new double[team.parts()][count];
    double[][] slopes = new double[team.parts()][count];
    DoublePointer[] sums = new DoublePointer[team.parts()];
    double[] gradient = new double[columns * count];
    try (DoublePointer weights = Blas.doubles((long) columns * count)) {
      for (int i = 0; i < count; i++) {
        weights.position((long) i * columns).put(coefficients[tasks.get(i)], 0, columns);
      }
      weights.position(0);
      for (int part = 0; part < sums.length; part++) {
        sums[part] = Blas.doubles(gradient.length);
        sums[part].put(gradient, 0, gradient.length);
      }
      team.each(
          (part, from, rows) -> {
            try (DoublePointer block = Blas.doubles((long) rows * columns);
                DoublePointer scores = Blas.doubles((long) rows * count)) {
              design.fill(block, from, rows);
              Blas.rightTransposed(block, weights, scores, rows, count, columns);
              double[] values = new double[rows * count];
              scores.get(values, 0, values.length);
              for (int row = 0; row < rows; row++) {
                for (int i = 0; i < count; i++) {
                  TaskState state = states[tasks.get(i)];
                  double s = values[row * count + i] + intercepts[tasks.get(i)];
                  boolean yes = state.labels[from + row];
                  double weight = yes ? state.positiveWeight : state.negativeWeight;
                  double exponential = Math.exp(-Math.abs(s));
                  double loss = LogLoss.of(s, yes, exponential);
                  double slope = weight * LogLoss.slope(s, yes, exponential);
                  losses[part][i] += loss;
                  weighted[part][i] += weight * loss;
                  slopes[part][i] += slope;
                  values[row * count + i] = slope;
                }
              }
              scores.put(values, 0, values.length);
              Blas.addLeftTransposed(block, scores, sums[part], columns, count, rows);
            }
          });
      double[] one = new double[gradient.length];
      for (DoublePointer sum : sums) {
        sum.get(one, 0, one.length);
        for (int i = 0; i < one.length; i++) {
          gradient[i] += one[i];
        }
      }
    } finally {
      for (DoublePointer sum : sums) {
        if (sum != null) {
          sum.close();
        }
      }
    }
    for (int i = 0; i < count; i++) {
      int task = tasks.get(i);
      double largest = Math.abs(sum(slopes, i));
      double square = 0;
      for (int j = 0; j < columns; j++) {
        double w = coefficients[task][j];
        square += w * w;
        largest = Math.max(largest, Math.abs(gradient[j * count + i] + w / settings.c()));
      }
      fits[task] =
          new TaskFit(
              settings.c(),
              states[task].positives,
              sum(weighted, i) + square / (2 * settings.c()),
              sum(losses, i) / design.rows(),
              largest,
              states[task].iterations,
              0,
              states[task].near || design.rank() == 0);
    }
  }

  private static double sum(double[][] parts, int i) {
    double sum = 0;
    for (double[] part : parts) {
      sum += part[i];
    }
    return sum;
  }

  /** Newton's method for each of the tasks, several at a time. */
  private void finish(
      List<Integer> tasks, double[][] coefficients, double[] intercepts, TaskFit[] fits) {
    if (tasks.isEmpty()) {
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger(states.length - tasks.size());
    AtomicBoolean stop = new AtomicBoolean();
    Thread caller = Thread.currentThread();
    design
        .team()
        .eachPart(
            part -> {
              for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                int task = tasks.get(i);
                NewtonTask newton =
                    new NewtonTask(
                        settings, design, states[task], coefficients[task], intercepts[task]);
                while (newton.step()) {
                  if (stop.get() || caller.isInterrupted()) {
                    stop.set(true);
                    return;
                  }
                }
                intercepts[task] = newton.intercept();
                fits[task] = newton.fit();
                synchronized (progress) {
                  progress.advance(
                      Math.min(states.length - 1, done.incrementAndGet()), "Newton steps");
                }
              }
            });
    LogisticRegression.stopIfInterrupted();
    if (IntStream.range(0, fits.length)
        .anyMatch(task -> tasks.contains(task) && fits[task] == null)) {
      throw new IllegalStateException("a task was left out");
    }
  }
}
