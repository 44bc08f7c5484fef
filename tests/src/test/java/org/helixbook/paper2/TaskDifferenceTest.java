package org.helixbook.paper2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.helixbook.claims.MainResult;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

/** What may be said of a difference over tasks. */
class TaskDifferenceTest {
  private static String sentence(double[] first, double[] second) {
    return TaskDifference.sentence(
        "A", "B", TaskComparison.of(first, second, TaskMetric.AUPRC, Bootstrap.of(new Seeds(1))));
  }

  @Test
  void aSteadyDifferenceOfEnoughTasksHasAWinner() {
    // Six differences of 0.1: the interval is [0.1, 0.1], Wilcoxon's p is 2 / 64.
    double[] more = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
    double[] less = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    assertEquals(
        "A against B: mean AUPRC 0.550 against 0.450, difference +0.1000 (95 % interval over the"
            + " tasks +0.1000 to +0.1000; one seed, so what another seed changes is not in it),"
            + " better on 6 of 6 tasks, Wilcoxon p 0.031: A is better at this size.",
        sentence(more, less));
    assertTrue(sentence(less, more).endsWith(": B is better at this size."));
  }

  /**
   * Six tasks that all gain 0.1 on average, but from three seeds 0.4, 0 and -0.1: drawing the last
   * two seeds alone, as 8 of 27 draws do, leaves nothing above 0.
   */
  @Test
  void aDifferenceThatDoesNotHoldOverSeedsHasNoWinner() {
    double[] zero = new double[6];
    List<double[]> first = Stream.of(0.4, 0.0, -0.1).map(TaskDifferenceTest::six).toList();
    TaskComparison comparison =
        TaskComparison.ofSeeds(
            first, List.of(zero, zero, zero), TaskMetric.AUPRC, Bootstrap.of(new Seeds(1)));
    assertEquals(
        "A against B: mean AUPRC 0.100 against 0.000, difference +0.1000 (95 % interval over 3"
            + " seeds and the tasks -0.1000 to +0.4000; by seed +0.4000, 0.0000, -0.1000), better"
            + " on 6 of 6 tasks, Wilcoxon p 0.031: no conclusion at this size (interval includes"
            + " 0).",
        TaskDifference.sentence("A", "B", comparison));
    assertEquals(
        "gain; mean of 3 seeds, interval over seeds and tasks",
        TaskDifference.result("P2.11-auprc-gain", "gain", "B", comparison).text());
  }

  private static double[] six(double value) {
    double[] values = new double[6];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void anIntervalAroundZeroAllowsNoConclusion() {
    assertTrue(
        sentence(new double[] {0.3, 0.2, 0.4, 0.1}, new double[] {0.2, 0.3, 0.3, 0.2})
            .endsWith(": no conclusion at this size (interval includes 0)."));
  }

  @Test
  void aDifferenceThatAnotherSeedMakesIsNone() {
    TaskComparison steady =
        TaskComparison.of(
            new double[] {0.3, 0.4, 0.5, 0.6, 0.7, 0.8},
            new double[] {0.2, 0.3, 0.4, 0.5, 0.6, 0.7},
            TaskMetric.AUPRC,
            Bootstrap.of(new Seeds(1)));
    assertTrue(
        TaskDifference.sentence("A", "B", steady, -0.12)
            .endsWith(
                ": no conclusion at this size (another seed alone makes a difference of"
                    + " 0.1200)."));
    assertTrue(
        TaskDifference.sentence("A", "B", steady, -0.05).endsWith(": A is better at this size."));
  }

  @Test
  void threeTasksAreTooFewForATest() {
    assertTrue(
        sentence(new double[] {0.3, 0.4, 0.5}, new double[] {0.2, 0.3, 0.4})
            .endsWith(": no conclusion at this size (Wilcoxon's p is not below 0.05)."));
  }

  @Test
  void theClaimsGetTheNumbersOfTheSentence() {
    MainResult result =
        TaskDifference.result(
            "P2.10-auprc-difference",
            "x",
            "B",
            TaskComparison.of(
                new double[] {0.3, 0.4, Double.NaN},
                new double[] {0.2, 0.1, 0.5},
                TaskMetric.AUPRC,
                Bootstrap.of(new Seeds(1))));
    assertEquals(0.2, result.value(), 1e-12);
    assertEquals(0.1, result.low(), 1e-12);
    assertEquals(0.3, result.high(), 1e-12);
    assertEquals(2, result.n());
    assertEquals(0.5, result.p(), 1e-12);
    assertEquals("B", result.against());
    assertEquals("x; one seed, interval over tasks only", result.text());
  }

  @Test
  void withoutATaskThereIsNothingToSay() {
    String sentence = sentence(new double[] {Double.NaN}, new double[] {0.5});
    assertTrue(sentence.endsWith(": no conclusion (no task has this score)."), sentence);
  }
}
