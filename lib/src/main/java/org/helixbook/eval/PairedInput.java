package org.helixbook.eval;

import org.helixbook.feedback.CountText;

/** What every measure asks of its input: as many of the one as of the other, and no score NaN. */
final class PairedInput {
  private PairedInput() {}

  /**
   * Checks that every example has both.
   *
   * @param first how many there are of the first
   * @param one the name of one of the first, such as {@code score}
   * @param second how many there are of the second
   * @param other the name of one of the second
   * @throws IllegalArgumentException if the numbers differ
   */
  static void pairUp(int first, String one, int second, String other) {
    if (first != second) {
      throw new IllegalArgumentException(
          CountText.of(first, one) + " and " + CountText.of(second, other) + " do not pair up");
    }
  }

  /**
   * Checks that an example can be ranked.
   *
   * @param score of the example
   * @param example its place, from 0
   * @throws IllegalArgumentException if the score is NaN
   */
  static void rankable(double score, int example) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("the score of example " + example + " is NaN");
    }
  }
}
