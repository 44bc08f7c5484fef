package org.helixbook.data.coding;

import java.util.List;
import java.util.Locale;

/** Where a window stands in a split. */
public enum SplitSide {
  /** For training. */
  TRAIN,
  /** For testing. */
  TEST,
  /**
   * In neither set: left out of this split, because it shares bases with a test window, or so that
   * the classes are equal in number.
   */
  NONE;

  /** The two sets of a split. */
  public static List<SplitSide> sets() {
    return List.of(TRAIN, TEST);
  }

  /** Its name in files: train, test or none. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
