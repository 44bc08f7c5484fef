package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Asserts what the sentence of an {@link InputProblem} says, whatever its words: where the fault
 * is, which values are at fault, and that something can be done about it.
 */
public final class Told {
  private Told() {}

  /**
   * Fails unless the message begins with the place, names the facts after it, in this order, and
   * ends with advice.
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
    // "where: what; mend": advice is a clause of at least two words.
    assertTrue(message.matches("(?s).+: .+; \\S+ \\S.*"), "no advice: " + message);
  }
}
