package org.helixbook.signal;

import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * The picture of a spectrogram: red, green and blue in [0, 1], frequency upwards, position to the
 * right. Power becomes brightness, brightness is resized, and last, for mappings of one or four
 * channels, coloured. A mapping of three channels gives red, green and blue directly. For Voss the
 * four powers are summed; whoever wants Anastassiou's tetrahedral colours of the four indicator
 * sequences takes {@link NumericMapping#TETRAHEDRON}, which is that combination.
 */
public final class SpectrogramImage {
  private final int height;
  private final int width;
  // [3, height, width]
  private final float[] pixels;
  private final double lowestFrequency;
  private final double binsPerFrequency;
  private final int bins;

  private SpectrogramImage(
      Spectrogram spectrogram, PowerPlanes planes, ImageSettings settings, float[] pixels) {
    this.height = settings.height();
    this.width = settings.width();
    this.pixels = pixels;
    double[] frequencies = spectrogram.frequencies();
    this.lowestFrequency = frequencies[planes.lowestBin()];
    this.binsPerFrequency = frequencies.length > 1 ? 1 / frequencies[1] : 1;
    this.bins = planes.rows();
  }

  /**
   * Draws a spectrogram.
   *
   * @param spectrogram of any number of channels; three are red, green and blue
   * @param settings size, brightness, frequencies, colours
   * @param scale the power at full brightness
   * @return the picture, {@code [3][settings.height()][settings.width()]}
   * @throws org.helixbook.feedback.InputProblem if no bin lies in the settings' frequency range
   */
  public static SpectrogramImage of(
      Spectrogram spectrogram, ImageSettings settings, ImageScale scale) {
    PowerPlanes planes = PowerPlanes.of(spectrogram, settings);
    double ceiling = scale.ceilingFor(planes);
    Resize resize =
        new Resize(planes.rows(), planes.columns(), settings.height(), settings.width());
    int size = settings.height() * settings.width();
    float[] pixels = new float[3 * size];
    for (int p = 0; p < planes.planes().length; p++) {
      double[][] bright = brighten(planes.planes()[p], settings.brightness(), ceiling);
      double[][] resized = resize.apply(bright);
      if (planes.planes().length == 3) {
        write(resized, pixels, p * size);
      } else {
        colour(resized, settings.colourMap(), pixels, size);
      }
    }
    return new SpectrogramImage(spectrogram, planes, settings, pixels);
  }

  private static double[][] brighten(double[][] plane, Brightness brightness, double ceiling) {
    double[][] bright = new double[plane.length][plane[0].length];
    if (ceiling > 0) {
      for (int row = 0; row < bright.length; row++) {
        for (int column = 0; column < bright[row].length; column++) {
          bright[row][column] = brightness.of(plane[row][column], ceiling);
        }
      }
    }
    return bright;
  }

  private static void write(double[][] plane, float[] pixels, int offset) {
    int next = offset;
    for (double[] row : plane) {
      for (double value : row) {
        pixels[next++] = (float) unit(value);
      }
    }
  }

  private static void colour(double[][] plane, ColourMap map, float[] pixels, int size) {
    int next = 0;
    for (double[] row : plane) {
      for (double value : row) {
        for (int channel = 0; channel < 3; channel++) {
          pixels[channel * size + next] = map.channel(channel, unit(value));
        }
        next++;
      }
    }
  }

  /** Averages of values in [0, 1] may leave it by a rounding error. */
  private static double unit(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** Its rows. */
  public int height() {
    return height;
  }

  /** Its columns. */
  public int width() {
    return width;
  }

  /**
   * One value.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param row from the top, 0 is the highest frequency
   * @param column from the left, 0 is the first frame
   * @return in [0, 1]
   * @throws IndexOutOfBoundsException outside the picture
   */
  public float value(int channel, int row, int column) {
    Objects.checkIndex(channel, 3);
    Objects.checkIndex(row, height);
    Objects.checkIndex(column, width);
    return pixels[(channel * height + row) * width + column];
  }

  /**
   * A copy of all values.
   *
   * @return {@code [3, height, width]}, row-major, in [0, 1]
   */
  public float[] pixels() {
    return pixels.clone();
  }

  /**
   * The row that shows a frequency.
   *
   * @param frequency cycles a base; 1.0 / 3 is the period-3 band of coding DNA
   * @return from the top, in [0, height)
   * @throws IllegalArgumentException if the picture does not show it
   */
  public int rowOfFrequency(double frequency) {
    double bin = (frequency - lowestFrequency) * binsPerFrequency;
    // A bin fills the band half a bin around its frequency.
    double fromTop = (bins - 0.5 - bin) / bins * height;
    if (!(bin >= -0.5 - 1e-9 && bin <= bins - 0.5 + 1e-9)) {
      throw new IllegalArgumentException(
          "frequency "
              + frequency
              + " is not in the picture, which shows "
              + lowestFrequency
              + " to "
              + (lowestFrequency + (bins - 1) / binsPerFrequency)
              + " cycles a base");
    }
    return (int) Math.max(0, Math.min(height - 1, Math.floor(fromTop)));
  }

  /**
   * The frequency at the middle of a row.
   *
   * @param row from the top, in [0, height)
   * @return cycles a base
   * @throws IndexOutOfBoundsException outside the picture
   */
  public double frequencyOfRow(int row) {
    Objects.checkIndex(row, height);
    double bin = bins - 0.5 - (row + 0.5) * bins / height;
    return lowestFrequency + bin / binsPerFrequency;
  }

  /** The picture with 8 bits a channel, each value rounded to the nearest 255th. */
  public BufferedImage toBufferedImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          rgb = rgb << 8 | Math.round(255 * value(channel, row, column));
        }
        image.setRGB(column, row, rgb);
      }
    }
    return image;
  }
}
