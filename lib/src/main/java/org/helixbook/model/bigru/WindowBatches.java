package org.helixbook.model.bigru;

import org.helixbook.data.chromatin.MultiLabelWindows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Windows and their labels as the network reads them. */
final class WindowBatches {
  private final MultiLabelWindows windows;

  WindowBatches(MultiLabelWindows windows) {
    this.windows = windows;
  }

  byte[][] bases(int[] rows) {
    byte[][] bases = new byte[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      bases[i] = windows.baseIds(rows[i]);
    }
    return bases;
  }

  /** How many windows their known labels amount to: all of them if every label is known. */
  double weight(int[] rows) {
    int known = rows.length * windows.taskCount();
    for (int row : rows) {
      known -= windows.unknownOf(row).cardinality();
    }
    return (double) known / windows.taskCount();
  }

  /** {@code [rows, tasks]} of 0 and 1, NaN where a label is not known. */
  INDArray labels(int[] rows) {
    int tasks = windows.taskCount();
    float[] labels = new float[rows.length * tasks];
    for (int i = 0; i < rows.length; i++) {
      windows.copyLabels(rows[i], labels, i * tasks);
    }
    return Nd4j.create(labels, new long[] {rows.length, tasks}, 'c');
  }
}
