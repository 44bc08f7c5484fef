package org.helixbook.signal;

/**
 * The values of a picture in four numbers.
 *
 * @param minimum the least
 * @param mean their mean
 * @param deviation their standard deviation (divided by n)
 * @param maximum the greatest
 */
public record PixelStatistics(double minimum, double mean, double deviation, double maximum) {

  /**
   * Summarises.
   *
   * @param pixels at least one value, in any layout
   * @return the four numbers
   * @throws IllegalArgumentException if there is no value
   */
  public static PixelStatistics of(float[] pixels) {
    if (pixels.length == 0) {
      throw new IllegalArgumentException("a picture without pixels has no statistics");
    }
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (float pixel : pixels) {
      minimum = Math.min(minimum, pixel);
      maximum = Math.max(maximum, pixel);
      sum += pixel;
    }
    double mean = sum / pixels.length;
    double squares = 0;
    for (float pixel : pixels) {
      squares += (pixel - mean) * (pixel - mean);
    }
    return new PixelStatistics(minimum, mean, Math.sqrt(squares / pixels.length), maximum);
  }
}
