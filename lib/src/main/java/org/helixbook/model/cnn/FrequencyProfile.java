package org.helixbook.model.cnn;

import org.helixbook.signal.SpectrogramImage;

/**
 * An occlusion map read by frequency, the lowest first: what a network loses where a band of
 * frequencies is painted over.
 *
 * @param frequencies {@code [bands]} the middle of each band in cycles a base, rising
 * @param lost {@code [classes][bands]} mean loss of probability of the true class; below 0 where
 *     painting over helps
 */
public record FrequencyProfile(double[] frequencies, double[][] lost) {

  /**
   * Reads a map, whose first band is at the top of the picture, where the highest frequencies are.
   *
   * @param map of pictures like the one given
   * @param picture says which frequency each row shows
   * @return the profile, means over the time
   */
  public static FrequencyProfile of(OcclusionMap map, SpectrogramImage picture) {
    double[][] byRow = map.byRow();
    int bands = byRow[0].length;
    double[] frequencies = new double[bands];
    double[][] lost = new double[byRow.length][bands];
    for (int place = 0; place < bands; place++) {
      int band = bands - 1 - place;
      int first = band * map.rowsPerBand();
      int end = Math.min(picture.height(), first + map.rowsPerBand());
      double sum = 0;
      for (int row = first; row < end; row++) {
        sum += picture.frequencyOfRow(row);
      }
      frequencies[place] = sum / (end - first);
      for (int label = 0; label < byRow.length; label++) {
        lost[label][place] = byRow[label][band];
      }
    }
    return new FrequencyProfile(frequencies, lost);
  }

  /**
   * The frequency whose loss costs a class most.
   *
   * @param label the class
   * @return cycles a base; the lowest of several equals
   */
  public double mostLostAt(int label) {
    int most = 0;
    for (int band = 1; band < frequencies.length; band++) {
      if (lost[label][band] > lost[label][most]) {
        most = band;
      }
    }
    return frequencies[most];
  }
}
