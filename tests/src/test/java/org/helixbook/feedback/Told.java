package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Asserts what a message names (a file, a line, a value), whatever the words between. */
public final class Told {
  private Told() {}

  /**
   * Fails unless the message begins with the place and names the facts after it, in this order.
   *
   * @param place such as {@code x.bed, line 2}
   */
  public static void assertTold(String message, String place, String... facts) {
    assertTrue(message.startsWith(place), message);
    int from = place.length();
    for (String fact : facts) {
      int at = message.indexOf(fact, from);
      assertTrue(at >= 0, "no '" + fact + "' in its place: " + message);
      from = at + fact.length();
    }
  }
}
