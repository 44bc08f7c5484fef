package org.helixbook.engine.logistic;

import java.util.Objects;
import org.helixbook.dna.KmerCounts;

/** The features of all examples, {@code [rows, columns]}, read a row at a time. */
public interface DesignMatrix {

  /** How many examples there are. */
  int rows();

  /** How many features there are. */
  int columns();

  /**
   * Writes one row; may be called from several threads.
   *
   * @param row which, from 0
   * @param into where to write
   * @param offset where the row begins there
   */
  void copyRow(int row, float[] into, int offset);

  /**
   * Counts of k-mers as they are.
   *
   * @param counts the counts, which are not copied
   * @return the matrix
   */
  static DesignMatrix of(KmerCounts counts) {
    Objects.requireNonNull(counts, "counts");
    return new DesignMatrix() {
      @Override
      public int rows() {
        return counts.rows();
      }

      @Override
      public int columns() {
        return counts.columns();
      }

      @Override
      public void copyRow(int row, float[] into, int offset) {
        counts.copyRow(row, into, offset);
      }
    };
  }

  /**
   * Any features.
   *
   * @param values a row for each example, all of one length; not copied
   * @return the matrix
   * @throws IllegalArgumentException if the rows differ in length or a value is not finite
   */
  static DesignMatrix of(float[][] values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    for (int row = 0; row < values.length; row++) {
      if (values[row].length != columns) {
        throw new IllegalArgumentException(
            "row " + row + " has " + values[row].length + " features, the first has " + columns);
      }
      for (float value : values[row]) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("row " + row + " has the feature " + value);
        }
      }
    }
    return new DesignMatrix() {
      @Override
      public int rows() {
        return values.length;
      }

      @Override
      public int columns() {
        return columns;
      }

      @Override
      public void copyRow(int row, float[] into, int offset) {
        System.arraycopy(values[row], 0, into, offset, columns);
      }
    };
  }
}
