package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters fill the boxes that their bits give them. */
class LogoChartTest {
  @Test
  void aLetterIsStretchedOverItsBox() {
    for (int base = 0; base < 4; base++) {
      BufferedImage image = new BufferedImage(80, 120, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, 80, 120);
      LogoChart.letter(g, base, 10, 20, 30, 70);
      g.dispose();
      int left = 80;
      int right = -1;
      int top = 120;
      int bottom = -1;
      for (int y = 0; y < 120; y++) {
        for (int x = 0; x < 80; x++) {
          if (image.getRGB(x, y) != Color.WHITE.getRGB()) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
      }
      assertEquals(10, left, 1, "letter " + base);
      assertEquals(39, right, 1);
      assertEquals(20, top, 1);
      assertEquals(89, bottom, 1);
    }
  }

  @Test
  void aLetterWithoutBitsIsNotDrawn() {
    BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
    LogoChart.letter(image.createGraphics(), 0, 1, 1, 8, 0);
    for (int i = 0; i < 100; i++) {
      assertEquals(Color.BLACK.getRGB(), image.getRGB(i % 10, i / 10));
    }
  }

  @Test
  void aFigureNeedsAMotif() {
    assertThrows(IllegalArgumentException.class, () -> Charts.logos("none", List.of()));
    assertTrue(ChartSamples.drawings().get("logos").height() > 2 * 104);
  }
}
