package org.helixbook.plot;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Objects;
import org.helixbook.dna.DnaSequence;
import org.helixbook.signal.Preprocessing;
import org.helixbook.signal.SpectrogramPipeline;

/**
 * One spectrogram picture with the ranges of its axes.
 *
 * @param name what it is of, such as {@code CDN (coding)}
 * @param image the picture; row 0, at the top, is the highest frequency
 * @param lowFrequency at the lower edge, cycles per base
 * @param highFrequency at the upper edge, cycles per base
 * @param lengthBp the length of the sequence in bp, which the width spans
 */
public record SpectrogramPanel(
    String name, BufferedImage image, double lowFrequency, double highFrequency, int lengthBp) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a range is empty
   */
  public SpectrogramPanel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(image, "image");
    if (!(lowFrequency < highFrequency) || lengthBp < 1) {
      throw new IllegalArgumentException(
          "frequencies " + lowFrequency + " to " + highFrequency + ", length " + lengthBp);
    }
  }

  /**
   * The picture of a sequence.
   *
   * @param name what it is of
   * @param pipeline how the picture is made, without its preprocessing
   * @return the panel
   */
  public static SpectrogramPanel of(
      String name, SpectrogramPipeline pipeline, DnaSequence sequence) {
    return new SpectrogramPanel(
        name,
        pipeline.picture(sequence).toBufferedImage(),
        pipeline.image().lowFrequency(),
        pipeline.image().highFrequency(),
        sequence.length());
  }

  /**
   * The picture of a sequence as a network gets it.
   *
   * @param name what it is of
   * @param pipeline how the picture is made
   * @param preprocessing what is done to it then; values must stay in [0, 1] to be drawn, so
   *     without standardisation
   * @return the panel
   */
  public static SpectrogramPanel of(
      String name,
      SpectrogramPipeline pipeline,
      Preprocessing preprocessing,
      DnaSequence sequence) {
    int height = preprocessing.outputHeight(pipeline.image().height());
    int width = preprocessing.outputWidth(pipeline.image().width());
    float[] pixels = preprocessing.apply(pipeline.picture(sequence));
    float[][][] channels = new float[3][height][];
    for (int row = 0; row < 3 * height; row++) {
      channels[row / height][row % height] =
          Arrays.copyOfRange(pixels, row * width, (row + 1) * width);
    }
    return of(
        name,
        channels,
        pipeline.image().lowFrequency(),
        pipeline.image().highFrequency(),
        sequence.length());
  }

  /**
   * The same from plain channels.
   *
   * @param name what it is of
   * @param channels {@code [3, height, width]} in [0, 1]: red, green, blue; row 0 at the top
   * @param lowFrequency at the lower edge, cycles per base
   * @param highFrequency at the upper edge, cycles per base
   * @param lengthBp the length of the sequence in bp
   * @return the panel
   */
  public static SpectrogramPanel of(
      String name, float[][][] channels, double lowFrequency, double highFrequency, int lengthBp) {
    return new SpectrogramPanel(
        name, SpectrogramChart.image(channels), lowFrequency, highFrequency, lengthBp);
  }
}
