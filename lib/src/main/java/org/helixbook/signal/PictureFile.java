package org.helixbook.signal;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The picture of a PNG or JPEG file as numbers: the values that the file stores, as Pillow reads
 * them; a colour profile is not applied. Its first bytes tell which kind it is, not its name. Java
 * reads a file that is cut short without a word, so its end is looked for here; what follows the
 * end (a line feed, the film of a phone's picture) is not read.
 *
 * @param pixels {@code [3, height, width]}, red, green, blue in [0, 1], row-major; a grey picture
 *     has its values three times
 * @param height rows
 * @param width columns
 */
record PictureFile(float[] pixels, int height, int width) {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int PROFILE = 0xe2;
  private static final byte[] PROFILE_NAME = "ICC_PROFILE".getBytes(StandardCharsets.US_ASCII);

  /** More is no spectrogram, and could take all memory. */
  private static final long MOST_PIXELS = 50_000_000;

  static PictureFile read(Path file) throws UnreadablePicture {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadablePicture("it cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length == 0) {
      throw new UnreadablePicture("it is empty");
    }
    if (startsWith(bytes, 0, PNG)) {
      checkPng(bytes);
      return of(decode(bytes));
    } else if (startsWith(bytes, 0, JPEG)) {
      return of(decode(plainJpeg(bytes)));
    }
    throw new UnreadablePicture("its content is neither PNG nor JPEG");
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] beginning) {
    int end = from + beginning.length;
    return bytes.length >= end && Arrays.equals(bytes, from, end, beginning, 0, beginning.length);
  }

  /** Walks over the chunks: length, type, data, CRC-32 of type and data. */
  private static void checkPng(byte[] bytes) throws UnreadablePicture {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.position(PNG.length);
    while (buffer.remaining() >= 12) {
      long length = Integer.toUnsignedLong(buffer.getInt());
      if (length + 8 > buffer.remaining()) {
        break;
      }
      int chunk = buffer.position();
      CRC32 crc = new CRC32();
      crc.update(bytes, chunk, (int) length + 4);
      buffer.position(chunk + 4 + (int) length);
      if (crc.getValue() != Integer.toUnsignedLong(buffer.getInt())) {
        throw new UnreadablePicture("it is damaged: a checksum inside does not fit");
      }
      if (new String(bytes, chunk, 4, StandardCharsets.ISO_8859_1).equals("IEND")) {
        return;
      }
    }
    throw new UnreadablePicture("it is cut short");
  }

  /**
   * Walks over the segments: a marker, a length, data; after a start of scan the compressed
   * picture, until the next marker that is not a restart.
   *
   * @return the file up to its end, without its colour profile, which Java would apply
   */
  private static byte[] plainJpeg(byte[] bytes) throws UnreadablePicture {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
    plain.write(bytes, 0, 2);
    int at = 2;
    int marker = 0;
    while (marker != END_OF_IMAGE) {
      int from = at;
      while (byteAt(bytes, at) == 0xff) {
        at++;
      }
      marker = byteAt(bytes, at);
      if (at++ == from) {
        throw new UnreadablePicture("it is damaged: a marker is missing");
      }
      if (marker != END_OF_IMAGE && !isRestart(marker)) {
        int content = at + 2;
        at += byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
        if (at > bytes.length) {
          throw new UnreadablePicture("it is cut short");
        }
        if (marker == PROFILE && startsWith(bytes, content, PROFILE_NAME)) {
          continue;
        }
      }
      if (marker == START_OF_SCAN) {
        while (byteAt(bytes, at) != 0xff
            || byteAt(bytes, at + 1) == 0
            || isRestart(byteAt(bytes, at + 1))) {
          at++;
        }
      }
      plain.write(bytes, from, at - from);
    }
    return plain.toByteArray();
  }

  private static int byteAt(byte[] bytes, int index) throws UnreadablePicture {
    if (index >= bytes.length) {
      throw new UnreadablePicture("it is cut short");
    }
    return bytes[index] & 0xff;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private static BufferedImage decode(byte[] bytes) throws UnreadablePicture {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadablePicture("Java cannot read this kind of picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new UnreadablePicture(
              "it has " + pixels + " pixels, and the limit is " + MOST_PIXELS);
        }
        List<String> damage = new ArrayList<>();
        // Where bytes inside a JPEG are lost, Java warns, and paints something in their place.
        reader.addIIOReadWarningListener(
            (source, warning) -> {
              if (warning.startsWith("Corrupt JPEG data") || warning.startsWith("Truncated")) {
                damage.add(warning);
              }
            });
        BufferedImage image = reader.read(0);
        if (!damage.isEmpty()) {
          throw new UnreadablePicture("it is damaged: " + damage.get(0));
        }
        return image;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new UnreadablePicture("it is damaged: " + e.getMessage(), e);
    }
  }

  private static PictureFile of(BufferedImage image) throws UnreadablePicture {
    int height = image.getHeight();
    int width = image.getWidth();
    if (image.getColorModel().getNumColorComponents() > 3) {
      // Java would turn them into red, green and blue by a profile of its own choice.
      throw new UnreadablePicture("its colours are those of print (CMYK): save it in RGB");
    }
    int plane = height * width;
    float[] pixels = new float[3 * plane];
    // The samples, not getRGB, which would brighten grey and convert from a colour profile.
    ColorModel colours = image.getColorModel();
    Raster raster = image.getRaster();
    IndexColorModel palette = colours instanceof IndexColorModel index ? index : null;
    int bands = colours.getNumColorComponents();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        if (colours.hasAlpha()
            && colours.getAlpha(raster.getDataElements(column, row, null)) != 255) {
          throw new UnreadablePicture("some of its pixels are transparent");
        }
        int at = row * width + column;
        for (int channel = 0; channel < 3; channel++) {
          int band = Math.min(channel, bands - 1);
          pixels[channel * plane + at] =
              palette != null
                  ? (palette.getRGB(raster.getSample(column, row, 0)) >> 16 - 8 * channel & 255)
                      / 255f
                  : (float) raster.getSample(column, row, band)
                      / ((1 << raster.getSampleModel().getSampleSize(band)) - 1);
        }
      }
    }
    return new PictureFile(pixels, height, width);
  }
}
