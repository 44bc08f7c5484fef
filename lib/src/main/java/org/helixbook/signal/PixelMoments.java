package org.helixbook.signal;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.feedback.InputProblem;

/** Mean and deviation of pixels by channel, gathered image by image in a fixed order. */
final class PixelMoments {
  private final double[] means;
  private final double[] squares;
  private long count;

  PixelMoments(int channels) {
    means = new double[channels];
    squares = new double[channels];
  }

  /** Adds one image, {@code [channels, height, width]}. */
  void add(float[] image) {
    int plane = image.length / means.length;
    for (int channel = 0; channel < means.length; channel++) {
      double mean = 0;
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        mean += image[i];
      }
      mean /= plane;
      double square = 0;
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        square += (image[i] - mean) * (image[i] - mean);
      }
      // Chan's formula joins the moments of two parts without losing digits.
      double difference = mean - means[channel];
      squares[channel] += square + difference * difference * count * plane / (count + plane);
      means[channel] += difference * plane / (count + plane);
    }
    count += plane;
  }

  Standardisation standardisation() {
    if (count == 0) {
      throw new InputProblem(
          "standardisation", "there is no training image to fit it on", "give at least one");
    }
    List<Double> meanList = new ArrayList<>();
    List<Double> deviationList = new ArrayList<>();
    for (int channel = 0; channel < means.length; channel++) {
      meanList.add(means[channel]);
      double deviation = Math.sqrt(squares[channel] / count);
      deviationList.add(deviation > 0 ? deviation : 1.0);
    }
    return new Standardisation(meanList, deviationList);
  }
}
