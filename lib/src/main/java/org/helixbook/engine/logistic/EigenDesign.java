package org.helixbook.engine.logistic;

import java.util.Arrays;
import org.helixbook.feedback.InputProblem;

/**
 * A design matrix, centred and perhaps standardised, and the eigenvectors of its Gram matrix. In
 * their basis the columns are orthogonal, and the curvature of every task's objective nearly
 * diagonal. Directions in which the examples do not differ are left out: with a penalty the
 * coefficients there are 0.
 *
 * <p>The examples stay as they are, counts in a byte each: what the basis turns is coefficients and
 * gradients, which are few.
 */
public final class EigenDesign implements AutoCloseable {
  private static final int BLOCK = 256;

  /** Eigenvalues below this share of the largest are rounding errors of zero. */
  private static final double NOTHING = 1e-12;

  private final DesignMatrix design;
  private final RowTeam team;

  /** What is taken from each feature: its mean, rounded, so that differences of floats suffice. */
  private final float[] mean;

  private final double[] scale;

  /** How far each feature was moved that is not scaled: where its 0 is. */
  private final double[] origin;

  private double[] eigenvalues;

  /** The eigenvectors, {@code [columns, rank]}. */
  private Matrix vectors;

  private EigenDesign(DesignMatrix design, RowTeam team) {
    this.design = design;
    this.team = team;
    this.mean = new float[design.columns()];
    this.scale = new double[design.columns()];
    this.origin = new double[design.columns()];
  }

  public static EigenDesign of(DesignMatrix design, boolean standardise) {
    if (design.rows() == 0 || design.columns() == 0) {
      throw new InputProblem(
          "logistic regression",
          design.rows() + " examples of " + design.columns() + " features leave nothing to fit",
          "give at least one of each");
    }
    if (design.columns() > LogisticRegression.MOST_COLUMNS) {
      throw new InputProblem(
          "logistic regression",
          design.columns() + " features are too many for their Gram matrix",
          "give at most " + LogisticRegression.MOST_COLUMNS);
    }
    EigenDesign made = new EigenDesign(design, new RowTeam(design.rows(), BLOCK));
    boolean complete = false;
    try {
      made.findMeans();
      LogisticRegression.stopIfInterrupted();
      made.decompose(standardise);
      LogisticRegression.stopIfInterrupted();
      complete = true;
      return made;
    } finally {
      if (!complete) {
        made.close();
      }
    }
  }

  private void findMeans() {
    double[][] sums = new double[team.parts()][columns()];
    team.each(
        (part, from, rows) -> {
          float[] row = new float[columns()];
          for (int i = 0; i < rows; i++) {
            design.copyRow(from + i, row, 0);
            for (int j = 0; j < row.length; j++) {
              sums[part][j] += row[j];
            }
          }
        });
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      for (double[] part : sums) {
        sum += part[j];
      }
      mean[j] = (float) (sum / rows());
    }
  }

  private void decompose(boolean standardise) {
    int columns = columns();
    Arrays.fill(scale, 1);
    double[] ones = new double[rows()];
    Arrays.fill(ones, 1);
    double[] gram = new double[columns * columns];
    double[] row = new double[columns];
    try (Matrix sum = gram(ones, 0)) {
      for (int j = 0; j < columns; j++) {
        sum.get(row, j * (columns + 1L));
        // A feature that never changes stays as it is; its coefficient will be 0.
        scale[j] = standardise && row[j] > 0 ? Math.sqrt(rows() / row[j]) : 1;
        origin[j] = standardise ? 0 : mean[j];
        for (int k = 0; k <= j; k++) {
          gram[j * columns + k] = row[k] * scale[j] * scale[k];
        }
      }
    }
    try (Matrix square = new Matrix(true, gram.length)) {
      square.put(gram, 0);
      double[] rising = square.eigen(columns);
      double floor = Math.max(rising[columns - 1] * NOTHING, Double.MIN_NORMAL);
      int first = 0;
      while (first < columns && rising[first] <= floor) {
        first++;
      }
      eigenvalues = Arrays.copyOfRange(rising, first, columns);
      vectors = new Matrix(true, (long) columns * rank());
      double[] kept = new double[rank()];
      for (int j = 0; j < columns; j++) {
        square.get(kept, (long) j * columns + first);
        vectors.put(kept, (long) j * rank());
      }
    }
  }

  /**
   * The sum of {@code weight x x'} over the examples, x being the centred and scaled features and a
   * 1 behind them: {@code [columns + 1, columns + 1]}, the lower triangle. Examples whose weight is
   * not above the least are left out.
   */
  Matrix gram(double[] weights, double least) {
    int size = columns() + 1;
    Matrix[] sums = new Matrix[team.parts()];
    team.eachPart(
        part -> {
          sums[part] = new Matrix(true, (long) size * size);
          for (int j = 0; j < size; j++) {
            sums[part].put(new double[size], (long) j * size);
          }
        });
    team.each(
        (part, from, rows) -> {
          try (Matrix block = new Matrix(true, (long) rows * size)) {
            float[] raw = new float[size - 1];
            double[] row = new double[size];
            int kept = 0;
            for (int i = from; i < from + rows; i++) {
              if (weights[i] > least) {
                double root = Math.sqrt(weights[i]);
                design.copyRow(i, raw, 0);
                for (int j = 0; j < raw.length; j++) {
                  row[j] = root * scale[j] * ((double) raw[j] - mean[j]);
                }
                row[size - 1] = root;
                block.put(row, (long) kept++ * size);
              }
            }
            sums[part].addGram(block, size, kept);
          }
        });
    for (int part = 1; part < sums.length; part++) {
      sums[0].add(sums[part], size * size);
      sums[part].close();
    }
    return sums[0];
  }

  /** Writes some examples, centred but not scaled. */
  void fill(Matrix block, int from, int rows) {
    block.putRows(design, mean, from, rows);
  }

  /** How many coordinates a solver's points have, without the intercept. */
  int coordinates(Solver solver) {
    return solver.usesEigenvectors() ? rank() : columns();
  }

  /**
   * Coefficients of centred and scaled features from a solver's points.
   *
   * @param solver which either walks in the basis of the eigenvectors or among the features, which
   *     are counted from 0 unless they are standardised
   * @param points {@code [coordinates + 1, count]}, intercepts last
   * @return {@code [columns + 1, count]}, intercepts last
   */
  double[] toFeatures(Solver solver, double[] points, int count) {
    if (solver.usesEigenvectors()) {
      return turn(
          points,
          rank(),
          columns(),
          count,
          (from, to) -> to.product(vectors, from, columns(), count, rank()));
    }
    double[] centred = points.clone();
    int intercepts = columns() * count;
    for (int at = 0; at < intercepts; at++) {
      centred[intercepts + at % count] += origin[at / count] * points[at];
    }
    return centred;
  }

  /**
   * Gradients in a solver's coordinates from those of centred and scaled features.
   *
   * @param solver see {@link #toFeatures}
   * @param gradients {@code [columns + 1, count]}, intercepts last
   * @return {@code [coordinates + 1, count]}, intercepts last
   */
  double[] gradients(Solver solver, double[] gradients, int count) {
    if (solver.usesEigenvectors()) {
      return turn(
          gradients,
          columns(),
          rank(),
          count,
          (from, to) -> to.addLeftTransposed(vectors, from, rank(), count, columns()));
    }
    double[] plain = gradients.clone();
    int intercepts = columns() * count;
    for (int at = 0; at < intercepts; at++) {
      plain[at] += origin[at / count] * gradients[intercepts + at % count];
    }
    return plain;
  }

  private interface Turn {
    void turn(Matrix from, Matrix to);
  }

  private double[] turn(double[] values, int before, int after, int count, Turn turn) {
    double[] turned = new double[(after + 1) * count];
    if (rank() > 0) {
      try (Matrix from = new Matrix(true, values.length);
          Matrix to = new Matrix(true, turned.length)) {
        from.put(values, 0);
        to.put(turned, 0);
        turn.turn(from, to);
        to.get(turned, 0);
      }
    }
    System.arraycopy(values, before * count, turned, after * count, count);
    return turned;
  }

  int rows() {
    return design.rows();
  }

  int columns() {
    return design.columns();
  }

  /** How many directions the examples differ in. */
  int rank() {
    return eigenvalues.length;
  }

  double eigenvalue(int direction) {
    return eigenvalues[direction];
  }

  /** What a centred feature is multiplied by. */
  double scale(int column) {
    return scale[column];
  }

  float mean(int column) {
    return mean[column];
  }

  RowTeam team() {
    return team;
  }

  @Override
  public void close() {
    team.close();
    if (vectors != null) {
      vectors.close();
    }
  }
}
