package org.helixbook.signal;

/**
 * Paints over a band of rows.
 *
 * @param firstRow the first row that is erased
 * @param lastRow the last one
 */
public record RowErasure(int firstRow, int lastRow) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if there is no such band
   */
  public RowErasure {
    if (firstRow < 0 || lastRow < firstRow) {
      throw new IllegalArgumentException("there are no rows " + firstRow + " to " + lastRow);
    }
  }

  /**
   * A band around a row.
   *
   * @param row its middle
   * @param reach how many rows on each side
   * @param height rows of the picture; the band ends at its edges
   * @return the band
   */
  public static RowErasure around(int row, int reach, int height) {
    return new RowErasure(Math.max(0, row - reach), Math.min(height - 1, row + reach));
  }

  /**
   * Erases the band: each of its values becomes the mean of its channel over the picture's other
   * rows, so that nothing but the band's own message goes.
   *
   * @param images pictures with at least one other row; standardised or not
   * @return a copy
   */
  public LabelledImages apply(LabelledImages images) {
    if (lastRow >= images.height() || lastRow - firstRow + 1 >= images.height()) {
      throw new IllegalArgumentException(
          "rows " + firstRow + " to " + lastRow + " of pictures with " + images.height());
    }
    float[] pixels = images.pixels().clone();
    int width = images.width();
    int area = images.height() * width;
    for (int plane = 0; plane < images.size() * images.channels(); plane++) {
      int from = plane * area;
      int first = from + firstRow * width;
      int last = from + (lastRow + 1) * width;
      double sum = 0;
      for (int i = from; i < from + area; i++) {
        sum += i >= first && i < last ? 0 : pixels[i];
      }
      float mean = (float) (sum / (area - (last - first)));
      for (int i = first; i < last; i++) {
        pixels[i] = mean;
      }
    }
    return new LabelledImages(
        images.channels(), images.height(), width, pixels, images.labels(), images.classNames());
  }
}
