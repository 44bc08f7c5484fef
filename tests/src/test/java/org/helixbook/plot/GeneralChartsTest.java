package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import org.helixbook.run.Profile;
import org.junit.jupiter.api.Test;

/** The charts that know nothing of a paper; that each is drawn and saved is in ChartsTest. */
class GeneralChartsTest {
  private final FigureCharts charts = new FigureCharts(Profile.QUICK);

  private static final List<TaskScore> TASKS =
      List.of(
          new TaskScore("a", 0.3, 0.2, 900),
          new TaskScore("b", 0.1, 0.4, 5000),
          new TaskScore("none", Double.NaN, 0.4, 7),
          new TaskScore("c", 0.2, 0.2, 800));

  private static List<String> names(TaskScore.Order order) {
    return RankedTasksChart.ranked(TASKS, order).stream().map(TaskScore::task).toList();
  }

  @Test
  void tasksAreRankedAndThoseWithoutAScoreLeftOut() {
    assertEquals(List.of("b", "c", "a"), names(TaskScore.Order.FIRST));
    assertEquals(List.of("a", "c", "b"), names(TaskScore.Order.SECOND), "equal ones by name");
    assertEquals(List.of("c", "a", "b"), names(TaskScore.Order.POSITIVES));
  }

  @Test
  void theNoteCountsWinsTiesAndTasksWithoutAScore() {
    assertEquals(
        "Profile: quick. 3 tasks by the number of positives (800 to 5,000), lowest first; RNN is"
            + " better on 1, LR on 1, equal on 1. 1 without a score (NA) are left out.",
        charts.rankedTasks("T", "F1", "LR", "RNN", TASKS, TaskScore.Order.POSITIVES).caption());
  }

  @Test
  void noTasksGiveAnEmptyChart() {
    assertTrue(
        charts.rankedTasks("T", "F1", "LR", "RNN", List.of(), TaskScore.Order.FIRST).png().length
            > 500);
  }

  @Test
  void aShadeIsReadableInGrey() {
    double[][] values = {{-2, 0, 2}};
    HeatMap map = HeatMap.diverging("r", List.of("x"), "c", List.of(), values, "u");
    assertEquals(-2, map.low());
    assertEquals(2, map.high());
    double before = -1;
    for (int i = 0; i <= 40; i++) {
      Color shade = HeatMapChart.shade(map, -2 + 0.1 * i);
      double light = 0.299 * shade.getRed() + 0.587 * shade.getGreen() + 0.114 * shade.getBlue();
      assertTrue(light > before, "lighter at each step: " + light + " after " + before);
      before = light;
    }
    assertEquals(new Color(8, 48, 107), HeatMapChart.shade(map, -9), "outside counts as the end");
  }

  @Test
  void aHeatMapWithoutRangeGetsOne() {
    HeatMap flat = HeatMap.sequential("r", List.of(), "c", List.of(), new double[][] {{3, 3}}, "u");
    assertEquals(3, flat.low());
    assertEquals(4, flat.high());
    HeatMap nothing =
        HeatMap.diverging("r", List.of(), "c", List.of(), new double[][] {{Double.NaN}}, "u");
    assertEquals(1, nothing.high());
  }

  @Test
  void aHeatMapOfTheWrongShapeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HeatMap.sequential("r", List.of(), "c", List.of(), new double[][] {{1}, {1, 2}}, ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> HeatMap.sequential("r", List.of("a", "b"), "c", List.of(), new double[][] {{1}}, ""));
  }

  @Test
  void anAxisFollowsTheDataUnlessItIsTold() {
    assertEquals(new Axis("a", 2, 5, false), Axis.of("a").around(2, 5));
    assertEquals(new Axis("a", 0, 5, false), Axis.of("a").range(0, Double.NaN).around(2, 5));
    assertEquals(new Axis("a", 100, 100_000, true), Axis.of("a").log().around(500, 80_000));
    assertEquals(new Axis("a", 0, 1, false), Axis.of("a").around(Double.NaN, Double.NaN));
    Axis single = Axis.of("a").around(2, 2);
    assertTrue(single.low() < 2 && single.high() > 2);
    assertThrows(IllegalArgumentException.class, () -> Axis.of("a").log().range(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Axis.of("a").range(1, 1));
  }

  @Test
  void ticksAreRound() {
    assertArrayEquals(
        new double[] {0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1},
        DotChart.ticks(Axis.of("a").range(0.4, 1)),
        1e-9);
    assertArrayEquals(
        new double[] {100, 1000}, DotChart.ticks(Axis.of("a").log().range(50, 5000)), 1e-9);
  }

  @Test
  void seriesThatDoNotFitAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            charts.dots(
                "T",
                Axis.of("a"),
                List.of("one", "two"),
                List.of(DotSeries.of("s", 1)),
                List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> LineSeries.of("l", new double[] {1}, new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PointSeries("p", new double[] {1}, new double[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> charts.lines("T", Axis.of("x"), Axis.of("y"), List.of(), List.of()));
  }

  @Test
  void pointsWithoutAValueAreCounted() {
    Figure figure =
        charts.scatter(
            "T",
            Axis.of("x"),
            Axis.of("y"),
            List.of(new PointSeries("p", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3})),
            true);
    assertEquals("Profile: quick. 2 points; 1 have no value.", figure.caption());
  }
}
