package org.helixbook.signal;

import java.util.Objects;
import org.helixbook.feedback.InputProblem;

/**
 * What is done to a picture before a network sees it, in the order of Paper 1, section IV.D: values
 * scaled to [0, 1]; standardised around a mean; resized to equal sides; blurred. (The labels become
 * one-hot last, for the loss alone.) Resizing and blurring are weighted means whose weights sum to
 * 1, so standardising before or after them gives the same picture but for rounding.
 *
 * @param scaleToUnit true: values are in [0, 1]; false: they stay as an 8-bit picture holds them, 0
 *     to 255 (not rounded)
 * @param standardisation of the three channels, after scaling
 * @param side rows and columns after resizing, in pixels; 0 leaves the size as it is
 * @param blurSigma width of the Gaussian blur in pixels after resizing; 0 is no blur. The paper
 *     blurs and gives no width
 */
public record Preprocessing(
    boolean scaleToUnit, Standardisation standardisation, int side, double blurSigma) {

  /**
   * Checks the settings.
   *
   * @throws InputProblem saying which one cannot be used
   */
  public Preprocessing {
    Objects.requireNonNull(standardisation, "standardisation");
    if (standardisation.channels() != 3) {
      throw new InputProblem(
          "standardisation",
          "it is for " + standardisation.channels() + " channels",
          "use one for the three channels of a picture");
    }
    if (side < 0) {
      throw new InputProblem(
          "side of the preprocessed image", "it is " + side, "use at least 1 pixel, or 0 to keep");
    }
    if (!(blurSigma >= 0 && blurSigma <= 1000)) {
      throw new InputProblem(
          "blur sigma", "it is " + blurSigma + " pixels", "use 0 (off) to 1000 pixels");
    }
  }

  /** The picture as it is, values in [0, 1]. */
  public static Preprocessing none() {
    return new Preprocessing(true, Standardisation.none(), 0, 0);
  }

  /**
   * The paper's steps: [0, 1], mean 0.485, 224 x 224, blurred. The deviation (0.229) and the width
   * of the blur (1 pixel) are assumptions.
   */
  public static Preprocessing paper() {
    return new Preprocessing(
        true, Standardisation.paper(Standardisation.ASSUMED_DEVIATION), 224, 1);
  }

  /** The same with another standardisation. */
  public Preprocessing withStandardisation(Standardisation other) {
    return new Preprocessing(scaleToUnit, other, side, blurSigma);
  }

  /** The same with another size, in pixels; 0 keeps the picture's own. */
  public Preprocessing withSide(int pixels) {
    return new Preprocessing(scaleToUnit, standardisation, pixels, blurSigma);
  }

  /** The same with another blur, in pixels; 0 is none. */
  public Preprocessing withBlurSigma(double pixels) {
    return new Preprocessing(scaleToUnit, standardisation, side, pixels);
  }

  /** The rows that come out of a picture of this height. */
  public int outputHeight(int height) {
    return side == 0 ? height : side;
  }

  /** The columns that come out of a picture of this width. */
  public int outputWidth(int width) {
    return side == 0 ? width : side;
  }

  /**
   * Prepares one picture.
   *
   * @param image any size
   * @return {@code [3, outputHeight, outputWidth]}, row-major
   */
  public float[] apply(SpectrogramImage image) {
    return apply(image.pixels(), image.height(), image.width());
  }

  /**
   * Prepares one picture from anywhere.
   *
   * @param pixels {@code [3, height, width]}, row-major, in [0, 1]; may be changed
   * @param height its rows
   * @param width its columns
   * @return {@code [3, outputHeight, outputWidth]}, row-major
   */
  float[] apply(float[] pixels, int height, int width) {
    float[] values = scaled(pixels);
    if (!standardisation.equals(Standardisation.none())) {
      standardisation.apply(values, 0, height * width);
    }
    return resizedAndBlurred(values, height, width);
  }

  /** The first step alone: what a standardisation is fitted on. */
  float[] scaled(SpectrogramImage image) {
    return scaled(image.pixels());
  }

  private float[] scaled(float[] pixels) {
    if (!scaleToUnit) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] *= 255;
      }
    }
    return pixels;
  }

  private float[] resizedAndBlurred(float[] pixels, int fromHeight, int fromWidth) {
    int height = outputHeight(fromHeight);
    int width = outputWidth(fromWidth);
    if (height == fromHeight && width == fromWidth && blurSigma == 0) {
      return pixels;
    }
    Resize resize = new Resize(fromHeight, fromWidth, height, width);
    float[] result = new float[3 * height * width];
    int next = 0;
    for (int channel = 0; channel < 3; channel++) {
      double[][] plane = resize.apply(pixels, channel * fromHeight * fromWidth);
      if (blurSigma > 0) {
        plane = new GaussianBlur(blurSigma).apply(plane);
      }
      for (double[] row : plane) {
        for (double value : row) {
          result[next++] = (float) value;
        }
      }
    }
    return result;
  }
}
