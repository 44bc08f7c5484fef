package org.helixbook.plot;

import java.util.ArrayList;
import java.util.List;

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
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
