package org.helixbook.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmallSampleTest {
  private static final List<String> TASKS = List.of("a", "b", "c", "d", "e");

  private static List<String> cautions(int training, int[] learned, int[] judged) {
    return new SmallSample("windows", training, 200, TASKS, learned, judged).cautions();
  }

  @Test
  void enoughExamplesNeedNoCaution() {
    int[] enough = {20, 30, 40, 50, 60};
    assertEquals(List.of(), cautions(100, enough, enough));
  }

  @Test
  void fewExamplesAreCountedAndTheRarestClassSaysHowWideAnIntervalIs() {
    int[] enough = {20, 30, 40, 50, 60};
    List<String> few = cautions(99, enough, enough);
    assertEquals(1, few.size());
    assertTrue(few.get(0).contains("99 training windows"), few.get(0));

    List<String> rare = cautions(100, new int[] {19, 19, 0, 19, 60}, new int[] {5, 19, 20, 30, 40});
    assertEquals(2, rare.size());
    assertTrue(rare.get(0).startsWith("4 of 5 (a, b, c, ...) "), rare.get(0));
    assertTrue(rare.get(0).contains("training"), rare.get(0));
    assertTrue(rare.get(1).startsWith("2 of 5 (a, b) "), rare.get(1));
    assertTrue(rare.get(1).contains("the rarest 5 times"), rare.get(1));
    assertTrue(rare.get(1).contains("0.25"), rare.get(1));
  }

  @Test
  void halfWidthsAreThoseOfHanleyAndMcNeil() {
    // By the formula in Python.
    assertEquals(0.25050122363680477, SmallSample.halfWidth(5, 200), 1e-12);
    assertEquals(0.12431476575228094, SmallSample.halfWidth(20, 8000), 1e-12);
    assertEquals(0.5592892846915695, SmallSample.halfWidth(0, 100), 1e-12);
  }
}
