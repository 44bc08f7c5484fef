package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;

class TaskComparisonTableTest {
  @Test
  void saysWinsTiesAndLossesOfTheFirst() {
    TaskComparison c =
        TaskComparison.of(
            new double[] {.5, .5, .5, Double.NaN},
            new double[] {.2, .5, .4, .1},
            TaskMetric.F1_AT_HALF,
            new Bootstrap(20, 0.95, new Seeds(1)));
    String text = TaskComparisonTable.of("title", "network", "opponent", List.of(c)).toHtml();
    assertTrue(text.contains(">2 / 1 / 0<"), text);
    assertTrue(text.contains("+0.133 ("), text);
  }

  @Test
  void showsTheSign() {
    assertEquals(
        "-0.010 (-0.100 to +0.080)",
        TaskComparisonTable.difference(new ConfidenceInterval(-.01, -.1, .08, .95)));
    assertEquals(
        "0.000 (0.000 to 0.000)",
        TaskComparisonTable.difference(new ConfidenceInterval(0.0001, -0.0001, 0.0001, .95)));
  }
}
