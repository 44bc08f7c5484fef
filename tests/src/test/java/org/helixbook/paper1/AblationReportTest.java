package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.helixbook.claims.Result;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.paper1.PreprocessingAblation.Step;
import org.helixbook.paper1.PreprocessingAblation.Variant;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

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
    Table table = AblationReport.table("t", VARIANTS);
    assertEquals(List.of("1 of 2", "0 of 2", "2 of 2"), table.stringColumn("left 0.693").asList());
    assertEquals(0.51, table.doubleColumn("mean test accuracy").get(0));
    assertTrue(table.doubleColumn("mean test accuracy").isMissing(1));
    assertEquals(0.82, table.doubleColumn("highest seed").get(2));
    assertEquals(-0.01, table.doubleColumn("from").get(2));
    assertEquals("2 of the trainings diverged: worse", table.stringColumn("verdict").get(1));
  }

  /** The claim asks what the steps gain, so the signs turn. */
  @Test
  void theGainOfAllStepsIsTheirAccuracyMinusThatOfScalingAlone() {
    List<Result> results = AblationReport.results(VARIANTS, "d", List.of(1L, 2L));
    assertEquals(
        List.of("P1.3-gain-scaling", "P1.3-gain", "P1.3-left"),
        results.stream().map(Result::id).toList());
    assertNull(results.get(0).value());
    assertEquals(-0.2, results.get(1).value());
    assertEquals(-0.3, results.get(1).low());
    assertEquals(0.01, results.get(1).high());
    assertEquals(List.of("a", "c"), results.get(1).runs());
    assertEquals(List.of(1L, 2L), results.get(1).seeds());
    assertEquals(
        0.75, results.get(2).value(), "one of two with all steps, two of two scaled alone");
    assertEquals(4L, results.get(2).n());
  }
}
