package org.helixbook.signal;

import static org.helixbook.feedback.Told.assertTold;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCacheTest {
  private static final SpectrogramPipeline PIPELINE =
      SpectrogramPipeline.defaults()
          .withStft(StftSettings.defaults().withWindowLength(12).withHop(4))
          .withImage(ImageSettings.defaults().withSize(7, 9));
  private static final LabelledSequences TRAIN = windows(6, 1);
  private static final LabelledSequences TEST = windows(4, 2);
  // 8 bytes of magic, 6 doubles, 10 pictures of 3 x 7 x 9 floats, 8 bytes of checksum.
  private static final long FILE_BYTES = 8 + 48 + 10 * 3 * 7 * 9 * 4 + 8;

  @TempDir Path folder;
  private ImageCache cache;

  @BeforeEach
  void open() {
    cache = new ImageCache(folder, 1_000_000);
  }

  private static LabelledSequences windows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DnaSequence> windows =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  StringBuilder bases = new StringBuilder();
                  random.ints(60, 0, 4).forEach(b -> bases.append("ACGT".charAt(b)));
                  return DnaSequence.of("w" + i, bases.toString());
                })
            .toList();
    int[] labels = IntStream.range(0, count).map(i -> i % 2).toArray();
    return new LabelledSequences(windows, labels, List.of("CDN", "LNSD"));
  }

  private ImageSplit prepare(SpectrogramPipeline pipeline, Progress progress) {
    return ImageSplit.prepare(cache, pipeline, true, TRAIN, TEST, 2, progress);
  }

  private static ImageSplit fresh(SpectrogramPipeline pipeline) {
    return ImageSplit.prepare(pipeline, true, TRAIN, TEST, 2, Progress.silent());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  private static void assertSame(ImageSplit expected, ImageSplit actual) {
    assertEquals(expected, actual);
    // equals() of floats takes 0 and -0 for different and NaN for itself: the same bits.
    assertArrayEquals(expected.train().pixels(), actual.train().pixels());
    assertEquals(expected.pipeline(), actual.pipeline());
  }

  @Test
  void theSecondTimeThePicturesAreReadAndHaveTheSameBits() throws IOException {
    assertSame(fresh(PIPELINE), prepare(PIPELINE, Progress.silent()));
    assertEquals(1, files().size());
    assertEquals(FILE_BYTES, Files.size(files().get(0)));
    RecordedProgress progress = new RecordedProgress();
    assertSame(fresh(PIPELINE), prepare(PIPELINE, progress));
    assertEquals("Spectrogram images | 10 windows", progress.lines().get(0));
    assertEquals(3, progress.lines().size(), progress.lines().toString());
    assertTrue(
        progress.lines().get(2).startsWith("10 windows, read from the cache in "),
        progress.lines().toString());
    ImageSplit plain =
        ImageSplit.prepare(cache, PIPELINE, false, TRAIN, TEST, 2, Progress.silent());
    assertEquals(PIPELINE, plain.pipeline());
    assertEquals(
        plain, ImageSplit.prepare(cache, PIPELINE, false, TRAIN, TEST, 2, Progress.silent()));
    assertEquals(2, files().size());
  }

  @Test
  void otherParametersSequencesAndOrdersAreOtherPictures() throws IOException {
    prepare(PIPELINE, Progress.silent());
    SpectrogramPipeline other = PIPELINE.withStft(PIPELINE.stft().withHop(3));
    assertSame(fresh(other), prepare(other, Progress.silent()));
    assertEquals(2, files().size());
    ImageSplit swapped =
        ImageSplit.prepare(cache, PIPELINE, true, TEST, TRAIN, 2, Progress.silent());
    assertSame(ImageSplit.prepare(PIPELINE, true, TEST, TRAIN, 2, Progress.silent()), swapped);
    assertEquals(3, files().size());
  }

  @Test
  void labelsComeFromTheWindowsNotFromTheCache() {
    prepare(PIPELINE, Progress.silent());
    LabelledSequences relabelled =
        new LabelledSequences(TRAIN.sequences(), new int[6], List.of("all", "none"));
    ImageSplit split =
        ImageSplit.prepare(cache, PIPELINE, true, relabelled, TEST, 2, Progress.silent());
    assertArrayEquals(new int[6], split.train().labels());
    assertEquals(List.of("all", "none"), split.train().classNames());
  }

  /**
   * A flipped bit in the magic number, the standardisation, the pixels, the checksum; cut short.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 13, 60, 4000, FILE_BYTES - 1, -FILE_BYTES / 2, -1})
  void aDamagedFileIsSaidAndMadeAnew(long place) throws IOException {
    prepare(PIPELINE, Progress.silent());
    Path file = files().get(0);
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    if (place >= 0) {
      bad[(int) place] ^= 4;
    } else {
      bad = java.util.Arrays.copyOf(good, (int) -place);
    }
    Files.write(file, bad);
    RecordedProgress progress = new RecordedProgress();
    assertSame(fresh(PIPELINE), prepare(PIPELINE, progress));
    assertTrue(
        progress.lines().get(1).startsWith("the kept pictures are damaged (" + file + ": "),
        progress.lines().toString());
    assertTrue(progress.lines().get(1).endsWith("); making them anew"));
    assertArrayEquals(good, Files.readAllBytes(file), "it is mended, too");
  }

  @Test
  void whatWasUsedLeastRecentlyMakesRoom() throws IOException {
    cache = new ImageCache(folder, 2 * FILE_BYTES);
    prepare(PIPELINE, Progress.silent());
    Path first = files().get(0);
    prepare(PIPELINE.withStft(PIPELINE.stft().withWindowLength(15)), Progress.silent());
    Path second = files().stream().filter(file -> !file.equals(first)).findFirst().orElseThrow();
    Files.setLastModifiedTime(first, FileTime.from(Instant.now().minusSeconds(500)));
    Files.setLastModifiedTime(second, FileTime.from(Instant.now().minusSeconds(300)));
    prepare(PIPELINE, Progress.silent()); // used now
    prepare(PIPELINE.withStft(PIPELINE.stft().withWindowLength(18)), Progress.silent());
    assertEquals(2, files().size());
    assertTrue(Files.exists(first));
    assertFalse(Files.exists(second));
    cache = new ImageCache(folder, 1000);
    prepare(PIPELINE.withStft(PIPELINE.stft().withWindowLength(21)), Progress.silent());
    assertEquals(2, files().size(), "a set that is larger than the room is not kept");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidAndStopsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    cache = new ImageCache(file.resolve("images"), 1_000_000);
    RecordedProgress progress = new RecordedProgress();
    assertSame(fresh(PIPELINE), prepare(PIPELINE, progress));
    String last = progress.lines().get(progress.lines().size() - 1);
    assertTrue(last.startsWith("they could not be kept in " + file.resolve("images")), last);
  }

  @Test
  void theEnvironmentChoosesThePlaceTheRoomOrNone() throws IOException {
    Files.writeString(folder.resolve("data-manifest.json"), "{}");
    cache = ImageCache.from(Map.of(), Files.createDirectories(folder.resolve("a/b")));
    prepare(PIPELINE, Progress.silent());
    Path usual = folder.resolve(".helixbook/images");
    assertTrue(Files.isDirectory(usual));
    Path chosen = folder.resolve("chosen");
    cache = ImageCache.from(Map.of(ImageCache.VARIABLE, chosen.toString()), folder);
    prepare(PIPELINE, Progress.silent());
    assertTrue(Files.isDirectory(chosen));
    Path relative = folder.resolve("relative");
    cache = ImageCache.from(Map.of(ImageCache.VARIABLE, "relative"), folder.resolve("a/b"));
    prepare(PIPELINE, Progress.silent());
    assertTrue(Files.isDirectory(relative), "from the kit's root");
    Path small = folder.resolve("small");
    cache =
        ImageCache.from(
            Map.of(ImageCache.VARIABLE, small.toString(), ImageCache.LIMIT, "0"), folder);
    prepare(PIPELINE, Progress.silent());
    assertFalse(Files.exists(small));
    cache = ImageCache.from(Map.of(ImageCache.VARIABLE, " OFF "), folder);
    assertSame(fresh(PIPELINE), prepare(PIPELINE, Progress.silent()));
    assertTold(
        assertThrows(
                InputProblem.class, () -> ImageCache.from(Map.of(ImageCache.LIMIT, "much"), folder))
            .getMessage(),
        "HELIXBOOK_IMAGES_GB",
        "'much'",
        "0 to 1000000");
  }

  /** What each of the processes does. */
  static final class OneProcess {
    private OneProcess() {}

    public static void main(String[] arguments) {
      ImageCacheTest test = new ImageCacheTest();
      test.folder = Path.of(arguments[0]);
      test.open();
      for (int i = 0; i < 30; i++) {
        RecordedProgress progress = new RecordedProgress();
        assertSame(fresh(PIPELINE), test.prepare(PIPELINE, progress));
        assertTrue(
            progress.lines().stream().noneMatch(line -> line.contains("damaged")),
            progress.lines().toString());
        if (i % 3 == 0) {
          try {
            Files.deleteIfExists(test.files().get(0));
          } catch (IOException | IndexOutOfBoundsException e) {
            // The other process was faster.
          }
        }
      }
    }
  }

  @Test
  void twoProcessesShareAFolder() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-cp",
                System.getProperty("java.class.path"),
                OneProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true);
    Process first = builder.start();
    Process second = builder.start();
    String said = new String(first.getInputStream().readAllBytes());
    said += new String(second.getInputStream().readAllBytes());
    assertEquals(0, first.waitFor(), said);
    assertEquals(0, second.waitFor(), said);
    assertTrue(
        files().stream().allMatch(file -> file.toString().endsWith(".images")), files().toString());
  }
}
