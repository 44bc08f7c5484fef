package org.helixbook.databuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class BuildRulesTest {

  private static String problem(
      int windowLength,
      int exonDistance,
      int blockLength,
      int wordLength,
      double share,
      int train) {
    return assertThrows(
            InputProblem.class,
            () ->
                new BuildRules(
                    windowLength, 6, exonDistance, blockLength, wordLength, share, train, 0, 1))
        .getMessage();
  }

  @Test
  void everyRuleHasItsRange() {
    assertEquals(
        "windowLength: its value is 8; use a value that is a multiple of 3",
        problem(8, 2, 20, 6, 1, 1));
    assertEquals(
        "wordLength: its value is 13; use a value that is between 1 and 12 and no longer than a"
            + " window",
        problem(600, 2, 20, 13, 1, 1));
    assertEquals(
        "nearDuplicateShare: its value is 0.0; use a value that is above 0 and at most 1",
        problem(6, 2, 20, 6, 0, 1));
    assertEquals(
        "blockLength: its value is 0; use a value that is at least 1", problem(6, 2, 0, 6, 1, 1));
    assertEquals(
        "exonDistance: its value is -1; use a value that is at least 0",
        problem(6, -1, 20, 6, 1, 1));
    assertEquals(
        "trainPerClass: its value is -2; use a value that is at least 0",
        problem(6, 2, 20, 6, 1, -2));
  }
}
