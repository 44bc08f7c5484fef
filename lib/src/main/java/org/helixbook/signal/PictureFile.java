package org.helixbook.signal;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
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
 * The picture of a PNG or JPEG file as numbers. Its first bytes tell which it is, not its name.
 * Java reads a file that is cut short without a word, so its end is looked at here.
 *
 * @param pixels {@code [3, height, width]}, red, green, blue in [0, 1], row-major; a grey picture
 *     has its values three times
 * @param height rows
 * @param width columns
 */
record PictureFile(float[] pixels, int height, int width) {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

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
    if (startsWith(bytes, PNG)) {
      checkPng(bytes);
    } else if (startsWith(bytes, JPEG)) {
      checkJpeg(bytes);
    } else {
      throw new UnreadablePicture("its content is neither PNG nor JPEG");
    }
    return of(decode(bytes));
  }

  private static boolean startsWith(byte[] bytes, byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
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

  private static void checkJpeg(byte[] bytes) throws UnreadablePicture {
    int last = bytes.length - 1;
    // Some programs fill up with zeros.
    while (last > 0 && bytes[last] == 0) {
      last--;
    }
    if (bytes[last] != (byte) 0xd9 || bytes[last - 1] != (byte) 0xff) {
      throw new UnreadablePicture("it is cut short");
    }
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
    // Java would brighten a grey picture on its way to RGB: take its values as they are.
    boolean grey =
        image.getColorModel().getNumColorComponents() == 1
            && !(image.getColorModel() instanceof IndexColorModel);
    float greatest = grey ? (1 << image.getSampleModel().getSampleSize(0)) - 1 : 255;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int argb = image.getRGB(column, row);
        if (argb >>> 24 != 255) {
          throw new UnreadablePicture("some of its pixels are transparent");
        }
        int at = row * width + column;
        if (grey) {
          float value = image.getRaster().getSample(column, row, 0) / greatest;
          pixels[at] = value;
          pixels[plane + at] = value;
          pixels[2 * plane + at] = value;
        } else {
          pixels[at] = (argb >> 16 & 255) / greatest;
          pixels[plane + at] = (argb >> 8 & 255) / greatest;
          pixels[2 * plane + at] = (argb & 255) / greatest;
        }
      }
    }
    return new PictureFile(pixels, height, width);
  }
}
