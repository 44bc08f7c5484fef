package org.helixbook.model.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** The paper's perplexity by hand. */
class TextLossesTest {
  @Test
  void aUniformGuessHasPerplexityFour() {
    double[] losses = new double[1024];
    Arrays.fill(losses, -Math.log(0.25));
    assertEquals(4.0, new TextLosses(losses).perplexity());
    assertEquals(2.0, new TextLosses(losses).bits());
    assertEquals(1.0, new TextLosses(0, 0, 0).perplexity());
  }

  @Test
  void isTheGeometricMeanOfTheInverseProbabilities() {
    // Probabilities 1/2, 1/4 and 1/8: (2 x 4 x 8)^(1/3) = 4.
    TextLosses losses = new TextLosses(Math.log(2), Math.log(4), Math.log(8));
    assertEquals(4, losses.perplexity(), 1e-14);
    assertEquals(Math.log(4), losses.mean(), 1e-14);
    assertEquals(3, losses.size());
    assertTrue(Double.isNaN(new TextLosses().perplexity()));
  }

  @Test
  void blocksAreMeansOfNeighbours() {
    TextLosses losses = new TextLosses(Math.log(2), Math.log(8), 0, 0, Math.log(3));
    assertArrayEquals(new double[] {4, 1}, losses.blocks(2), 1e-14);
  }

  @Test
  void theIntervalHoldsThePerplexityAndNarrowsWithMoreText() {
    Bootstrap bootstrap = new Bootstrap(500, 0.95, new Seeds(1));
    double[] losses = new double[4000];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = i / 100 % 2;
    }
    TextLosses all = new TextLosses(losses);
    ConfidenceInterval wide =
        new TextLosses(Arrays.copyOf(losses, 1000)).interval(100, bootstrap, "some");
    ConfidenceInterval narrow = all.interval(100, bootstrap, "all");
    assertEquals(Math.exp(0.5), narrow.value(), 1e-12);
    assertTrue(narrow.low() < narrow.value() && narrow.value() < narrow.high());
    assertTrue(narrow.high() - narrow.low() < wide.high() - wide.low());
    // 40 blocks of mean 0 or 1: standard error 0.079 of the mean, about 0.13 of the perplexity.
    assertEquals(0.51, narrow.high() - narrow.low(), 0.12);
    assertTrue(Double.isNaN(all.interval(4000, bootstrap, "one").low()));
  }
}
