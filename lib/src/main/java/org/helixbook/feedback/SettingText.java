package org.helixbook.feedback;

import java.util.Locale;

/** The values of settings as a reader writes them. */
public final class SettingText {
  private SettingText() {}

  /**
   * A value.
   *
   * @return a choice in lower case with hyphens, {@code 1e-4} for 1.0E-4, anything else as it is
   */
  public static String of(Object value) {
    return value instanceof Enum<?> choice
        ? choice.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : value instanceof Double number
            ? number.toString().replaceAll("(\\.0)?E", "e")
            : String.valueOf(value);
  }
}
