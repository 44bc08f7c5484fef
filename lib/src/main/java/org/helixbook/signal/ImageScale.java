package org.helixbook.signal;

import java.util.List;
import java.util.Objects;
import org.helixbook.feedback.InputProblem;

/**
 * Which power is drawn at full brightness, the ceiling; higher powers are clipped to it. It is
 * always a power, also where {@link Brightness} shows magnitudes or decibels, so that one fitted
 * scale serves all three, and it is common to the channels, so that colours keep their balance.
 *
 * @param kind where the ceiling comes from
 * @param ceiling the power at full brightness, above 0; for {@link Kind#PER_IMAGE_MEAN} a multiple
 *     of the image's mean power; 0 for {@link Kind#PER_IMAGE_MAXIMUM}
 * @param quantile the share of the training powers that the ceiling is not below, in (0, 1]; 0
 *     unless fitted
 */
public record ImageScale(Kind kind, double ceiling, double quantile) {

  /** Where the ceiling of a scale comes from. */
  public enum Kind {
    /** Each image's own greatest power: nothing is clipped, and loudness is lost. */
    PER_IMAGE_MAXIMUM,
    /**
     * A multiple of each image's own mean power, over its channels, frames and shown frequencies:
     * brightness then is a signal-to-noise ratio, as in {@link Period3Ratio}.
     */
    PER_IMAGE_MEAN,
    /** A power that the user gave. */
    FIXED_CEILING,
    /** A quantile of the powers of the training windows. */
    TRAINING_QUANTILE
  }

  /**
   * Checks the numbers; use the factories.
   *
   * @throws InputProblem if ceiling or quantile cannot be used
   */
  public ImageScale {
    Objects.requireNonNull(kind, "kind");
    if (kind != Kind.PER_IMAGE_MAXIMUM && !(ceiling > 0 && ceiling < Double.POSITIVE_INFINITY)) {
      throw new InputProblem(
          "ceiling of the image scale", "it is " + ceiling, "use a finite power above 0");
    }
    if (kind == Kind.TRAINING_QUANTILE) {
      checkQuantile(quantile);
    }
  }

  static void checkQuantile(double quantile) {
    if (!(quantile > 0 && quantile <= 1)) {
      throw new InputProblem(
          "quantile of the image scale",
          "it is " + quantile,
          "use a share above 0 and at most 1, such as 0.995");
    }
  }

  /** Each image is scaled to its own greatest power. */
  public static ImageScale perImage() {
    return new ImageScale(Kind.PER_IMAGE_MAXIMUM, 0, 0);
  }

  /**
   * Each image is scaled to a multiple of its own mean power.
   *
   * @param multiple how many times the mean is full brightness, above 0
   * @return the scale
   */
  public static ImageScale perImageMean(double multiple) {
    return new ImageScale(Kind.PER_IMAGE_MEAN, multiple, 0);
  }

  /**
   * All images are scaled to one power.
   *
   * @param ceiling the power at full brightness, above 0
   * @return the scale
   */
  public static ImageScale fixed(double ceiling) {
    return new ImageScale(Kind.FIXED_CEILING, ceiling, 0);
  }

  /**
   * All images are scaled to a quantile of the powers that the training images show, over all
   * channels, frames and shown frequencies. The quantile is the smallest power that at least the
   * given share of them does not exceed, rounded up by at most 1 part in 8192.
   *
   * @param training spectrograms of training windows only: a scale that has seen the test windows
   *     leaks
   * @param settings the images that it is for; their frequency range counts
   * @param quantile in (0, 1], such as 0.995
   * @return the scale
   * @throws InputProblem if there is no spectrogram, or if the quantile is 0 or out of range
   */
  public static ImageScale fit(
      List<Spectrogram> training, ImageSettings settings, double quantile) {
    PowerHistogram histogram = new PowerHistogram();
    training.forEach(spectrogram -> histogram.add(PowerPlanes.of(spectrogram, settings)));
    return fit(histogram, quantile);
  }

  static ImageScale fit(PowerHistogram histogram, double quantile) {
    checkQuantile(quantile);
    return new ImageScale(Kind.TRAINING_QUANTILE, histogram.quantile(quantile), quantile);
  }

  /** The ceiling for one image; 0 for an image of its own scale that holds no power at all. */
  double ceilingFor(PowerPlanes planes) {
    return switch (kind) {
      case PER_IMAGE_MAXIMUM -> planes.maximum();
      case PER_IMAGE_MEAN -> ceiling * planes.mean();
      case FIXED_CEILING, TRAINING_QUANTILE -> ceiling;
    };
  }
}
