package org.helixbook.signal;

/**
 * The power of a sequence by frame and frequency. The arrays are shared, not copied: do not change
 * them.
 *
 * @param power {@code [channels][frames][bins]}, squared magnitude of the discrete Fourier
 *     transform divided by the sum of the squared taper weights: white noise of variance v has the
 *     expected power v in every bin, whatever the window
 * @param frequencies {@code [bins]}, cycles a base, from 0 up to at most 0.5
 * @param positions {@code [frames]}, centre of each frame in bp from the start of the sequence: the
 *     frame over the bases [s, s + window) has its centre at s + window / 2
 */
public record Spectrogram(double[][][] power, double[] frequencies, double[] positions) {

  /**
   * Checks that the arrays fit each other.
   *
   * @throws IllegalArgumentException if they do not, or if there is nothing in them
   */
  public Spectrogram {
    if (power.length == 0 || positions.length == 0 || frequencies.length == 0) {
      throw new IllegalArgumentException("a spectrogram needs a channel, a frame and a frequency");
    }
    for (double[][] channel : power) {
      if (channel.length != positions.length) {
        throw new IllegalArgumentException(
            "a channel has "
                + channel.length
                + " frames and there are "
                + positions.length
                + " positions");
      }
      for (double[] frame : channel) {
        if (frame.length != frequencies.length) {
          throw new IllegalArgumentException(
              "a frame has "
                  + frame.length
                  + " bins and there are "
                  + frequencies.length
                  + " frequencies");
        }
      }
    }
  }

  /** How many channels the mapping has. */
  public int channels() {
    return power.length;
  }

  /** How many frames there are. */
  public int frames() {
    return positions.length;
  }

  /** How many frequencies there are. */
  public int bins() {
    return frequencies.length;
  }

  /** The index of the frequency nearest to another; of two equally near ones the first. */
  static int nearest(double[] frequencies, double wanted) {
    int nearest = 0;
    for (int bin = 1; bin < frequencies.length; bin++) {
      if (Math.abs(frequencies[bin] - wanted) < Math.abs(frequencies[nearest] - wanted)) {
        nearest = bin;
      }
    }
    return nearest;
  }

  /**
   * The power summed over the channels.
   *
   * @return {@code [frames][bins]}
   */
  public double[][] totalPower() {
    double[][] total = new double[frames()][bins()];
    for (double[][] channel : power) {
      for (int frame = 0; frame < total.length; frame++) {
        for (int bin = 0; bin < total[frame].length; bin++) {
          total[frame][bin] += channel[frame][bin];
        }
      }
    }
    return total;
  }

  /**
   * The power summed over the channels and averaged over the frames: one spectrum of the sequence.
   *
   * @return {@code [bins]}
   */
  public double[] meanSpectrum() {
    double[] mean = new double[bins()];
    for (double[] frame : totalPower()) {
      for (int bin = 0; bin < mean.length; bin++) {
        mean[bin] += frame[bin] / frames();
      }
    }
    return mean;
  }
}
