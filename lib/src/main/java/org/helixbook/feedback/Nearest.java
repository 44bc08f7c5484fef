package org.helixbook.feedback;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who mistyped a name. */
public final class Nearest {
  private Nearest() {}

  /**
   * The name that takes the fewest letters changed, left out or added, whatever their case.
   *
   * @param given as it was typed
   * @param names all that exist
   * @return the first of the nearest; empty if more than a third of the letters would change
   */
  public static Optional<String> to(String given, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(given, name) <= Math.max(1, given.length() / 3))
        .min(Comparator.comparingInt(name -> distance(given, name)));
  }

  private static int distance(String given, String name) {
    String from = given.toLowerCase(Locale.ROOT);
    String to = name.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
