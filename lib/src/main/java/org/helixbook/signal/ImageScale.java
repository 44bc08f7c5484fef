package org.helixbook.signal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import org.helixbook.feedback.InputProblem;

/**
 * Which power is drawn at full brightness, the ceiling; higher powers are clipped to it. It is
 * always a power, also where {@link Brightness} shows magnitudes or decibels, so that one scale
 * serves all three, and it is common to the channels, so that colours keep their balance.
 *
 * @param kind where the ceiling comes from
 * @param ceiling the power at full brightness, above 0; for {@link Kind#PER_IMAGE_MEAN} a multiple
 *     of the image's mean power; 0 for {@link Kind#PER_IMAGE_MAXIMUM}
 */
// "quantile" stands in the configurations of runs of earlier versions, as 0.
@JsonIgnoreProperties("quantile")
public record ImageScale(Kind kind, double ceiling) {

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
    FIXED_CEILING
  }

  /**
   * Checks the numbers; use the factories.
   *
   * @throws InputProblem if the ceiling cannot be used
   */
  public ImageScale {
    Objects.requireNonNull(kind, "kind");
    if (kind != Kind.PER_IMAGE_MAXIMUM && !(ceiling > 0 && ceiling < Double.POSITIVE_INFINITY)) {
      throw new InputProblem(
          "ceiling of the image scale", "it is " + ceiling, "use a finite power above 0");
    }
  }

  /** Each image is scaled to its own greatest power. */
  public static ImageScale perImage() {
    return new ImageScale(Kind.PER_IMAGE_MAXIMUM, 0);
  }

  /**
   * Each image is scaled to a multiple of its own mean power.
   *
   * @param multiple how many times the mean is full brightness, above 0
   */
  public static ImageScale perImageMean(double multiple) {
    return new ImageScale(Kind.PER_IMAGE_MEAN, multiple);
  }

  /**
   * All images are scaled to one power.
   *
   * @param ceiling the power at full brightness, above 0
   */
  public static ImageScale fixed(double ceiling) {
    return new ImageScale(Kind.FIXED_CEILING, ceiling);
  }

  /** The ceiling for one image; 0 for an image of its own scale that holds no power at all. */
  double ceilingFor(PowerPlanes planes) {
    return switch (kind) {
      case PER_IMAGE_MAXIMUM -> planes.maximum();
      case PER_IMAGE_MEAN -> ceiling * planes.mean();
      case FIXED_CEILING -> ceiling;
    };
  }
}
