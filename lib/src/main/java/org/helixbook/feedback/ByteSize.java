package org.helixbook.feedback;

import java.util.Locale;

/** Sizes of files as people read them. */
public final class ByteSize {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private ByteSize() {}

  /**
   * A size in decimal units: {@code 999 bytes}, {@code 1.5 kB}, {@code 63.0 MB}.
   *
   * @param bytes the size, at least 0
   * @return the text
   */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
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
}
