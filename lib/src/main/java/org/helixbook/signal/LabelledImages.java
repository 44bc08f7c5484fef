package org.helixbook.signal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.helixbook.storage.Digest;

/**
 * Images of one shape with one class label each: what an image classifier is trained or tested on.
 * The arrays are shared with whoever made the record, not copied, because a set can take a
 * gigabyte: change neither of them.
 *
 * @param channels channels of an image, at least 1 (3 = red, green, blue)
 * @param height rows of an image, at least 1
 * @param width columns of an image, at least 1
 * @param pixels {@code [n, channels, height, width]}, row-major (NCHW); any unit
 * @param labels {@code [n]}, each an index into {@code classNames}
 * @param classNames the names of the classes in label order, at least one
 */
public record LabelledImages(
    int channels, int height, int width, float[] pixels, int[] labels, List<String> classNames) {

  /**
   * Checks that shape, pixels and labels agree.
   *
   * @throws IllegalArgumentException saying which of them does not fit
   */
  public LabelledImages {
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(labels, "labels");
    classNames = List.copyOf(classNames);
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "the shape of an image is "
              + channels
              + " x "
              + height
              + " x "
              + width
              + ", and each of the three must be at least 1");
    }
    long expected = (long) labels.length * channels * height * width;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          labels.length
              + " images of "
              + channels
              + " x "
              + height
              + " x "
              + width
              + " need "
              + expected
              + " pixels, and there are "
              + pixels.length);
    }
    if (classNames.isEmpty()) {
      throw new IllegalArgumentException("there is no class name, and at least one is needed");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classNames.size()) {
        throw new IllegalArgumentException(
            "image "
                + i
                + " has label "
                + labels[i]
                + ", and the classes "
                + classNames
                + " are numbered from 0 to "
                + (classNames.size() - 1));
      }
    }
  }

  /** How many images there are. */
  public int size() {
    return labels.length;
  }

  /** How many values one image has: channels x height x width. */
  public int valuesPerImage() {
    return channels * height * width;
  }

  /**
   * A copy of one image.
   *
   * @param index from 0
   * @return {@code [channels, height, width]}, row-major
   * @throws IndexOutOfBoundsException outside {@code [0, size())}
   */
  public float[] image(int index) {
    Objects.checkIndex(index, labels.length);
    int values = valuesPerImage();
    return Arrays.copyOfRange(pixels, index * values, (index + 1) * values);
  }

  /**
   * Some of the images, in the order given.
   *
   * @param indices which, each in {@code [0, size())}; may repeat
   * @return a new set with its own arrays
   * @throws IndexOutOfBoundsException if an index is outside the set
   */
  public LabelledImages subset(int... indices) {
    int values = valuesPerImage();
    float[] chosenPixels = new float[Math.multiplyExact(indices.length, values)];
    int[] chosenLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      int from = Objects.checkIndex(indices[i], labels.length);
      System.arraycopy(pixels, from * values, chosenPixels, i * values, values);
      chosenLabels[i] = labels[from];
    }
    return new LabelledImages(channels, height, width, chosenPixels, chosenLabels, classNames);
  }

  /**
   * SHA-256 over shape, class names, labels and the bits of all pixels: two sets with the same
   * digest are the same data for a network.
   *
   * @return 64 hexadecimal digits
   */
  public String digest() {
    Digest.Sum sum = new Digest.Sum();
    sum.add(
        (channels + "x" + height + "x" + width + " " + classNames + "\n")
            .getBytes(StandardCharsets.UTF_8));
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    for (int label : labels) {
      sum.addWhenFull(buffer, Integer.BYTES).putInt(label);
    }
    for (float pixel : pixels) {
      sum.addWhenFull(buffer, Float.BYTES).putFloat(pixel);
    }
    sum.addWhenFull(buffer, buffer.capacity());
    return sum.hex();
  }

  /** Two sets are equal if shapes, pixels, labels and class names are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LabelledImages that
        && channels == that.channels
        && height == that.height
        && width == that.width
        && classNames.equals(that.classNames)
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        channels, height, width, classNames, Arrays.hashCode(labels), Arrays.hashCode(pixels));
  }

  @Override
  public String toString() {
    return labels.length
        + " images of "
        + channels
        + " x "
        + height
        + " x "
        + width
        + ", classes "
        + classNames;
  }
}
