package org.helixbook.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;

/** Pictures come back to the last bit, or not at all. */
class ImageSplitFileTest {
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults().withImage(ImageSettings.defaults().withSize(2, 2));

  private static LabelledSequences windows(int count) {
    return new LabelledSequences(
        IntStream.range(0, count).mapToObj(i -> DnaSequence.of("w" + i, "ACGT")).toList(),
        IntStream.range(0, count).map(i -> i % 2).toArray(),
        List.of("CDN", "LNSD"));
  }

  private static LabelledImages images(LabelledSequences windows, Random random) {
    float[] pixels = new float[windows.size() * 3 * 2 * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return new LabelledImages(3, 2, 2, pixels, windows.labels(), windows.classNames());
  }

  private static ImageSplit split(int train, int test, long seed) {
    Random random = new Random(seed);
    Standardisation fitted =
        new Standardisation(
            List.of(random.nextDouble(), 0.2, -0.3), List.of(0.5, 1 + random.nextDouble(), 2.0));
    return new ImageSplit(
        PIPELINE.withPreprocessing(PIPELINE.preprocessing().withStandardisation(fitted)),
        images(windows(train), random),
        images(windows(test), random));
  }

  private static byte[] written(ImageSplit split) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageSplitFile.write(split, out);
    return out.toByteArray();
  }

  private static ImageSplit read(byte[] content, int train, int test) throws IOException {
    Path file = Files.createTempFile("pictures", ".images");
    try {
      Files.write(file, content);
      return ImageSplitFile.read(file, PIPELINE, windows(train), windows(test));
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 40)
  void everyBitComesBack(
      @ForAll @IntRange(min = 1, max = 5) int train,
      @ForAll @IntRange(min = 1, max = 5) int test,
      @ForAll long seed)
      throws IOException {
    ImageSplit split = split(train, test, seed);
    byte[] content = written(split);
    // 8 of the magic number, 48 of the standardisation, 48 a picture, 8 of the checksum.
    assertEquals(64 + 48 * (train + test), content.length);
    ImageSplit back = read(content, train, test);
    assertEquals(split.pipeline(), back.pipeline());
    assertArrayEquals(split.train().pixels(), back.train().pixels());
    assertArrayEquals(split.test().pixels(), back.test().pixels());
    assertArrayEquals(split.test().labels(), back.test().labels());
  }

  // 208 places of 8 bits are few enough to try them all.
  @Property(generation = GenerationMode.EXHAUSTIVE)
  void oneOtherBitIsRefused(
      @ForAll @IntRange(min = 0, max = 207) int place, @ForAll @IntRange(min = 0, max = 7) int bit)
      throws IOException {
    byte[] whole = written(split(1, 2, 7));
    assertEquals(208, whole.length);
    byte[] other = whole.clone();
    other[place] ^= (byte) (1 << bit);
    assertThrows(IOException.class, () -> read(other, 1, 2));
  }

  @Example
  void anotherLengthOrNumberOfImagesIsRefused() throws IOException {
    byte[] whole = written(split(1, 2, 7));
    for (int length = 0; length < 2 * whole.length; length++) {
      byte[] other = Arrays.copyOf(whole, length);
      if (length != whole.length) {
        assertThrows(IOException.class, () -> read(other, 1, 2));
      }
    }
    assertThrows(IOException.class, () -> read(whole, 1, 1));
  }
}
