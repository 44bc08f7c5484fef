package org.helixbook.feedback;

import java.util.Locale;

/** A stretch of time as a reader sees it, the same in every locale. */
public final class DurationText {
  private DurationText() {}

  /**
   * A stretch of time.
   *
   * @param seconds its length; below 0 counts as 0
   * @return such as {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 07 min}
   */
  public static String of(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      return "unknown";
    }
    double length = Math.max(0, seconds);
    if (length < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", length);
    }
    long whole = Math.round(length);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    long minutes = Math.round(whole / 60.0);
    return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }
}
