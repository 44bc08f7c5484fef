package org.helixbook.signal;

import org.helixbook.feedback.InputProblem;

/**
 * The part of a spectrogram that a picture shows, as pictures are laid out.
 *
 * @param planes {@code [3 or 1][rows][columns]}: row 0 is the highest frequency, columns are
 *     frames; three planes from a mapping of three channels, else one, the power summed over the
 *     channels
 * @param lowestBin the bin of the last row
 */
record PowerPlanes(double[][][] planes, int lowestBin) {
  // A bin whose frequency differs from the range's end by rounding only is inside.
  private static final double ROUNDING = 1e-9;

  static PowerPlanes of(Spectrogram spectrogram, ImageSettings settings) {
    double[] frequencies = spectrogram.frequencies();
    int lowest = 0;
    while (lowest < frequencies.length
        && frequencies[lowest] < settings.lowFrequency() - ROUNDING) {
      lowest++;
    }
    int end = lowest;
    while (end < frequencies.length && frequencies[end] <= settings.highFrequency() + ROUNDING) {
      end++;
    }
    if (end == lowest) {
      throw new InputProblem(
          "frequency range of the image",
          "no bin of the spectrogram lies in "
              + settings.lowFrequency()
              + " to "
              + settings.highFrequency()
              + " cycles a base",
          "use a wider range or a longer STFT window");
    }
    double[][][] power =
        spectrogram.channels() == 3
            ? spectrogram.power()
            : new double[][][] {spectrogram.totalPower()};
    double[][][] planes = new double[power.length][end - lowest][spectrogram.frames()];
    for (int p = 0; p < power.length; p++) {
      for (int frame = 0; frame < power[p].length; frame++) {
        for (int bin = lowest; bin < end; bin++) {
          planes[p][end - 1 - bin][frame] = power[p][frame][bin];
        }
      }
    }
    return new PowerPlanes(planes, lowest);
  }

  int rows() {
    return planes[0].length;
  }

  int columns() {
    return planes[0][0].length;
  }

  double maximum() {
    double maximum = 0;
    for (double[][] plane : planes) {
      for (double[] row : plane) {
        for (double power : row) {
          maximum = Math.max(maximum, power);
        }
      }
    }
    return maximum;
  }

  double mean() {
    double sum = 0;
    for (double[][] plane : planes) {
      for (double[] row : plane) {
        for (double power : row) {
          sum += power;
        }
      }
    }
    return sum / ((double) planes.length * rows() * columns());
  }
}
