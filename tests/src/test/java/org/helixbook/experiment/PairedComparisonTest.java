package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.eval.McNemar;
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

  private static String sentence(McNemar... tests) {
    return PairedComparison.sentence("Model 2", "the ratio", List.of(tests));
  }

  @Test
  void severalSeedsAreAllNamed() {
    McNemar won = McNemar.ofCounts(9, 1);
    McNemar lost = McNemar.ofCounts(0, 30);
    McNemar open = McNemar.ofCounts(5, 3);
    assertEquals(
        "On the same windows, seed by seed, only Model 2 is right on 9, 9 and only the ratio on 1,"
            + " 1 (exact McNemar p 0.021, 0.021): Model 2 is better with each seed.",
        sentence(won, won));
    assertTrue(sentence(lost, lost).endsWith(": the ratio is better with each seed."));
    assertTrue(sentence(open, open).endsWith("): with each seed the difference may be chance."));
    assertTrue(
        sentence(won, open, open)
            .endsWith(
                ": Model 2 is better with 1 of 3 seeds; with the others the difference may be"
                    + " chance."));
    assertTrue(
        sentence(won, lost, open)
            .endsWith(
                "30, 3 (exact McNemar p 0.021, below 0.001, 0.727): Model 2 is better with 1 of 3"
                    + " seeds; the ratio is better with 1 of 3 seeds; with the other the difference"
                    + " may be chance."));
    assertEquals(sentence(9, 1), sentence(won));
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
