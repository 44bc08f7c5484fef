package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.model.language.TextLosses;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  private static Trials<TextLosses> models(String name, double[]... losses) {
    List<Trial<TextLosses>> trials = new ArrayList<>();
    for (double[] of : losses) {
      trials.add(Trial.recorded(trials.size() + 1L, new TextLosses(of)));
    }
    return new Trials<>(name, "text", 0, losses[0].length, trials);
  }

  @Test
  void languageModelsAreComparedBlockByBlockOfTheSameText() {
    // Blocks of two letters differ by .1, .3 and .2 nats a letter; the odd last letter is left out.
    Trials<TextLosses> worse = models("worse", new double[] {1.1, 1.3, 2.3, 2.5, 0.9, 0.7, 9});
    Trials<TextLosses> better = models("better", new double[] {1.0, 1.2, 2.0, 2.2, 0.6, 0.6, 5});
    Comparison one = Comparison.ofText(worse, better, 2, BOOTSTRAP);
    assertEquals(0.2, one.difference().value(), 1e-12);
    assertEquals(0.1, one.difference().low(), 1e-12);
    assertEquals(0.3, one.difference().high(), 1e-12);
    assertEquals(3, one.provenance().n().orElseThrow());
    Comparison turned = Comparison.ofText(better, worse, 2, BOOTSTRAP);
    assertEquals(-0.2, turned.difference().value(), 1e-12);
  }

  @Test
  void aSecondSeedThatSaysTheContraryIsInTheInterval() {
    double[] low = {1, 1, 1, 1};
    double[] high = {2, 2, 2, 2};
    Comparison two =
        Comparison.ofText(models("a", low, high), models("b", high, low), 1, BOOTSTRAP);
    assertEquals(0, two.difference().value(), 1e-12);
    assertTrue(two.difference().low() < -0.9 && two.difference().high() > 0.9);
    Trials<TextLosses> once = models("b", high);
    Trials<TextLosses> twice = models("a", low, high);
    assertThrows(
        IllegalArgumentException.class, () -> Comparison.ofText(twice, once, 1, BOOTSTRAP));
  }
}
