package org.helixbook.model.cnn.layer;

/**
 * The shape of a picture inside a network.
 *
 * @param height its rows
 * @param width its columns
 */
public record ImageShape(long channels, long height, long width) {

  /** Values of a flat layer. */
  public static ImageShape flat(long units) {
    return new ImageShape(units, 1, 1);
  }

  /** How many numbers it has. */
  public long values() {
    return channels * height * width;
  }
}
