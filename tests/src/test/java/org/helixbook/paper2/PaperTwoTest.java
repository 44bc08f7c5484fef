package org.helixbook.paper2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaperTwoTest {
  private final PaperTwo paper = new PaperTwo();

  @Test
  void thePrintedFiguresAgreeWithEachOther() {
    assertEquals(
        paper.number("tasks"), paper.number("frequent tasks") + paper.number("rare tasks"));
    assertEquals(
        paper.number("win share"), paper.number("wins") / paper.number("frequent tasks"), 5e-4);
    assertEquals(
        paper.number("mean F1, network"),
        paper.number("mean F1, logistic regression") + paper.number("mean F1 difference"),
        5e-4);
    assertEquals(4 + 16 + 64 + 256 + 1024, paper.number("features"));
    // 43.2 % and 65.6 % of 421 tasks are whole numbers of tasks: 182 and 276.
    assertEquals(182, paper.number("win share, rare tasks") * 421, 0.25);
    assertEquals(276, paper.number("win share, rare tasks, best epoch") * 421, 0.25);
  }

  /**
   * Four embeddings of size 2; in each direction two stacked layers of three gates, which see only
   * their own direction; a head of 256 weights and a bias for each output.
   */
  @Test
  void theParametersAreThoseOfTheNetwork() {
    int first = 3 * (128 * (2 + 128) + 128);
    int second = 3 * (128 * (128 + 128) + 128);
    int body = 4 * 2 + 2 * (first + second);
    assertEquals(body + 919 * 257, paper.number("parameters, sigmoid heads"));
    assertEquals(body + 2 * 919 * 257, paper.number("parameters, 2-way heads"));
  }

  @Test
  void aRandomGenomeIsPrintedAboveTheBoundOfAConstantGuess() {
    assertTrue(paper.number("perplexity random") > 4);
    assertTrue(
        paper.number("validation perplexity minimum")
            < paper.number("validation perplexity plateau"));
  }

  @Test
  void namesAreChecked() {
    assertEquals("20", paper.protocol().get("batch size"));
    assertThrows(IllegalArgumentException.class, () -> paper.figure("speed"));
  }
}
