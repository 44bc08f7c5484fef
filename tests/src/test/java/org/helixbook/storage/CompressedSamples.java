package org.helixbook.storage;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.helixbook.feedback.InputProblem;

/** Compressed files of several members, whole, cut and damaged, for the tests of all readers. */
public final class CompressedSamples {
  /** The empty block that ends a bgzip file. */
  static final int END_BLOCK = 28;

  private CompressedSamples() {}

  /** A gzip file with a member a text. */
  public static byte[] gzip(String... members) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (String member : members) {
      try (OutputStream out = new GZIPOutputStream(file)) {
        out.write(member.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException("writing to memory does not fail", e);
      }
    }
    return file.toByteArray();
  }

  /** A bgzip file, by htsjdk, with a block a text and the one that ends it. */
  public static byte[] bgzip(String... blocks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (OutputStream out = new BlockCompressedOutputStream(file, (Path) null)) {
      for (String block : blocks) {
        out.write(block.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return file.toByteArray();
  }

  /** A file with one to four of its bytes changed. */
  public static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  /**
   * Cuts a file at every byte and reads what is left of it.
   *
   * @param whole the file
   * @param place where it is written
   * @param reader reads that place
   * @return for each length at which the reader did not refuse it, what it read
   */
  public static <T> Map<Integer, T> readable(byte[] whole, Path place, Supplier<T> reader)
      throws IOException {
    Map<Integer, T> read = new TreeMap<>();
    for (int length = 0; length <= whole.length; length++) {
      Files.write(place, Arrays.copyOf(whole, length));
      try {
        read.put(length, reader.get());
      } catch (InputProblem e) {
        if (!e.getMessage().startsWith(place.toString())) {
          throw new AssertionError("it does not name the file: " + e.getMessage(), e);
        }
      }
    }
    return read;
  }
}
