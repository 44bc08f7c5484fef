package org.helixbook.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.helixbook.evaluation.ConfidenceInterval;
import org.junit.jupiter.api.Test;

class MetricRowTest {

  @Test
  void aRowTakesValueAndEndsOfItsInterval() {
    assertEquals(
        new MetricRow("Model 2", 0.8, 0.75, 0.86, MetricRow.Origin.OURS),
        MetricRow.of(
            "Model 2", new ConfidenceInterval(0.8, 0.75, 0.86, 0.95), MetricRow.Origin.OURS));
  }

  @Test
  void aRowNeedsNameAndOrigin() {
    assertThrows(
        NullPointerException.class,
        () -> new MetricRow(null, 0.8, 0.7, 0.9, MetricRow.Origin.PAPER));
    assertThrows(NullPointerException.class, () -> new MetricRow("x", 0.8, 0.7, 0.9, null));
  }
}
