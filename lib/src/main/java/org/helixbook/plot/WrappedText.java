package org.helixbook.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Breaks a text into lines at its spaces. */
public final class WrappedText {
  private WrappedText() {}

  /**
   * Breaks a text.
   *
   * @param width the most characters a line; a longer word stays whole
   * @return at least one line
   */
  public static List<String> lines(String text, int width) {
    return lines(text, width, String::length);
  }

  /** The same, measured in another way than by its letters. */
  static List<String> lines(String text, int width, ToIntFunction<String> measure) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      boolean fits = line.isEmpty() || measure.applyAsInt(longer) <= width;
      if (!fits) {
        lines.add(line);
      }
      line = fits ? longer : word;
    }
    lines.add(line);
    return lines;
  }
}
