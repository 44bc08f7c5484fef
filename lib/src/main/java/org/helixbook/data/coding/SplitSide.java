package org.helixbook.data.coding;

import java.util.Locale;

/** The two sides of a split. */
public enum SplitSide {
  /** For training: 800 windows a class in human-coding-600. */
  TRAIN,
  /** For testing: 200 windows a class in human-coding-600. */
  TEST;

  /** Its name in files: train or test. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
