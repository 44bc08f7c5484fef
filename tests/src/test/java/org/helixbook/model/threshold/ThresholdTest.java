package org.helixbook.model.threshold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.feedback.InputProblem;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static double threshold(double[] scores, int... labels) {
    return Threshold.best(scores, labels);
  }

  private static LabelledSequences windows(int[] labels, String... bases) {
    return new LabelledSequences(
        IntStream.range(0, bases.length).mapToObj(i -> DnaSequence.of("w" + i, bases[i])).toList(),
        labels,
        List.of("CDN", "LNSD"));
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
    assertEquals(-INFINITE, threshold(new double[] {1, 2}, 0, 0));
    assertEquals(0, new Threshold("a", w -> 0, -INFINITE).classOf(-1e300));
    assertEquals(2, threshold(new double[] {1, 2}, 1, 1));
  }

  @Test
  void infiniteScoresHaveAPlace() {
    assertEquals(5, threshold(new double[] {5, INFINITE}, 1, 0));
    assertEquals(1, threshold(new double[] {1, Math.nextUp(1.0)}, 1, 0));
    assertEquals(0, threshold(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 1, 0));
  }

  @Test
  void openFramesAreJudgedByOneNumberEach() {
    // Read by hand: TAATTGATTAG has a stop codon in each forward frame, TAATTGATAG has not.
    LabelledSequences train =
        windows(new int[] {0, 0, 1, 1}, "TAATTGATAG", "CCCCCCCCC", "TAATTGATTAG", "TAATTGATTAGC");
    Threshold open = Threshold.openFrame(train);
    assertArrayEquals(new double[] {1, 1, 0, 0}, open.scores(train));
    assertEquals(0.5, open.threshold());
    assertArrayEquals(
        new int[] {1, 0}, open.on(windows(new int[] {0, 1}, "TAATTGATTAG", "CCC")).predicted());
    // Nine C have three codons in frame 0; TAATAGTGA has AAT AGT at most, backwards TCA CTA TTA.
    LabelledSequences runs = windows(new int[] {0, 1}, "CCCCCCCCCCCC", "TAATAGTGA");
    Threshold longest = Threshold.longestOpenRun(runs);
    assertArrayEquals(new double[] {4, 3}, longest.scores(runs));
    assertEquals(3.5, longest.threshold());
    assertEquals(
        List.of("period-3 ratio", "GC content", open.name(), longest.name()),
        Threshold.all(train).stream().map(Threshold::name).toList());
  }

  @Test
  void gcContentIsFittedOnceAndJudgesOtherWindows() {
    // GC 1 and 3/4 against 1/2 and 0: the threshold is 5/8.
    Threshold gc =
        Threshold.gcContent(windows(new int[] {0, 0, 1, 1}, "GGCC", "GGCA", "GCAT", "ATAT"));
    assertEquals(0.625, gc.threshold());
    Decisions said =
        gc.on(windows(new int[] {0, 0, 1, 1}, "GGGGGCAT", "GGGGATAT", "ATATATAT", "GGGGGGAT"));
    assertArrayEquals(new double[] {0.75, 0.5, 0, 0.75}, said.scoresOf(0));
    assertArrayEquals(new double[] {-0.75, -0.5, 0, -0.75}, said.scoresOf(1), 0);
    assertArrayEquals(new int[] {0, 1, 1, 0}, said.predicted());
    RepeatedDecisions one = new RepeatedDecisions(List.of(said));
    assertEquals(List.of(0.5), one.accuracies());
    // Of four pairs two are in order, one is tied: 2.5 / 4.
    assertEquals(List.of(0.625), one.aucs(0));
    assertEquals(List.of(0.625), one.aucs(1));
  }

  @Test
  void thePeriodOfThreeTellsARepeatFromNone() {
    LabelledSequences windows =
        windows(
            new int[] {0, 0, 1, 1}, "GATGATGATGAT", "ACCACCACCACC", "ACACACACACAC", "GTGTGTGTGTGT");
    assertArrayEquals(new int[] {0, 0, 1, 1}, Threshold.period3(windows).on(windows).predicted());
    // Ratios 5, infinite, 0, 0: halfway between 0 and 5.
    LabelledSequences others =
        windows(new int[] {0, 0, 1, 1}, "ACGACT", "ATGATGATG", "ACACAC", "AAAAAA");
    assertEquals(2.5, Threshold.period3(others).threshold(), 1e-12);
    assertArrayEquals(
        new double[] {5, INFINITE, 0, 0}, Threshold.period3(others).scores(others), 1e-12);
    assertThrows(InputProblem.class, () -> Threshold.period3(windows(new int[0])));
  }

  @Test
  void anyNumberOfASequenceWillDo() {
    LabelledSequences windows = windows(new int[] {0, 1}, "ACGTACGT", "ACG");
    Threshold length = Threshold.fit("length", DnaSequence::length, windows);
    assertEquals("length", length.name());
    assertEquals(5.5, length.threshold());
    assertArrayEquals(new int[] {0, 1}, length.on(windows).predicted());
  }

  @Test
  void unusableInputIsRefused() {
    assertThrows(InputProblem.class, () -> threshold(new double[0]));
    String nan =
        assertThrows(InputProblem.class, () -> threshold(new double[] {1, Double.NaN}, 0, 1))
            .getMessage();
    assertTrue(nan.startsWith("score 1 "), nan);
    assertThrows(IllegalArgumentException.class, () -> threshold(new double[1], 0, 1));
    assertThrows(IllegalArgumentException.class, () -> threshold(new double[1], 2));
    assertThrows(IllegalArgumentException.class, () -> new Threshold("a", w -> 0, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> new Threshold("a", w -> 0, 0).classOf(Double.NaN));
  }

  @Property
  void noOtherThresholdIsMoreAccurate(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 15) Integer> coded) {
    // Score 0 to 7 and label in one number.
    double[] scores = coded.stream().mapToDouble(c -> c / 2).toArray();
    int[] labels = coded.stream().mapToInt(c -> c % 2).toArray();
    long most = right(threshold(scores, labels), scores, labels);
    for (double other = -0.5; other < 8; other += 0.5) {
      assertTrue(most >= right(other, scores, labels));
    }
  }

  private static long right(double threshold, double[] scores, int[] labels) {
    return IntStream.range(0, labels.length)
        .filter(i -> (scores[i] > threshold ? 0 : 1) == labels[i])
        .count();
  }
}
