package org.helixbook.data.chromatin;

import java.util.BitSet;

/** Training windows with their reverse complements beside them, as DeepSEA's are. */
public final class BothStrands {
  private BothStrands() {}

  /**
   * Doubles a set of windows.
   *
   * @param windows any
   * @return the windows, then their reverse complements with the labels of that strand
   */
  public static MultiLabelWindows of(MultiLabelWindows windows) {
    MultiLabelWindowsBuilder builder =
        MultiLabelWindows.builder(windows.windowLength(), windows.tasks());
    add(windows, builder);
    add(windows.reverseComplement(), builder);
    return builder.build();
  }

  private static void add(MultiLabelWindows windows, MultiLabelWindowsBuilder to) {
    for (int row = 0; row < windows.size(); row++) {
      BitSet positive = new BitSet();
      for (int task = 0; task < windows.taskCount(); task++) {
        positive.set(task, windows.label(row, task));
      }
      byte[] bases = windows.baseIds(row);
      windows
          .place(row)
          .ifPresentOrElse(place -> to.add(bases, positive, place), () -> to.add(bases, positive));
    }
  }
}
