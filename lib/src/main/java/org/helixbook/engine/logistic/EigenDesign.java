package org.helixbook.engine.logistic;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.helixbook.feedback.InputProblem;

/**
 * A design matrix, centred, perhaps standardised, and turned into the basis of the eigenvectors of
 * its Gram matrix. There the columns are orthogonal, and the curvature of every task's objective
 * nearly diagonal. Directions in which the examples do not differ are left out: with a penalty the
 * coefficients there are 0.
 */
public final class EigenDesign implements AutoCloseable {
  private static final int BLOCK = 512;

  /** Eigenvalues below this share of the largest are rounding errors of zero. */
  private static final double NOTHING = 1e-12;

  private final DesignMatrix design;
  private final RowTeam team;
  private final double[] mean;
  private final double[] scale;
  private double[] eigenvalues;

  /** The eigenvectors, {@code [columns, rank]}. */
  private double[] vectors;

  /** The examples in the new basis, {@code [rows, rank]}. */
  private FloatPointer turned;

  private EigenDesign(DesignMatrix design, RowTeam team) {
    this.design = design;
    this.team = team;
    this.mean = new double[design.columns()];
    this.scale = new double[design.columns()];
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
      made.findMoments(standardise);
      LogisticRegression.stopIfInterrupted();
      made.decompose();
      LogisticRegression.stopIfInterrupted();
      made.turn();
      complete = true;
      return made;
    } finally {
      if (!complete) {
        made.close();
      }
    }
  }

  private void findMoments(boolean standardise) {
    int columns = design.columns();
    double[][] sums = new double[team.parts()][columns];
    team.each(
        (part, from, rows) -> {
          float[] row = new float[columns];
          for (int i = 0; i < rows; i++) {
            design.copyRow(from + i, row, 0);
            for (int j = 0; j < columns; j++) {
              sums[part][j] += row[j];
            }
          }
        });
    for (double[] sum : sums) {
      for (int j = 0; j < columns; j++) {
        mean[j] += sum[j] / design.rows();
      }
    }
    Arrays.fill(scale, 1);
    if (!standardise) {
      return;
    }
    double[][] squares = new double[team.parts()][columns];
    team.each(
        (part, from, rows) -> {
          float[] row = new float[columns];
          for (int i = 0; i < rows; i++) {
            design.copyRow(from + i, row, 0);
            for (int j = 0; j < columns; j++) {
              squares[part][j] += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
          }
        });
    for (int j = 0; j < columns; j++) {
      double variance = 0;
      for (double[] square : squares) {
        variance += square[j] / design.rows();
      }
      // A feature that never changes stays as it is; its coefficient will be 0.
      scale[j] = variance > 0 ? 1 / Math.sqrt(variance) : 1;
    }
  }

  /** Copies rows, centred and scaled. */
  void fill(DoublePointer block, int from, int rows) {
    int columns = design.columns();
    float[] row = new float[columns];
    double[] values = new double[columns];
    for (int i = 0; i < rows; i++) {
      fillRow(from + i, row, values);
      block.position((long) i * columns).put(values, 0, columns);
    }
    block.position(0);
  }

  /** Writes one row, centred and scaled. */
  void fillRow(int index, float[] raw, double[] values) {
    design.copyRow(index, raw, 0);
    for (int j = 0; j < values.length; j++) {
      values[j] = (raw[j] - mean[j]) * scale[j];
    }
  }

  private void decompose() {
    int columns = design.columns();
    long size = (long) columns * columns;
    double[] gram = new double[columns * columns];
    DoublePointer[] sums = new DoublePointer[team.parts()];
    try {
      for (int part = 0; part < sums.length; part++) {
        sums[part] = Blas.doubles(size);
        sums[part].put(gram, 0, gram.length);
      }
      team.each(
          (part, from, rows) -> {
            try (DoublePointer block = Blas.doubles((long) rows * columns)) {
              fill(block, from, rows);
              Blas.addGram(block, sums[part], columns, rows);
            }
          });
      double[] one = new double[columns];
      for (DoublePointer sum : sums) {
        for (int j = 0; j < columns; j++) {
          sum.position((long) j * columns).get(one, 0, columns);
          for (int k = 0; k < columns; k++) {
            gram[j * columns + k] += one[k];
          }
        }
        sum.position(0);
      }
    } finally {
      for (DoublePointer sum : sums) {
        if (sum != null) {
          sum.close();
        }
      }
    }
    double[] rising = Blas.eigen(gram, columns);
    double floor = Math.max(rising[columns - 1] * NOTHING, Double.MIN_NORMAL);
    int first = 0;
    while (first < columns && rising[first] <= floor) {
      first++;
    }
    eigenvalues = Arrays.copyOfRange(rising, first, columns);
    int rank = eigenvalues.length;
    vectors = new double[columns * rank];
    for (int j = 0; j < columns; j++) {
      System.arraycopy(gram, j * columns + first, vectors, j * rank, rank);
    }
  }

  private void turn() {
    int columns = design.columns();
    int rank = rank();
    turned = Blas.floats((long) rows() * rank);
    if (rank == 0) {
      return;
    }
    try (DoublePointer basis = Blas.doubles(vectors.length)) {
      basis.put(vectors, 0, vectors.length);
      team.each(
          (part, from, rows) -> {
            try (DoublePointer block = Blas.doubles((long) rows * columns);
                DoublePointer result = Blas.doubles((long) rows * rank)) {
              fill(block, from, rows);
              Blas.product(block, basis, result, rows, rank, columns);
              double[] values = new double[rows * rank];
              float[] narrow = new float[rows * rank];
              result.get(values, 0, values.length);
              for (int i = 0; i < values.length; i++) {
                narrow[i] = (float) values[i];
              }
              turnedFrom(from).put(narrow, 0, narrow.length);
            }
          });
    }
  }

  /** A block of examples in the new basis, from a row on. */
  FloatPointer turnedFrom(int row) {
    return new FloatPointer(turned).position((long) row * rank());
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

  RowTeam team() {
    return team;
  }

  /** Coefficients of centred and scaled features from those in the basis of eigenvectors. */
  double[] coefficients(double[] point) {
    int rank = rank();
    double[] result = new double[columns()];
    for (int j = 0; j < result.length; j++) {
      double sum = 0;
      for (int k = 0; k < rank; k++) {
        sum += vectors[j * rank + k] * point[k];
      }
      result[j] = sum;
    }
    return result;
  }

  /** Coefficients of raw features; changes the array. */
  double rawIntercept(double[] coefficients, double intercept) {
    double raw = intercept;
    for (int j = 0; j < coefficients.length; j++) {
      coefficients[j] *= scale[j];
      raw -= coefficients[j] * mean[j];
    }
    return raw;
  }

  @Override
  public void close() {
    team.close();
    if (turned != null) {
      turned.close();
    }
  }
}
