package org.helixbook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.helixbook.dna.DnaSequence;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.junit.jupiter.api.Test;

class SpectrogramPanelTest {
  private static final DnaSequence SEQUENCE =
      DnaSequence.of("s", "ATGGCGTGCAATTCGACCGATTGGAGCCAATAGGCTATTACG");
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withStft(StftSettings.defaults().withWindowLength(12).withHop(3))
          .withImage(ImageSettings.defaults().withSize(4, 6).withFrequencies(0.1, 0.4));

  @Test
  void aPanelShowsThePictureOfThePipeline() {
    SpectrogramPanel panel = SpectrogramPanel.of("CDN", PIPELINE, SEQUENCE);
    assertEquals("CDN", panel.name());
    assertEquals(0.1, panel.lowFrequency());
    assertEquals(0.4, panel.highFrequency());
    assertEquals(42, panel.lengthBp());
    assertSamePixels(PIPELINE.picture(SEQUENCE).toBufferedImage(), panel.image());
  }

  @Test
  void preprocessingThatDoesNothingShowsTheSamePicture() {
    assertSamePixels(
        PIPELINE.picture(SEQUENCE).toBufferedImage(),
        SpectrogramPanel.of("CDN", PIPELINE, Preprocessing.none(), SEQUENCE).image());
  }

  @Test
  void aPanelShowsWhatTheNetworkGets() {
    Preprocessing small = Preprocessing.none().withSide(2);
    SpectrogramPanel panel = SpectrogramPanel.of("CDN", PIPELINE, small, SEQUENCE);
    assertEquals(2, panel.image().getWidth());
    assertEquals(2, panel.image().getHeight());
    assertEquals(0.1, panel.lowFrequency());
    float[] pixels = small.apply(PIPELINE.picture(SEQUENCE));
    // [channel, row, column]: the lower left pixel is number 2 of each plane of 4.
    int rgb = panel.image().getRGB(0, 1);
    assertEquals(Math.round(255 * pixels[2]), rgb >> 16 & 0xff);
    assertEquals(Math.round(255 * pixels[6]), rgb >> 8 & 0xff);
    assertEquals(Math.round(255 * pixels[10]), rgb & 0xff);
  }

  @Test
  void anEmptyRangeIsRefused() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    assertEquals(
        "frequencies 0.5 to 0.5, length 600",
        assertThrows(
                IllegalArgumentException.class,
                () -> new SpectrogramPanel("x", image, 0.5, 0.5, 600))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new SpectrogramPanel("x", image, 0, 0.5, 0));
    assertEquals(
        "a picture has 3 channels, not 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> SpectrogramPanel.of("x", new float[2][1][1], 0, 0.5, 600))
            .getMessage());
  }

  private static void assertSamePixels(BufferedImage expected, BufferedImage found) {
    assertEquals(expected.getWidth(), found.getWidth());
    assertEquals(expected.getHeight(), found.getHeight());
    for (int row = 0; row < expected.getHeight(); row++) {
      for (int column = 0; column < expected.getWidth(); column++) {
        assertEquals(expected.getRGB(column, row), found.getRGB(column, row));
      }
    }
  }
}
