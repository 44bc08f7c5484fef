package org.helixbook.databuilder;

import static org.helixbook.feedback.Told.assertTold;
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
    assertTold(problem(8, 2, 20, 6, 1, 1), "windowLength", "8", "multiple of 3");
    assertTold(problem(600, 2, 20, 13, 1, 1), "wordLength", "13", "1 and 12", "window");
    assertTold(problem(6, 2, 20, 6, 0, 1), "nearDuplicateShare", "0.0", "at most 1");
    assertTold(problem(6, 2, 0, 6, 1, 1), "blockLength", "0", "at least 1");
    assertTold(problem(6, -1, 20, 6, 1, 1), "exonDistance", "-1", "at least 0");
    assertTold(problem(6, 2, 20, 6, 1, -2), "trainPerClass", "-2", "at least 0");
  }
}
