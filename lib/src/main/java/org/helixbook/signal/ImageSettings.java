package org.helixbook.signal;

import java.util.Objects;
import org.helixbook.feedback.InputProblem;

/**
 * Settings of the picture of a spectrogram. Paper 1 gives only the size, 224 x 224; the rest of
 * {@link #defaults()} are assumptions of the kit.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param brightness what brightness stands for
 * @param lowFrequency lowest frequency shown, cycles a base, at least 0
 * @param highFrequency highest frequency shown, above the lowest, at most 0.5
 * @param colourMap colours for mappings of one or four channels; a mapping of three is shown as
 *     red, green and blue directly
 */
public record ImageSettings(
    int height,
    int width,
    Brightness brightness,
    double lowFrequency,
    double highFrequency,
    ColourMap colourMap) {

  /**
   * Checks the settings.
   *
   * @throws InputProblem saying which setting cannot be used
   */
  public ImageSettings {
    Objects.requireNonNull(brightness, "brightness");
    Objects.requireNonNull(colourMap, "colourMap");
    if (height < 1 || width < 1) {
      throw new InputProblem(
          "image size", "it is " + height + " x " + width, "use at least 1 row and 1 column");
    }
    if (!(lowFrequency >= 0 && highFrequency <= 0.5 && lowFrequency < highFrequency)) {
      throw new InputProblem(
          "frequency range of the image",
          "it is " + lowFrequency + " to " + highFrequency + " cycles a base",
          "use a range within 0 to 0.5 whose low end is below its high end");
    }
  }

  /**
   * The paper's size, 224 x 224; power, all frequencies, viridis by assumption.
   *
   * @return the default settings
   */
  public static ImageSettings defaults() {
    return new ImageSettings(224, 224, Brightness.POWER, 0, 0.5, ColourMap.VIRIDIS);
  }

  /** The same with another size in pixels. */
  public ImageSettings withSize(int rows, int columns) {
    return new ImageSettings(rows, columns, brightness, lowFrequency, highFrequency, colourMap);
  }

  /** The same with another meaning of brightness. */
  public ImageSettings withBrightness(Brightness other) {
    return new ImageSettings(height, width, other, lowFrequency, highFrequency, colourMap);
  }

  /** The same with another range of frequencies, in cycles a base. */
  public ImageSettings withFrequencies(double low, double high) {
    return new ImageSettings(height, width, brightness, low, high, colourMap);
  }

  /** The same with another colour map. */
  public ImageSettings withColourMap(ColourMap other) {
    return new ImageSettings(height, width, brightness, lowFrequency, highFrequency, other);
  }
}
