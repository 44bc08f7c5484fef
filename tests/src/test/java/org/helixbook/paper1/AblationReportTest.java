package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.helixbook.claims.Result;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.paper1.PreprocessingAblation.Step;
import org.helixbook.paper1.PreprocessingAblation.Variant;
import org.junit.jupiter.api.Test;

class AblationReportTest {
  private static final ConfidenceInterval NONE =
      new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN, 0.95);

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant(
              EnumSet.allOf(Step.class),
              List.of(0.5, 0.52),
              1,
              0,
              NONE,
              "the reference",
              List.of("a")),
          new Variant(
              EnumSet.complementOf(EnumSet.of(Step.SCALE)),
              List.of(),
              0,
              2,
              NONE,
              "2 of the trainings diverged: worse",
              List.of("b")),
          new Variant(
              Set.of(Step.SCALE),
              List.of(0.6, 0.82),
              2,
              0,
              new ConfidenceInterval(0.2, -0.01, 0.3, 0.95),
              "no difference shown",
              List.of("c")));

  @Test
  void theTableSaysHowManyLearnedAnything() {
    assertEquals(
        List.of(
            List.of("all steps", "0.510", "0.500 to 0.520", "1 of 2", "", "the reference"),
            List.of(
                "not scaled to [0, 1]",
                "NA",
                "NA",
                "0 of 2",
                "",
                "2 of the trainings diverged: worse"),
            List.of(
                "not standardised, not resized, not blurred",
                "0.710",
                "0.600 to 0.820",
                "2 of 2",
                "0.200 (-0.010 to 0.300)",
                "no difference shown")),
        AblationReport.table("t", VARIANTS).rows());
  }

  @Test
  void theConclusionNamesWhatIsClearAndHowManyLearned() {
    assertEquals(
        "Clearly better than with all steps: none. Clearly worse: none. Worse because a training"
            + " diverged: not scaled to [0, 1]. Of the other trainings 3 of 4 had left 0.693, so"
            + " the differences tell of how soon a network begins to learn, and not yet of how good"
            + " it becomes.",
        AblationReport.conclusion(VARIANTS));
    Variant better =
        new Variant(
            Set.of(Step.SCALE),
            List.of(0.6, 0.7, 0.8),
            3,
            0,
            new ConfidenceInterval(0.2, 0.1, 0.3, 0.95),
            "better",
            List.of("d"));
    assertEquals(
        "Clearly better than with all steps: not standardised, not resized, not blurred. Clearly"
            + " worse: none. Worse because a training diverged: none. Of the other trainings 6 of 6"
            + " had left 0.693.",
        AblationReport.conclusion(List.of(better, better)));
  }

  /** The claim asks what the steps gain, so the signs turn. */
  @Test
  void theGainOfAllStepsIsTheirAccuracyMinusThatOfScalingAlone() {
    List<Result> results = AblationReport.results(VARIANTS, "d", List.of(1L, 2L));
    assertEquals(
        List.of("P1.3-gain-scaling", "P1.3-gain"), results.stream().map(Result::id).toList());
    assertNull(results.get(0).value());
    assertEquals(-0.2, results.get(1).value());
    assertEquals(-0.3, results.get(1).low());
    assertEquals(0.01, results.get(1).high());
    assertEquals(List.of("a", "c"), results.get(1).runs());
    assertEquals(List.of(1L, 2L), results.get(1).seeds());
  }
}
