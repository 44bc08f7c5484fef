package org.helixbook.data.coding;

import java.util.Locale;

/** The two sides of a split. */
public enum SplitSide {
  /** For training. */
  TRAIN,
  /** For testing. */
  TEST;

  /** Its name in files: train or test. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
