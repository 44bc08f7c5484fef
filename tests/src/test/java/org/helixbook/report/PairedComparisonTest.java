package org.helixbook.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.helixbook.evaluation.McNemar;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

  private static String sentence(int onlyFirst, int onlySecond) {
    return PairedComparison.sentence(
        "Model 2", "the ratio", McNemar.ofCounts(onlyFirst, onlySecond));
  }

  @Test
  void theBetterOneIsNamed() {
    // 2 x (1 + 10) / 2^10 = 0.0215
    assertEquals(
        "On the same windows, only Model 2 is right on 9 and only the ratio on 1"
            + " (exact McNemar p 0.021): Model 2 is better.",
        sentence(9, 1));
    assertEquals(
        "On the same windows, only Model 2 is right on 1 and only the ratio on 9"
            + " (exact McNemar p 0.021): the ratio is better.",
        sentence(1, 9));
    // 2 / 2^30
    assertEquals(
        "On the same windows, only Model 2 is right on 0 and only the ratio on 30"
            + " (exact McNemar p below 0.001): the ratio is better.",
        sentence(0, 30));
  }

  @Test
  void aDifferenceThatMayBeChanceIsCalledSo() {
    // 2 x (1 + 8 + 28 + 56) / 2^8 = 0.7266
    assertEquals(
        "On the same windows, only Model 2 is right on 5 and only the ratio on 3"
            + " (exact McNemar p 0.727): the difference may be chance.",
        sentence(5, 3));
    // 2 / 2^5 = 0.0625
    assertEquals(
        "On the same windows, only Model 2 is right on 5 and only the ratio on 0"
            + " (exact McNemar p 0.063): the difference may be chance.",
        sentence(5, 0));
    assertEquals(
        "On the same windows, only Model 2 is right on 0 and only the ratio on 0"
            + " (exact McNemar p 1.000): the difference may be chance.",
        sentence(0, 0));
  }
}
