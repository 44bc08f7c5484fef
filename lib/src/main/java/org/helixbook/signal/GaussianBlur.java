package org.helixbook.signal;

/**
 * Gaussian blur of one picture plane. The kernel reaches four sigma and sums to 1; at the edges the
 * picture is mirrored, the edge pixel repeated (d c b a | a b c d | d c b a).
 */
final class GaussianBlur {
  // kernel[i] is the weight of a pixel i away.
  private final double[] kernel;

  /** Sigma in pixels, above 0. */
  GaussianBlur(double sigma) {
    int radius = (int) (4 * sigma + 0.5);
    kernel = new double[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      kernel[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    for (int i = 0; i <= radius; i++) {
      kernel[i] /= sum;
    }
  }

  /** Blurs {@code [rows][columns]} into a new plane of the same size. */
  double[][] apply(double[][] plane) {
    int rows = plane.length;
    int columns = plane[0].length;
    double[][] down = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int i = 1 - kernel.length; i < kernel.length; i++) {
        double weight = kernel[Math.abs(i)];
        double[] source = plane[mirror(row + i, rows)];
        for (int column = 0; column < columns; column++) {
          down[row][column] += weight * source[column];
        }
      }
    }
    double[][] across = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int i = 1 - kernel.length; i < kernel.length; i++) {
          sum += kernel[Math.abs(i)] * down[row][mirror(column + i, columns)];
        }
        across[row][column] = sum;
      }
    }
    return across;
  }

  private static int mirror(int index, int length) {
    int inPeriod = Math.floorMod(index, 2 * length);
    return inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
  }
}
