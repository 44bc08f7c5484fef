package org.helixbook.data.chromatin;

import java.util.Locale;

/** The three sides of a split. */
public enum Side {
  /** What models learn from. */
  TRAIN,
  /** What epochs, thresholds and settings are chosen by. */
  VALIDATION,
  /** What is scored once, at the end. */
  TEST;

  /** Its name for a reader: train, validation or test. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
