package org.helixbook.model.cnn;

import java.util.Arrays;
import java.util.List;
import org.helixbook.signal.LabelledImages;

/**
 * What a network looks at (Zeiler and Fergus 2014): a band of rows or a patch is painted over, and
 * the network asked again. How much it then believes less in the true class is the importance of
 * the place.
 *
 * @param drop {@code [classes][row bands][column bands]}: mean loss of probability of the true
 *     class, averaged over the pictures of the class; below 0 where painting over helps
 * @param rowsPerBand rows of a band; the last may be lower
 * @param columnsPerBand columns of a band; the last may be narrower
 */
public record OcclusionMap(double[][][] drop, int rowsPerBand, int columnsPerBand) {

  /**
   * Measures.
   *
   * @param network trained
   * @param images of its shape
   * @param rowsPerBand rows of a patch, at least 1
   * @param columnsPerBand columns of a patch, at least 1
   */
  public static OcclusionMap of(
      ImageClassifier network, LabelledImages images, int rowsPerBand, int columnsPerBand) {
    int bands = -Math.floorDiv(-images.height(), rowsPerBand);
    int stripes = -Math.floorDiv(-images.width(), columnsPerBand);
    double[] whole = truth(network, images);
    int classes = images.classNames().size();
    double[][][] drop = new double[classes][bands][stripes];
    int[] counts = new int[classes];
    for (int label : images.labels()) {
      counts[label]++;
    }
    for (int band = 0; band < bands; band++) {
      for (int stripe = 0; stripe < stripes; stripe++) {
        LabelledImages covered =
            covered(
                images, band * rowsPerBand, rowsPerBand, stripe * columnsPerBand, columnsPerBand);
        double[] left = truth(network, covered);
        for (int i = 0; i < left.length; i++) {
          int label = images.labels()[i];
          drop[label][band][stripe] += (whole[i] - left[i]) / counts[label];
        }
      }
    }
    return new OcclusionMap(drop, rowsPerBand, columnsPerBand);
  }

  /**
   * The mean of several networks' maps.
   *
   * @param maps at least one, of the same patches
   * @return the mean
   */
  public static OcclusionMap mean(List<OcclusionMap> maps) {
    OcclusionMap first = maps.get(0);
    double[][][] drop = new double[first.drop.length][first.drop[0].length][];
    for (int c = 0; c < drop.length; c++) {
      for (int band = 0; band < drop[c].length; band++) {
        drop[c][band] = new double[first.drop[c][band].length];
        for (OcclusionMap map : maps) {
          for (int stripe = 0; stripe < drop[c][band].length; stripe++) {
            drop[c][band][stripe] += map.drop[c][band][stripe] / maps.size();
          }
        }
      }
    }
    return new OcclusionMap(drop, first.rowsPerBand, first.columnsPerBand);
  }

  /** The mean over the column bands: importance by row, {@code [classes][row bands]}. */
  public double[][] byRow() {
    return Arrays.stream(drop)
        .map(
            one ->
                Arrays.stream(one)
                    .mapToDouble(row -> Arrays.stream(row).average().orElse(0))
                    .toArray())
        .toArray(double[][]::new);
  }

  private static double[] truth(ImageClassifier network, LabelledImages images) {
    double[][] probabilities = network.predict(images, 50).probabilities();
    double[] truth = new double[probabilities.length];
    Arrays.setAll(truth, i -> probabilities[i][images.labels()[i]]);
    return truth;
  }

  /** A copy with a patch in each picture set to the mean of its channel over the picture. */
  public static LabelledImages covered(
      LabelledImages images, int firstRow, int rows, int firstColumn, int columns) {
    float[] pixels = images.pixels().clone();
    int width = images.width();
    int area = images.height() * width;
    for (int plane = 0; plane < images.size() * images.channels(); plane++) {
      int from = plane * area;
      double sum = 0;
      for (int i = from; i < from + area; i++) {
        sum += images.pixels()[i];
      }
      float mean = (float) (sum / area);
      for (int row = firstRow; row < Math.min(images.height(), firstRow + rows); row++) {
        int to = from + row * width;
        Arrays.fill(pixels, to + firstColumn, to + Math.min(width, firstColumn + columns), mean);
      }
    }
    return new LabelledImages(
        images.channels(), images.height(), width, pixels, images.labels(), images.classNames());
  }
}
