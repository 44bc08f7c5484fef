package org.helixbook.dna;

import java.util.Objects;

/**
 * A matrix of k-mer counts, {@code [sequences, columns of the counter]}, in one byte a count, or
 * two for a sequence with a count above 255: 80,000 windows of 100 bp take 110 MB. Immutable.
 */
public final class KmerCounts {
  /** The longest sequence, in bases, whose counts fit. */
  static final int LONGEST_SEQUENCE = Character.MAX_VALUE;

  private final KmerCounter counter;

  /** A row is a byte[] of unsigned numbers, or a char[] where a count needs more than a byte. */
  private final Object[] rows;

  KmerCounts(KmerCounter counter, Object[] rows) {
    this.counter = counter;
    this.rows = rows;
  }

  static Object packed(int[] counts) {
    int largest = 0;
    for (int count : counts) {
      largest = Math.max(largest, count);
    }
    if (largest > 255) {
      char[] row = new char[counts.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = (char) counts[i];
      }
      return row;
    }
    byte[] row = new byte[counts.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) counts[i];
    }
    return row;
  }

  /** How many sequences there are. */
  public int rows() {
    return rows.length;
  }

  /** How many k-mers there are. */
  public int columns() {
    return counter.columns();
  }

  /**
   * One count.
   *
   * @param row which sequence, from 0
   * @param column which k-mer, from 0
   * @return how often the sequence has it
   * @throws IndexOutOfBoundsException outside the matrix
   */
  public int count(int row, int column) {
    return rows[row] instanceof byte[] narrow
        ? narrow[column] & 0xff
        : ((char[]) rows[row])[column];
  }

  /**
   * Writes one row as floating-point numbers.
   *
   * @param row which sequence, from 0
   * @param into where to write
   * @param offset where the row begins there
   * @throws IndexOutOfBoundsException if there is no such row, or no room
   */
  public void copyRow(int row, float[] into, int offset) {
    Objects.checkFromIndexSize(offset, columns(), into.length);
    if (rows[row] instanceof byte[] narrow) {
      for (int i = 0; i < narrow.length; i++) {
        into[offset + i] = narrow[i] & 0xff;
      }
    } else {
      char[] wide = (char[]) rows[row];
      for (int i = 0; i < wide.length; i++) {
        into[offset + i] = wide[i];
      }
    }
  }

  @Override
  public String toString() {
    return rows.length + " sequences x " + columns() + " k-mers";
  }
}
