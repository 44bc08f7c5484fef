package org.helixbook.signal;

import java.util.Arrays;

/**
 * Changes the size of a picture, rows and columns apart: an axis that shrinks is averaged over area
 * (each new pixel is the mean of the old ones that it covers, by the share covered), an axis that
 * grows is interpolated bilinearly between pixel centres, with the edge pixel going on outside. In
 * both cases the weights of a new pixel sum to 1, so that no value leaves the range of the old
 * ones.
 */
final class Resize {
  private final int fromRows;
  private final int fromColumns;
  private final Axis rows;
  private final Axis columns;

  Resize(int fromRows, int fromColumns, int toRows, int toColumns) {
    this.fromRows = fromRows;
    this.fromColumns = fromColumns;
    this.rows = Axis.of(fromRows, toRows);
    this.columns = Axis.of(fromColumns, toColumns);
  }

  /** Resizes {@code [fromRows][fromColumns]} to {@code [toRows][toColumns]}. */
  double[][] apply(double[][] plane) {
    double[][] result = new double[rows.first.length][columns.first.length];
    double[] blended = new double[fromColumns];
    for (int row = 0; row < result.length; row++) {
      Arrays.fill(blended, 0);
      double[] weights = rows.weights[row];
      for (int i = 0; i < weights.length; i++) {
        double[] source = plane[rows.first[row] + i];
        for (int column = 0; column < fromColumns; column++) {
          blended[column] += weights[i] * source[column];
        }
      }
      for (int column = 0; column < result[row].length; column++) {
        result[row][column] = columns.blend(column, blended);
      }
    }
    return result;
  }

  /** Resizes one row-major plane of {@code values}, beginning at {@code offset}. */
  double[][] apply(float[] values, int offset) {
    double[][] plane = new double[fromRows][fromColumns];
    for (int row = 0; row < fromRows; row++) {
      for (int column = 0; column < fromColumns; column++) {
        plane[row][column] = values[offset + row * fromColumns + column];
      }
    }
    return apply(plane);
  }

  /** For each new index: the first old index that it reads, and the weights from there on. */
  private record Axis(int[] first, double[][] weights) {

    static Axis of(int from, int to) {
      int[] first = new int[to];
      double[][] weights = new double[to][];
      for (int i = 0; i < to; i++) {
        if (to < from) {
          average(i, from, to, first, weights);
        } else {
          interpolate(i, from, to, first, weights);
        }
      }
      return new Axis(first, weights);
    }

    /** Counts in units of 1/to of an old pixel: exact, so that no sliver of a pixel slips in. */
    private static void average(int i, int from, int to, int[] first, double[][] weights) {
      long begin = (long) i * from;
      long end = begin + from;
      first[i] = (int) (begin / to);
      int last = (int) ((end - 1) / to);
      weights[i] = new double[last - first[i] + 1];
      for (int old = first[i]; old <= last; old++) {
        long covered = Math.min(end, (old + 1L) * to) - Math.max(begin, (long) old * to);
        weights[i][old - first[i]] = (double) covered / from;
      }
    }

    private static void interpolate(int i, int from, int to, int[] first, double[][] weights) {
      double centre = (i + 0.5) * from / to - 0.5;
      double inside = Math.max(0, Math.min(from - 1, centre));
      int below = Math.min((int) inside, Math.max(0, from - 2));
      double share = inside - below;
      first[i] = below;
      weights[i] = share == 0 ? new double[] {1} : new double[] {1 - share, share};
    }

    double blend(int index, double[] line) {
      double[] w = weights[index];
      double sum = 0;
      for (int i = 0; i < w.length; i++) {
        sum += w[i] * line[first[index] + i];
      }
      return sum;
    }
  }
}
