package org.helixbook.model.threshold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class ThresholdClassifierTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static double threshold(double[] scores, int... labels) {
    return ThresholdClassifier.fit(scores, labels, 0).threshold();
  }

  @Test
  void separableScoresAreCutHalfway() {
    assertEquals(3, threshold(new double[] {4, 1, 9, 2}, 0, 1, 0, 1));
  }

  @Test
  void lowestOfEquallyGoodThresholdsIsTaken() {
    // Cuts at 1.5 and 3.5 both leave one of four wrong.
    assertEquals(1.5, threshold(new double[] {1, 2, 3, 4}, 1, 0, 1, 0));
  }

  @Test
  void equalScoresAreNotSeparated() {
    assertEquals(1.5, threshold(new double[] {1, 2, 2, 2}, 1, 0, 1, 0));
    assertEquals(-INFINITE, threshold(new double[] {2, 2, 2}, 0, 0, 1));
    assertEquals(2, threshold(new double[] {2, 2, 2}, 0, 1, 1));
    assertEquals(-INFINITE, threshold(new double[] {0.0, -0.0}, 0, 1));
  }

  @Test
  void oneClassMayWinEverywhere() {
    ThresholdClassifier always = ThresholdClassifier.fit(new double[] {1, 2}, new int[] {0, 0}, 0);
    assertEquals(-INFINITE, always.threshold());
    assertEquals(0, always.classify(-1e300));
    ThresholdClassifier never = ThresholdClassifier.fit(new double[] {1, 2}, new int[] {1, 1}, 0);
    assertArrayEquals(new int[] {1, 1}, never.classify(new double[] {1, 2}));
  }

  @Test
  void infiniteScoresHaveAPlace() {
    assertEquals(5, threshold(new double[] {5, INFINITE}, 1, 0));
    assertEquals(1, threshold(new double[] {1, Math.nextUp(1.0)}, 1, 0));
    assertEquals(0, threshold(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 1, 0));
  }

  @Test
  void lowScoresMayBeTheClass() {
    ThresholdClassifier classifier =
        ThresholdClassifier.fit(new double[] {1, 2, 3, 4}, new int[] {0, 0, 1, 1}, 1);
    assertEquals(2.5, classifier.threshold());
    assertEquals(0, classifier.classify(2.5));
    assertEquals(1, classifier.classify(2.6));
    assertEquals(0.75, classifier.accuracy(new double[] {0, 5, 0, 5}, new int[] {0, 1, 0, 0}));
  }

  @Test
  void unusableInputIsRefused() {
    var none =
        assertThrows(
            InputProblem.class, () -> ThresholdClassifier.fit(new double[0], new int[0], 0));
    assertEquals(
        "threshold: there is no training score to fit it on; give at least one", none.getMessage());
    var nan =
        assertThrows(
            InputProblem.class,
            () -> ThresholdClassifier.fit(new double[] {1, Double.NaN}, new int[] {0, 1}, 0));
    assertEquals(
        "score 1 of the training set: it is NaN; leave that example out", nan.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> ThresholdClassifier.fit(new double[1], new int[2], 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> ThresholdClassifier.fit(new double[1], new int[] {2}, 0));
    assertThrows(IllegalArgumentException.class, () -> new ThresholdClassifier(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new ThresholdClassifier(0, 2));
    assertThrows(
        IllegalArgumentException.class, () -> new ThresholdClassifier(0, 0).classify(Double.NaN));
  }

  @Property
  void noOtherThresholdIsMoreAccurate(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 15) Integer> coded) {
    // Score 0 to 7 and label in one number.
    double[] scores = coded.stream().mapToDouble(c -> c / 2).toArray();
    int[] labels = coded.stream().mapToInt(c -> c % 2).toArray();
    ThresholdClassifier fitted = ThresholdClassifier.fit(scores, labels, 0);
    double accuracy = fitted.accuracy(scores, labels);
    for (double other = -0.5; other < 8; other += 0.5) {
      assertTrue(accuracy >= new ThresholdClassifier(other, 0).accuracy(scores, labels));
    }
  }
}
