package org.helixbook.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Cases small enough to be computed by hand. */
class MultiTaskReportTest {
  private static final boolean YES = true;
  private static final boolean NO = false;

  private static RankedScores ranked(double[] scores, boolean... labels) {
    return RankedScores.of(scores, labels);
  }

  @Test
  void averagePrecisionByHand() {
    // Yes at ranks 1 and 3: (1/1 + 2/3) / 2.
    var separate = ranked(new double[] {.9, .8, .7, .1}, YES, NO, YES, NO);
    assertEquals((1 + 2.0 / 3) / 2, separate.averagePrecision().getAsDouble(), 1e-15);
    // One of two tied at the top: precision 1/2 for the first half of recall, then 2/3.
    var tied = ranked(new double[] {.9, .9, .7, .1}, YES, NO, YES, NO);
    assertEquals((0.5 + 2.0 / 3) / 2, tied.averagePrecision().getAsDouble(), 1e-15);
  }

  @Test
  void aurocByHand() {
    // Pairs: (.9,.8) right, (.9,.1) right, (.7,.8) wrong, (.7,.1) right.
    var separate = ranked(new double[] {.9, .8, .7, .1}, YES, NO, YES, NO);
    assertEquals(0.75, separate.auroc().getAsDouble());
    assertEquals(0.5, ranked(new double[] {.5, .5, .5}, YES, NO, NO).auroc().getAsDouble());
  }

  @Test
  void f1ByHand() {
    double[] scores = {.9, .8, .7, .5, .1};
    boolean[] labels = {YES, NO, YES, YES, NO};
    // Above 0.5: three, two of them right, of three to find; 0.5 itself is not above.
    assertEquals(4.0 / 6, RankedScores.of(scores, labels).f1(0.5).getAsDouble(), 1e-15);
    assertEquals(0, RankedScores.of(scores, labels).f1(0.95).getAsDouble());
  }

  @Test
  void theBestThresholdLiesBetweenTwoScores() {
    double[] scores = {.9, .75, .25, .1};
    // F1 after 1, 2, 3, 4: 2/3, 1, 4/5, 2/3.
    var both = ranked(scores, YES, YES, NO, NO).bestF1Threshold((low, high) -> (low + high) / 2);
    assertEquals(0.5, both.getAsDouble());
    // The best is to take all: the threshold is below the lowest score, even if that is 0.
    var all = ranked(new double[] {1, 0}, NO, YES);
    double threshold = all.bestF1Threshold((low, high) -> (low + high) / 2).getAsDouble();
    assertTrue(threshold < 0);
    assertEquals(2.0 / 3, all.f1(threshold).getAsDouble(), 1e-15);
  }

  @Test
  void minusZeroAndZeroAreOneScore() {
    assertEquals(0.5, ranked(new double[] {0, -0}, YES, NO).auroc().getAsDouble());
  }

  @Test
  void whatIsUndefinedIsEmptyAndNeverZero() {
    var never = ranked(new double[] {.9, .1}, NO, NO);
    assertEquals(OptionalDouble.empty(), never.auroc());
    assertEquals(OptionalDouble.empty(), never.averagePrecision());
    assertEquals(OptionalDouble.empty(), never.f1(0.5));
    assertEquals(OptionalDouble.empty(), never.bestF1Threshold((low, high) -> (low + high) / 2));
    var always = ranked(new double[] {.9, .1}, YES, YES);
    assertEquals(OptionalDouble.empty(), always.auroc());
    assertEquals(1, always.averagePrecision().getAsDouble());
  }

  @Property(tries = 200)
  void aurocIsThatOfTheRocCurve(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = random.nextInt(2, 60);
    double[] scores = new double[n];
    boolean[] labels = new boolean[n];
    int[] classes = new int[n];
    for (int i = 0; i < n; i++) {
      scores[i] = random.nextInt(-5, 6) / 4.0;
      labels[i] = random.nextBoolean();
      classes[i] = labels[i] ? 1 : 0;
    }
    double expected = RocCurve.of(scores, classes, 1).auc();
    assertEquals(expected, RankedScores.of(scores, labels).auroc().orElse(Double.NaN), 1e-15);
  }

  private static final ScoredTasks VALIDATION =
      ScoredTasks.ofProbabilities(
          new float[][] {{.3f, .2f, .1f, .1f}, {.9f, .1f, .1f, .1f}},
          new boolean[][] {{YES, YES, NO, NO}, {NO, NO, NO, NO}});
  private static final ScoredTasks TEST =
      ScoredTasks.ofProbabilities(
          new float[][] {{.4f, .3f, .2f, .1f}, {.5f, .5f, .5f, .75f}},
          new boolean[][] {{YES, YES, NO, NO}, {NO, NO, NO, YES}});

  @Test
  void thresholdsComeFromValidationAlone() {
    MultiTaskReport report = MultiTaskReport.of(List.of("a", "b"), VALIDATION, TEST);
    TaskMetrics a = report.tasks().get(0);
    assertEquals(0.15, a.threshold().getAsDouble(), 1e-7);
    // At 0.15 three are taken, two are right: 4 / 5. At 0.5 none is.
    assertEquals(0.8, a.f1Tuned().getAsDouble(), 1e-15);
    assertEquals(0, a.f1AtHalf().getAsDouble());
    assertEquals(1, a.auroc().getAsDouble());
    TaskMetrics b = report.tasks().get(1);
    assertFalse(b.threshold().isPresent());
    assertFalse(b.f1Tuned().isPresent());
    assertEquals(1, b.f1AtHalf().getAsDouble());
    assertEquals(0.8, report.mean(TaskMetric.F1_TUNED).getAsDouble(), 1e-15);
    assertEquals(0.5, report.mean(TaskMetric.F1_AT_HALF).getAsDouble());
    assertTrue(Double.isNaN(report.values(TaskMetric.F1_TUNED)[1]));
  }

  @Test
  void perplexityByHand() {
    MultiTaskReport report = MultiTaskReport.of(List.of("a", "b"), VALIDATION, TEST);
    double a = -(Math.log(.4) + Math.log(.3) + Math.log(.8) + Math.log(.9)) / 4;
    double b = -(3 * Math.log(.5) + Math.log(.75)) / 4;
    assertEquals((a + b) / 2, report.meanLogLoss(), 1e-7);
    assertEquals(Math.exp((a + b) / 2), report.perplexity(), 1e-7);
    double halfAndQuarter = (Math.log(2) - 0.25 * Math.log(0.25) - 0.75 * Math.log(0.75)) / 2;
    assertEquals(Math.exp(halfAndQuarter), report.baseRatePerplexity(), 1e-12);
    assertEquals(Math.log(2), Perplexity.meanEntropy(new double[] {0.5}), 1e-15);
    assertEquals(0, Perplexity.meanEntropy(new double[] {0, 1}));
    assertEquals(
        -0.75 * Math.log(0.5) - 0.25 * Math.log(0.5),
        Perplexity.constantLogLoss(new double[] {0.5}, new double[] {0.25}),
        1e-15);
  }

  @Test
  void aPartOfTheTasksHasItsOwnMeans() {
    MultiTaskReport report = MultiTaskReport.of(List.of("a", "b"), VALIDATION, TEST).select(0);
    assertEquals(1, report.tasks().size());
    assertEquals(2, report.baseRatePerplexity(), 1e-12);
    assertEquals(report.tasks().get(0).logLoss(), report.meanLogLoss());
  }

  @Test
  void aWrongCertaintyIsNotInfinite() {
    var sure = ScoredTasks.ofProbabilities(new float[][] {{0, 1}}, new boolean[][] {{YES, YES}});
    assertEquals(-Math.log(Float.MIN_NORMAL) / 2, sure.logLoss(0), 1e-9);
  }

  /** In single precision the probabilities of 17, 18 and 30 are all 1. */
  @Test
  void sureScoresAreRanked() {
    ScoredTasks sure =
        new ScoredTasks(new double[][] {{30, 18, 17}}, new boolean[][] {{YES, NO, YES}});
    assertEquals(0.5, sure.ranked(0).auroc().getAsDouble());
    // log(1 + e^18) and nearly nothing: a wrong certainty costs what it says, not 87.
    assertEquals((18 + 1.5e-8) / 3, sure.logLoss(0), 1e-7);
    assertEquals(0.5, sure.ranked(0).f1(17.5).getAsDouble());
  }

  @Test
  void evenOddsAreNo() {
    assertFalse(Decisions.isYes(0));
    assertTrue(Decisions.isYes(Double.MIN_VALUE));
    ScoredTasks even =
        ScoredTasks.ofProbabilities(new float[][] {{.5f, .75f}}, new boolean[][] {{YES, NO}});
    MultiTaskReport report = MultiTaskReport.of(List.of("a"), even, even);
    assertEquals(0, report.tasks().get(0).f1AtHalf().getAsDouble());
  }

  @Test
  void aTaskCanBeLeftOut() {
    MultiTaskReport report = MultiTaskReport.of(List.of("a", "b"), VALIDATION, TEST);
    MultiTaskReport rest = report.without("a");
    assertEquals(List.of("b"), rest.names());
    assertEquals(1, rest.said().orElseThrow().tasks());
    assertEquals(List.of("a", "b"), report.without("c").names());
  }

  @Test
  void meansWithoutATaskThatNoModelHasSayThatThereIsNone() {
    MultiTaskReport report = MultiTaskReport.of(List.of("a", "b"), VALIDATION, TEST);
    Map<String, MultiTaskReport> models = Map.of("tuned", report);
    Table known = MultiTaskReport.meansWithAndWithout(models, "a");
    assertEquals("Means over the tasks, with and without a", known.name());
    assertEquals(List.of("tuned", "tuned, without a"), known.stringColumn("model").asList());
    Table unknown = MultiTaskReport.meansWithAndWithout(models, "A");
    assertEquals("Means over the tasks; none of them is called A", unknown.name());
    assertEquals(List.of("tuned"), unknown.stringColumn("model").asList());
  }

  @Test
  void shapesMustPairUp() {
    float[][] one = {{0.5f}};
    assertThrows(
        IllegalArgumentException.class,
        () -> ScoredTasks.ofProbabilities(one, new boolean[][] {{YES, NO}}));
    assertThrows(
        IllegalArgumentException.class,
        () -> ScoredTasks.ofProbabilities(new float[0][], new boolean[0][]));
    assertThrows(
        IllegalArgumentException.class,
        () -> ScoredTasks.ofProbabilities(new float[][] {{Float.NaN}}, new boolean[][] {{YES}}));
    assertThrows(
        IllegalArgumentException.class, () -> MultiTaskReport.of(List.of("a"), VALIDATION, TEST));
  }

  @Test
  void comparisonByHand() {
    double none = Double.NaN;
    TaskComparison comparison =
        TaskComparison.of(
            new double[] {.5, .4, .3, .2, none},
            new double[] {.1, .5, .3, none, .9},
            TaskMetric.AUPRC,
            Bootstrap.of(new Seeds(1)));
    assertEquals(1, comparison.wins());
    assertEquals(1, comparison.losses());
    assertEquals(1, comparison.ties());
    assertEquals(2, comparison.leftOut());
    assertEquals(1.0 / 3, comparison.winShare(), 1e-15);
    assertEquals(0.4, comparison.firstMean(), 1e-15);
    assertEquals(0.3, comparison.secondMean(), 1e-15);
    assertEquals(0.1, comparison.difference().value(), 1e-15);
    // The means of three draws from 0.4, -0.1 and 0 lie between these.
    assertTrue(comparison.difference().low() >= -0.1 - 1e-12);
    assertTrue(comparison.difference().high() <= 0.4 + 1e-12);
    assertEquals(2, comparison.test().differences());
  }

  @Test
  void wilcoxonByHand() {
    // Ranks 1, 2, 3, all positive: 2 of 8 sign patterns are as extreme.
    WilcoxonSignedRank all = WilcoxonSignedRank.of(new double[] {1, 2, 3});
    assertEquals(6, all.positiveRanks());
    assertEquals(0, all.negativeRanks());
    assertEquals(0.25, all.pValue(), 1e-15);
    // Two ties share rank 1.5.
    WilcoxonSignedRank tied = WilcoxonSignedRank.of(new double[] {1, -1, 0});
    assertEquals(1.5, tied.positiveRanks());
    assertEquals(1, tied.pValue());
    assertEquals(1, WilcoxonSignedRank.of(new double[] {0, 0}).pValue());
    assertThrows(
        IllegalArgumentException.class, () -> WilcoxonSignedRank.of(new double[] {Double.NaN}));
  }

  @Test
  void theGainInPerplexityByHand() {
    ScoredTasks model =
        ScoredTasks.ofProbabilities(
            new float[][] {{.5f, .25f}, {.5f, .5f}}, new boolean[][] {{YES, NO}, {YES, NO}});
    Bootstrap bootstrap = new Bootstrap(200, 0.95, new Seeds(1));
    ConfidenceInterval gain = Perplexity.gain(model, new double[] {.5, .5}, bootstrap);
    // Constants: 2. The model: the fourth root of 2 x 4/3 x 2 x 2.
    assertEquals(2 - Math.pow(32.0 / 3, 0.25), gain.value(), 1e-12);
    // The first example gains nothing, the second 2 - sqrt(4/3 x 2).
    assertEquals(0, gain.low(), 1e-12);
    assertEquals(2 - Math.sqrt(8.0 / 3), gain.high(), 1e-12);
    assertThrows(
        IllegalArgumentException.class, () -> Perplexity.gain(model, new double[1], bootstrap));
  }
}
