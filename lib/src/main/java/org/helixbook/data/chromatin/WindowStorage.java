package org.helixbook.data.chromatin;

import java.util.List;

/**
 * The bytes behind {@link MultiLabelWindows}: two bits a base and one bit a label, so that 80,000
 * windows of 1,000 bp with 919 labels take 30 MB. Written once by the builder, then only read.
 *
 * @param windowLength bases a window
 * @param tasks the tasks' names
 * @param packed the ids of the known bases, four a byte, a row after the other; N is stored as A
 * @param unknown one bit a base, set for N; null if no base is N
 * @param labels one bit a task, whole longs a row
 * @param unlabelled in the same order, set where a label is not known; null if all are
 * @param chromosomes the names that {@code chromosome} points to
 * @param chromosome for each row an index, -1 where it is not known
 * @param start for each row its first base, from 0
 * @param reverse for each row one bit, set where it is read from the reverse strand
 */
record WindowStorage(
    int windowLength,
    List<String> tasks,
    byte[] packed,
    long[] unknown,
    long[] labels,
    long[] unlabelled,
    List<String> chromosomes,
    int[] chromosome,
    int[] start,
    long[] reverse) {

  static int packedStride(int windowLength) {
    return (windowLength + 3) / 4;
  }

  static int wordStride(int bits) {
    return (bits + 63) / 64;
  }

  byte base(int row, int position) {
    if (unknown != null) {
      long bit = (long) row * windowLength + position;
      if ((unknown[(int) (bit >> 6)] >>> bit & 1) != 0) {
        return BaseIds.UNKNOWN;
      }
    }
    int at = row * packedStride(windowLength) + (position >> 2);
    return (byte) (packed[at] >> 2 * (position & 3) & 3);
  }

  boolean label(int row, int task) {
    return isSet(labels, row, task);
  }

  boolean isKnown(int row, int task) {
    return unlabelled == null || !isSet(unlabelled, row, task);
  }

  private boolean isSet(long[] bits, int row, int task) {
    long word = bits[row * wordStride(tasks.size()) + (task >> 6)];
    return (word >>> task & 1) != 0;
  }

  boolean isReverse(int row) {
    return (reverse[row >> 6] >>> row & 1) != 0;
  }
}
