package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.TaskMetrics;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What may be said of a difference over tasks. */
class ChanceLevelTest {
  private static final double[] LESS = {0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

  /** The AUPRC of each task, a row a seed. */
  private static Trials<MultiTaskReport> trials(String name, double[]... auprc) {
    return new Trials<>(
        name,
        "data",
        0,
        9,
        IntStream.range(0, auprc.length)
            .mapToObj(seed -> Trial.recorded(seed + 1, report(auprc[seed])))
            .toList());
  }

  private static MultiTaskReport report(double[] auprc) {
    return MultiTaskReport.of(
        IntStream.range(0, auprc.length).mapToObj(t -> task("task " + t, auprc[t])).toList());
  }

  private static TaskMetrics task(String name, double auprc) {
    OptionalDouble none = OptionalDouble.empty();
    OptionalDouble value = Double.isNaN(auprc) ? none : OptionalDouble.of(auprc);
    return new TaskMetrics(name, 9, 3, none, none, none, none, value, Double.NaN);
  }

  private static Comparison compare(double[] first, double[] second) {
    return compare(trials("A", first), trials("B", second));
  }

  private static Comparison compare(Trials<MultiTaskReport> first, Trials<MultiTaskReport> second) {
    return Comparison.ofTasks(first, second, TaskMetric.AUPRC, Bootstrap.of(new Seeds(1)));
  }

  private static double[] plus(double[] values, double more) {
    return Arrays.stream(values).map(v -> v + more).toArray();
  }

  @Test
  void aSteadyDifferenceOfEnoughTasksHasAWinner() {
    // Six differences of 0.1: the interval is [0.1, 0.1], Wilcoxon's p is 2 / 64.
    Comparison better = compare(plus(LESS, 0.1), LESS);
    assertEquals(0.1, better.difference().low(), 1e-12);
    assertEquals(0.03125, better.p(), 1e-12);
    assertEquals("A is better at this size", ChanceLevel.UNKNOWN.verdict(better));
    assertEquals(
        "B is better at this size", ChanceLevel.UNKNOWN.verdict(compare(LESS, plus(LESS, 0.1))));
    String sentence = ChanceLevel.UNKNOWN.sentence(better);
    for (String fact : List.of("0.550", "0.450", "+0.1000", "one seed", "6 of 6", "0.031")) {
      assertTrue(sentence.contains(fact), sentence);
    }
  }

  /**
   * Six tasks that all gain 0.1 on average, but from three seeds 0.4, 0 and -0.1: drawing the last
   * two seeds alone, as 8 of 27 draws do, leaves nothing above 0.
   */
  @Test
  void aDifferenceThatDoesNotHoldOverSeedsHasNoWinner() {
    double[][] first =
        Stream.of(0.4, 0.0, -0.1).map(gain -> plus(LESS, gain)).toArray(double[][]::new);
    Comparison comparison = compare(trials("A", first), trials("B", LESS, LESS, LESS));
    assertTrue(ChanceLevel.UNKNOWN.verdict(comparison).contains("interval includes 0"));
    Table table = ChanceLevel.UNKNOWN.table("differences", List.of(comparison));
    assertEquals("+0.4000, 0.0000, -0.1000", table.stringColumn("by seed").get(0));
    assertEquals(0.1, table.doubleColumn("difference").get(0), 1e-12);
    assertEquals("0.1000", table.doubleColumn("difference").getString(0));
    assertEquals(6, table.intColumn("won").get(0));
    assertEquals(0.55, table.doubleColumn("mean, first").get(0), 1e-12);
  }

  @Test
  void aDifferenceThatAnotherSeedMakesIsNone() {
    Comparison steady = compare(plus(LESS, 0.1), LESS);
    ChanceLevel larger = ChanceLevel.of(compare(LESS, plus(LESS, 0.12)));
    assertEquals(0.12, larger.fromSeeds(), 1e-12);
    assertTrue(larger.verdict(steady).contains("0.1200"));
    assertEquals("A is better at this size", new ChanceLevel(-0.05).verdict(steady));
  }

  @Test
  void fewTasksOrNoneAllowNoConclusion() {
    String three =
        ChanceLevel.UNKNOWN.verdict(
            compare(new double[] {0.3, 0.4, 0.5}, new double[] {0.2, 0.3, 0.4}));
    assertTrue(three.contains("p is not below 0.05"), three);
    Comparison none = compare(new double[] {Double.NaN}, new double[] {0.5});
    assertTrue(ChanceLevel.UNKNOWN.verdict(none).contains("no task"));
  }

  @Test
  void theSameComparisonAmongRecordedTrials() {
    Comparison here = compare(plus(LESS, 0.1), LESS);
    List<Trials<MultiTaskReport>> recorded =
        List.of(trials("B", LESS, LESS), trials("A", plus(LESS, 0.2), plus(LESS, 0.4)));
    Comparison there =
        here.among(recorded, TaskMetric.AUPRC, Bootstrap.of(new Seeds(1))).orElseThrow();
    assertEquals(0.3, there.difference().value(), 1e-12);
    assertEquals("A", there.first());
    assertEquals(List.of(1L, 2L), there.provenance().seeds());
    assertTrue(
        here.among(recorded.subList(0, 1), TaskMetric.AUPRC, Bootstrap.of(new Seeds(1))).isEmpty());
  }
}
