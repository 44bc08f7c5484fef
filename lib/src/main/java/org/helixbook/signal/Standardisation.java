package org.helixbook.signal;

import java.util.Collections;
import java.util.List;
import org.helixbook.feedback.InputProblem;

/**
 * Shifts and stretches pixel values: (value - mean) / deviation, channel by channel.
 *
 * @param means {@code [channels]}
 * @param deviations {@code [channels]}, each above 0
 */
public record Standardisation(List<Double> means, List<Double> deviations) {

  /** The paper's mean: 0.485, which is ImageNet's red-channel mean (section IV.D). */
  public static final double PAPER_MEAN = 0.485;

  /** The paper gives no deviation; ImageNet's for the same channel is our assumption. */
  public static final double ASSUMED_DEVIATION = 0.229;

  /**
   * Checks the numbers.
   *
   * @throws InputProblem if the lists differ in length, or if a number cannot be used
   */
  public Standardisation {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.isEmpty() || means.size() != deviations.size()) {
      throw new InputProblem(
          "standardisation",
          "there are " + means.size() + " means and " + deviations.size() + " deviations",
          "give one of each a channel");
    }
    for (int channel = 0; channel < means.size(); channel++) {
      if (!Double.isFinite(means.get(channel))
          || !(deviations.get(channel) > 0 && Double.isFinite(deviations.get(channel)))) {
        throw new InputProblem(
            "standardisation of channel " + channel,
            "mean "
                + means.get(channel)
                + " and deviation "
                + deviations.get(channel)
                + " cannot be used",
            "give a finite mean and a finite deviation above 0");
      }
    }
  }

  /** Leaves three channels as they are. */
  public static Standardisation none() {
    return same(0, 1);
  }

  /**
   * The paper's, for three channels: mean 0.485 on each, and the deviation that the paper leaves
   * out.
   *
   * @param deviation above 0, such as {@link #ASSUMED_DEVIATION}
   * @return the standardisation
   */
  public static Standardisation paper(double deviation) {
    return same(PAPER_MEAN, deviation);
  }

  private static Standardisation same(double mean, double deviation) {
    return new Standardisation(Collections.nCopies(3, mean), Collections.nCopies(3, deviation));
  }

  /**
   * Mean and deviation of each channel over a training set, so that standardised training pixels
   * have mean 0 and deviation 1. A channel that does not vary keeps the deviation 1.
   *
   * @param training training images only; at least one
   * @return the standardisation
   * @throws InputProblem if there is no image
   */
  public static Standardisation fit(LabelledImages training) {
    PixelMoments moments = new PixelMoments(training.channels());
    for (int i = 0; i < training.size(); i++) {
      moments.add(training.image(i));
    }
    return moments.standardisation();
  }

  /** How many channels it is for. */
  public int channels() {
    return means.size();
  }

  /**
   * Standardises a set into new arrays.
   *
   * @param images as many channels as this
   * @return a set of the same shape and labels
   * @throws InputProblem if the numbers of channels differ
   */
  public LabelledImages apply(LabelledImages images) {
    if (images.channels() != channels()) {
      throw new InputProblem(
          "standardisation",
          "it is for " + channels() + " channels and the images have " + images.channels(),
          "fit it on images of the same kind");
    }
    float[] pixels = images.pixels().clone();
    for (int i = 0; i < images.size(); i++) {
      apply(pixels, i * images.valuesPerImage(), images.height() * images.width());
    }
    return new LabelledImages(
        images.channels(),
        images.height(),
        images.width(),
        pixels,
        images.labels(),
        images.classNames());
  }

  /** Standardises one image in place; {@code plane} is height x width. */
  void apply(float[] pixels, int offset, int plane) {
    for (int channel = 0; channel < channels(); channel++) {
      double mean = means.get(channel);
      double deviation = deviations.get(channel);
      int from = offset + channel * plane;
      for (int i = from; i < from + plane; i++) {
        pixels[i] = (float) ((pixels[i] - mean) / deviation);
      }
    }
  }
}
