package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** An example whose truth is not known counts for its task as if it were not there. */
class UnknownLabelsTest {
  private static final int EXAMPLES = 60;

  private static final double[][] ODDS = new double[3][EXAMPLES];
  private static final boolean[][] LABELS = new boolean[3][EXAMPLES];
  private static final List<BitSet> UNKNOWN = List.of(new BitSet(), new BitSet(), new BitSet());

  static {
    SplittableRandom random = new SplittableRandom(5);
    for (int task = 0; task < 3; task++) {
      for (int i = 0; i < EXAMPLES; i++) {
        ODDS[task][i] = random.nextInt(-4, 5) / 2.0;
        LABELS[task][i] = random.nextInt(3) == 0;
        if (task == 1 && i % 3 == 0) {
          UNKNOWN.get(1).set(i);
        }
      }
    }
    UNKNOWN.get(2).set(0, EXAMPLES);
  }

  private static final ScoredTasks SAID =
      new ScoredTasks(ODDS, LABELS, UNKNOWN, Units.single(EXAMPLES));

  /** Task 1 without the examples that are not known of it. */
  private static ScoredTasks knownAlone() {
    int[] known = IntStream.range(0, EXAMPLES).filter(i -> i % 3 != 0).toArray();
    double[] odds = Arrays.stream(known).mapToDouble(i -> ODDS[1][i]).toArray();
    boolean[] labels = new boolean[known.length];
    IntStream.range(0, known.length).forEach(i -> labels[i] = LABELS[1][known[i]]);
    return new ScoredTasks(new double[][] {odds}, new boolean[][] {labels});
  }

  /** The share of yes among the known examples. */
  private static double rate(int task) {
    int[] known = IntStream.range(0, EXAMPLES).filter(i -> !UNKNOWN.get(task).get(i)).toArray();
    return (double) Arrays.stream(known).filter(i -> LABELS[task][i]).count() / known.length;
  }

  @Test
  void everyMetricIsThatOfTheKnownExamples() {
    ScoredTasks alone = knownAlone();
    List<TaskMetrics> all = MultiTaskReport.of(List.of("a", "b", "c"), SAID, SAID).tasks();
    TaskMetrics expected = MultiTaskReport.of(List.of("b"), alone, alone).tasks().get(0);
    assertEquals(40, expected.examples());
    assertEquals(expected, all.get(1));
    assertEquals(60, all.get(0).examples());
    assertEquals(0, all.get(2).examples());
    assertTrue(all.get(2).auroc().isEmpty() && Double.isNaN(all.get(2).logLoss()));
  }

  @Test
  void meansLeaveOutATaskOfWhichNothingIsKnown() {
    MultiTaskReport report = MultiTaskReport.of(List.of("a", "b", "c"), SAID, SAID);
    assertEquals((SAID.logLoss(0) + SAID.logLoss(1)) / 2, report.meanLogLoss(), 1e-15);
    double[] rates = {rate(0), rate(1)};
    double entropy = 0;
    for (int task = 0; task < 2; task++) {
      double p = rates[task];
      entropy -= (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / 2;
    }
    assertEquals(entropy, report.baseRateLogLoss(), 1e-15);
    ConfidenceInterval gain =
        Perplexity.gain(SAID, new double[] {0.3, 0.4, 0.5}, new Bootstrap(20, 0.95, new Seeds(1)));
    double constants = 0;
    for (int task = 0; task < 2; task++) {
      double said = task == 0 ? 0.3 : 0.4;
      constants -= rates[task] * Math.log(said) / 2 + (1 - rates[task]) * Math.log(1 - said) / 2;
    }
    assertEquals(Math.exp(constants) - Math.exp(report.meanLogLoss()), gain.value(), 1e-12);
    assertEquals(
        (rates[0] + 2 * rates[1]) / 3 * -Math.log(0.5)
            + (1 - (rates[0] + 2 * rates[1]) / 3) * -Math.log(0.5),
        Perplexity.constantLogLoss(
            new double[] {0.5, 0.5, 0.5}, rates, new double[] {1.0, 2.0, 0.0}),
        1e-15);
  }

  @Test
  void resamplesCountTheKnownExamplesAlone() {
    int[] times = IntStream.range(0, EXAMPLES).map(i -> i % 4).toArray();
    int[] ofKnown = IntStream.range(0, EXAMPLES).filter(i -> i % 3 != 0).map(i -> i % 4).toArray();
    RankedScores known = knownAlone().ranked(0);
    assertEquals(known.auroc(ofKnown), SAID.ranked(1).auroc(times));
    assertEquals(known.averagePrecision(ofKnown), SAID.ranked(1).averagePrecision(times));
    assertEquals(known.f1(0.2, ofKnown), SAID.ranked(1).f1(0.2, times));
  }

  @Test
  void theyStayWithTheirTasks() {
    assertEquals(UNKNOWN.get(1), SAID.tasks(new int[] {2, 1}).unknownOf(1));
    ScoredTasks first = SAID.tasks(new int[] {0});
    assertEquals(List.of(), new ScoredTasks(ODDS, LABELS, SAID.units()).unknown());
    MultiTaskReport joined =
        MultiTaskReport.joined(
            List.of(
                MultiTaskReport.of(
                    List.of("x"),
                    new ScoredTasks(first.logOdds(), first.labels(), first.units()),
                    first),
                MultiTaskReport.of(List.of("a", "b", "c"), SAID, SAID)));
    ScoredTasks said = joined.said().orElseThrow();
    assertEquals(UNKNOWN.get(1), said.unknownOf(2));
    assertTrue(said.unknownOf(0).isEmpty());
    assertEquals(UNKNOWN.get(1), joined.select(2).said().orElseThrow().unknownOf(0));
    assertArrayEquals(ODDS[1], joined.select(2).said().orElseThrow().logOdds()[0]);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScoredTasks(ODDS, LABELS, List.of(new BitSet()), SAID.units()));
    MultiTaskReport one = MultiTaskReport.of(List.of("a", "b", "c"), SAID, SAID);
    MultiTaskReport all =
        MultiTaskReport.of(
            List.of("a", "b", "c"), SAID, new ScoredTasks(ODDS, LABELS, SAID.units()));
    Bootstrap few = new Bootstrap(5, 0.95, new Seeds(1));
    assertEquals(0.0, TaskComparison.of(one, one, TaskMetric.AUROC, few).difference().value());
    assertThrows(
        IllegalArgumentException.class,
        () -> TaskComparison.of(one, all, TaskMetric.AUROC, few),
        "they were not judged on the same examples");
  }
}
