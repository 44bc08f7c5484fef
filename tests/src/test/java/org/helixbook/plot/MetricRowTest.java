package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.run.Profile;
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
  void aReferenceRunIsNotDrawnAsThisRun() {
    double none = Double.NaN;
    MetricRow here = new MetricRow("m", 0.5, none, none, MetricRow.Origin.OURS);
    MetricRow reference = new MetricRow("m", 0.5, none, none, MetricRow.Origin.REFERENCE);
    FigureCharts charts = new FigureCharts(Profile.QUICK);
    Figure full = charts.comparison("T", "accuracy", 0, 1, List.of(here));
    Figure open = charts.comparison("T", "accuracy", 0, 1, List.of(reference));
    assertEquals("Profile: quick. Square: this run.", full.caption());
    assertEquals(
        "Profile: quick. Open square: a reference run, which came with the kit.", open.caption());
    // A square of 11 points, at 2 pixels a point: full, or a frame of 2 points around white.
    int filled = pixels(full, ChartStyle.look(0).color());
    assertTrue(filled >= 21 * 21, "filled " + filled);
    int framed = pixels(open, ChartStyle.look(0).color());
    assertTrue(framed > 4 * 20 && framed < filled - 100, "framed " + framed + " of " + filled);
  }

  private static int pixels(Figure figure, Color color) {
    BufferedImage image = figure.image();
    int found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        found += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return found;
  }

  @Test
  void aRowNeedsNameAndOrigin() {
    assertThrows(
        NullPointerException.class,
        () -> new MetricRow(null, 0.8, 0.7, 0.9, MetricRow.Origin.PAPER));
    assertThrows(NullPointerException.class, () -> new MetricRow("x", 0.8, 0.7, 0.9, null));
  }
}
