package org.helixbook.engine.logistic;

import java.util.Arrays;

/**
 * The objective of tasks and its derivatives at given coefficients, in one pass over the examples,
 * which are turned into numbers of the chosen precision block by block. Whatever the precision of
 * the products, sums are double.
 */
final class Objective {
  private static final double TINY = 1e-5;

  private final EigenDesign design;
  private final double penalty;
  private final boolean exact;

  /** The products are in double precision if they are to be exact, else in single. */
  Objective(EigenDesign design, double c, boolean exact) {
    this.design = design;
    this.penalty = 1 / c;
    this.exact = exact;
  }

  /**
   * What was found of each task.
   *
   * @param objectives the sums of weighted losses plus the penalty
   * @param logLosses the sums of unweighted losses
   * @param curvatures the sums of weighted second derivatives of the loss by the score
   * @param gradients {@code [columns + 1, tasks]}, of centred and scaled features; intercepts last
   */
  record Values(double[] objectives, double[] logLosses, double[] curvatures, double[] gradients) {}

  /** The sums of one thread. */
  private static final class Sums {
    /** Of each task and class, the negative one first. */
    final double[] losses;

    final double[] slopes;
    final double[] curvatures;
    final Matrix gradients;

    Sums(int count, int columns, boolean exact) {
      losses = new double[2 * count];
      slopes = new double[count];
      curvatures = new double[count];
      gradients = new Matrix(exact, (long) columns * count);
      gradients.put(new double[columns * count], 0);
    }
  }

  /**
   * Looks at one point for each task.
   *
   * @param tasks which
   * @param weights {@code [columns + 1, tasks]}, for centred and scaled features; intercepts last
   * @param bends where to put each example's second derivative, {@code [rows]}, for a single task;
   *     null if they are not wanted
   */
  Values at(TaskState[] tasks, double[] weights, double[] bends) {
    RowTeam team = design.team();
    int count = tasks.length;
    int columns = design.columns();
    Sums[] sums = new Sums[team.parts()];
    try (Matrix scaled = new Matrix(exact, (long) columns * count)) {
      double[] raw = new double[columns * count];
      for (int at = 0; at < raw.length; at++) {
        raw[at] = weights[at] * design.scale(at / count);
      }
      scaled.put(raw, 0);
      for (int part = 0; part < sums.length; part++) {
        sums[part] = new Sums(count, columns, exact);
      }
      double[] intercepts = new double[count];
      System.arraycopy(weights, raw.length, intercepts, 0, count);
      team.each(
          (part, from, rows) -> {
            try (Matrix block = new Matrix(exact, (long) rows * columns);
                Matrix scores = new Matrix(exact, (long) rows * count)) {
              design.fill(block, from, rows);
              scores.product(block, scaled, rows, count, columns);
              double[] values = new double[rows * count];
              scores.get(values, 0);
              differentiate(tasks, intercepts, values, from, sums[part], bends);
              scores.put(values, 0);
              sums[part].gradients.addLeftTransposed(block, scores, columns, count, rows);
            }
          });
      return total(tasks, weights, sums);
    } finally {
      for (Sums part : sums) {
        if (part != null) {
          part.gradients.close();
        }
      }
    }
  }

  /** Adds up the losses of a block of examples; its scores become the losses' slopes. */
  private static void differentiate(
      TaskState[] tasks,
      double[] intercepts,
      double[] values,
      int from,
      Sums sums,
      double[] bends) {
    int count = tasks.length;
    boolean[][] labels = new boolean[count][];
    boolean masked = Arrays.stream(tasks).anyMatch(task -> !task.unknown.isEmpty());
    double[] weights = new double[2 * count];
    // A block's losses log(1 + x) are the logarithm of a product of 256 factors from 1 to 2.
    double[] products = new double[2 * count];
    for (int i = 0; i < count; i++) {
      labels[i] = tasks[i].labels;
      weights[2 * i] = tasks[i].negativeWeight;
      weights[2 * i + 1] = tasks[i].positiveWeight;
      products[2 * i] = 1;
      products[2 * i + 1] = 1;
    }
    for (int at = 0, row = from; at < values.length; row++) {
      for (int i = 0; i < count; i++, at++) {
        if (masked && tasks[i].unknown.get(row)) {
          values[at] = 0;
          if (bends != null) {
            bends[row] = 0;
          }
          continue;
        }
        double score = values[at] + intercepts[i];
        boolean yes = labels[i][row];
        int which = yes ? 2 * i + 1 : 2 * i;
        double weight = weights[which];
        double wrong = yes ? -score : score;
        double x = Math.exp(-Math.abs(score));
        double sure = 1 / (1 + x);
        if (wrong > 0) {
          sums.losses[which] += wrong;
        }
        if (x < TINY) {
          sums.losses[which] += x - 0.5 * x * x;
        } else {
          products[which] *= 1 + x;
        }
        // The probability of the other class, without cancellation.
        double pull = weight * (wrong > 0 ? sure : x * sure);
        double slope = yes ? -pull : pull;
        double bend = weight * x * sure * sure;
        values[at] = slope;
        sums.slopes[i] += slope;
        sums.curvatures[i] += bend;
        if (bends != null) {
          bends[row] = bend;
        }
      }
    }
    for (int which = 0; which < products.length; which++) {
      sums.losses[which] += Math.log(products[which]);
    }
  }

  private Values total(TaskState[] tasks, double[] weights, Sums[] sums) {
    int count = tasks.length;
    int columns = design.columns();
    double[] gradients = new double[(columns + 1) * count];
    double[] one = new double[columns * count];
    double[] objectives = new double[count];
    double[] logLosses = new double[count];
    double[] curvatures = new double[count];
    for (Sums part : sums) {
      part.gradients.get(one, 0);
      for (int at = 0; at < one.length; at++) {
        gradients[at] += one[at];
      }
      for (int i = 0; i < count; i++) {
        gradients[one.length + i] += part.slopes[i];
        curvatures[i] += part.curvatures[i];
        logLosses[i] += part.losses[2 * i] + part.losses[2 * i + 1];
        objectives[i] +=
            tasks[i].negativeWeight * part.losses[2 * i]
                + tasks[i].positiveWeight * part.losses[2 * i + 1];
      }
    }
    for (int at = 0; at < one.length; at++) {
      gradients[at] = gradients[at] * design.scale(at / count) + penalty * weights[at];
      objectives[at % count] += penalty * weights[at] * weights[at] / 2;
    }
    return new Values(objectives, logLosses, curvatures, gradients);
  }
}
