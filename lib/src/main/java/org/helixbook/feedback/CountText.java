package org.helixbook.feedback;

import java.util.Locale;

/**
 * Amounts in words, the same in every locale: {@code 1,200 labels}, {@code 1.5 kB}, {@code 3 min 05
 * s}.
 */
public final class CountText {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private CountText() {}

  /**
   * A number of things whose plural ends with s.
   *
   * @param count how many
   * @param one the name of one, such as {@code window}
   * @return such as {@code 1 window}, {@code 0 windows}
   */
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /**
   * A number of things.
   *
   * @param count how many
   * @param one the name of one, such as {@code batch}
   * @param many the name of several, such as {@code batches}
   * @return such as {@code 1 batch}, {@code 12 batches}
   */
  public static String of(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  /**
   * A size in decimal units.
   *
   * @param bytes the size, at least 0
   * @return such as {@code 999 bytes}, {@code 1.5 kB}, {@code 63.0 MB}
   */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return of(bytes, "byte");
    }
    double size = bytes;
    int unit = -1;
    // 999.95 of a unit would be printed as 1000.0 of it.
    while (size >= 999.95 && unit < UNITS.length - 1 || unit < 0) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /**
   * A stretch of time.
   *
   * @param seconds its length; below 0 counts as 0
   * @return such as {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 07 min}
   */
  public static String duration(double seconds) {
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
