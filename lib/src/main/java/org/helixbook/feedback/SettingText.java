package org.helixbook.feedback;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of settings as a reader writes them. */
public final class SettingText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

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

  /** Whether a text names a choice: as {@link #of} writes it or as Java does, in any case. */
  public static boolean names(Object choice, String text) {
    return of(choice).replace('_', '-').equalsIgnoreCase(text.replace('_', '-'));
  }

  /**
   * What an environment variable is set to, without blanks around it. One that is empty or blank
   * counts as not set, as in a shell's {@code ${NAME:-...}}.
   */
  public static Optional<String> given(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * A decimal number, with a point. What Java's own source code allows besides, such as {@code 4f}
   * or {@code 0x1p3}, is refused, and so is what a double rounds to 0 or to infinity.
   *
   * @throws NumberFormatException if it is no such number
   */
  public static double number(String text) {
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    boolean lost = value == 0 && text.split("[eE]")[0].matches(".*[1-9].*");
    if (Double.isNaN(value) || Double.isInfinite(value) || lost) {
      throw new NumberFormatException("'" + text + "' is no decimal number of a double's range");
    }
    return value;
  }
}
