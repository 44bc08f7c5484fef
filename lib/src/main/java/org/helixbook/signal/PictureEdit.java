package org.helixbook.signal;

/** What an experiment does to finished pictures, before a network sees them. */
public enum PictureEdit {
  /** Nothing. */
  NONE {
    @Override
    public LabelledImages apply(LabelledImages images) {
      return images;
    }
  },
  /**
   * Adds a channel that says the row: from -1 in the first to 1 in the last, the same in every
   * picture. An unpadded convolution cannot know its row otherwise (Liu et al. 2018, CoordConv).
   */
  ROW_CHANNEL {
    @Override
    public LabelledImages apply(LabelledImages images) {
      int area = images.height() * images.width();
      int before = images.valuesPerImage();
      float[] pixels = new float[images.size() * (before + area)];
      for (int n = 0; n < images.size(); n++) {
        int to = n * (before + area);
        System.arraycopy(images.pixels(), n * before, pixels, to, before);
        for (int i = 0; i < area; i++) {
          pixels[to + before + i] = rowValue(i / images.width(), images.height());
        }
      }
      return new LabelledImages(
          images.channels() + 1,
          images.height(),
          images.width(),
          pixels,
          images.labels(),
          images.classNames());
    }
  },
  /** Puts the mean of the channels into each of them: a picture without colour. */
  MONOCHROME {
    @Override
    public LabelledImages apply(LabelledImages images) {
      int area = images.height() * images.width();
      float[] pixels = new float[images.pixels().length];
      for (int n = 0; n < images.size(); n++) {
        int from = n * images.valuesPerImage();
        for (int i = 0; i < area; i++) {
          float sum = 0;
          for (int c = 0; c < images.channels(); c++) {
            sum += images.pixels()[from + c * area + i];
          }
          for (int c = 0; c < images.channels(); c++) {
            pixels[from + c * area + i] = sum / images.channels();
          }
        }
      }
      return new LabelledImages(
          images.channels(),
          images.height(),
          images.width(),
          pixels,
          images.labels(),
          images.classNames());
    }
  };

  /**
   * Edits pictures.
   *
   * @param images any set
   * @return a set of as many pictures with the same labels
   */
  public abstract LabelledImages apply(LabelledImages images);

  private static float rowValue(int row, int height) {
    return height == 1 ? 0 : 2f * row / (height - 1) - 1;
  }
}
