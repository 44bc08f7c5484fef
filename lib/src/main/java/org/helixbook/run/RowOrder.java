package org.helixbook.run;

import java.util.Arrays;
import java.util.Objects;
import org.helixbook.storage.Seeds;

/**
 * Rows in a new random order each epoch, cut into batches. The order follows from the seed and the
 * epoch, so that a resumed epoch keeps the order it began with.
 */
public final class RowOrder {
  private final Seeds seeds;
  private final String unit;
  private final int rows;
  private final int batchSize;
  private int epoch;
  private int[] order;

  /**
   * An order of rows.
   *
   * @param seed of the run
   * @param unit what the rows are, such as {@code images}: part of the seed's name
   * @param rows how many, at least 1
   * @param batchSize rows a batch, at least 1; the last batch of an epoch may be shorter
   */
  public RowOrder(long seed, String unit, int rows, int batchSize) {
    if (rows < 1 || batchSize < 1) {
      throw new IllegalArgumentException(rows + " rows cannot be cut into batches of " + batchSize);
    }
    this.seeds = new Seeds(seed);
    this.unit = Objects.requireNonNull(unit, "unit");
    this.rows = rows;
    this.batchSize = batchSize;
  }

  /** Batches an epoch. */
  public int batches() {
    return (int) (((long) rows + batchSize - 1) / batchSize);
  }

  /**
   * The rows of one batch.
   *
   * @param ofEpoch from 1
   * @param batch from 0
   * @return a new array of at least one row
   */
  public int[] batch(int ofEpoch, int batch) {
    Objects.checkIndex(batch, batches());
    if (order == null || epoch != ofEpoch) {
      order = seeds.permutation(rows, "order of the " + unit + " in epoch " + ofEpoch);
      epoch = ofEpoch;
    }
    int from = batch * batchSize;
    return Arrays.copyOfRange(order, from, Math.min(rows, from + batchSize));
  }
}
