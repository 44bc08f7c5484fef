package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.eval.Predictions;
import org.junit.jupiter.api.Test;

class SizeSweepTest {
  /** Four examples, of which the first so many are misjudged. */
  private static Trials<Predictions> trials(int wrong) {
    double[][] probabilities =
        IntStream.range(0, 4)
            .mapToObj(i -> i < wrong ? new double[] {.1, .9} : new double[] {.9, .1})
            .toArray(double[][]::new);
    Predictions test = new Predictions(probabilities, new int[4], List.of("a", "b"));
    return new Trials<>("net, 1 windows a class", "d", 0, 4, List.of(Trial.recorded(1, test)));
  }

  /** Errors (2.5, 1.5, 1.5, 0.5) / 5; the line is that of numpy.polyfit on the logarithms. */
  @Test
  void halfAnErrorIsAddedSoThatNoneHasALogarithm() {
    SizeSweep sweep =
        new SizeSweep(List.of(1, 2, 4, 8), List.of(trials(2), trials(1), trials(1), trials(0)));
    assertEquals(0.6965784284662085, sweep.law().exponent().value(), 1e-12);
    assertEquals(0.5343670001107681, sweep.law().factor(), 1e-12);
    assertEquals("about 30 (95 % interval 6 to never)", sweep.needed(0.95));
    assertEquals("net", sweep.name());
    assertEquals(1, sweep.largest().decisions().accuracies().get(0));
    assertEquals(0.5, sweep.eighth().decisions().accuracies().get(0));
  }

  @Test
  void anEighthOfTheMostMustBeThere() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SizeSweep(List.of(1, 2, 4), List.of(trials(2), trials(1), trials(0))));
  }
}
