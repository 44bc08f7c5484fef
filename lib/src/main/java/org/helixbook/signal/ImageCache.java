package org.helixbook.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.SettingText;
import org.helixbook.run.LibraryCode;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.Digest;
import org.helixbook.storage.KitFolder;

/**
 * Keeps finished pictures on disk, a file a set, named by the digest of all that they depend on:
 * the pipeline's parameters, the sequences, and the code. A kept picture has the bits of a fresh
 * one. What cannot be read or written is said and computed; a cache never stops the work.
 *
 * <p>The pixels are float32 as they are. Compressed they take 0.62 to 0.69 of the room (their low
 * bits look random), and unpacking them takes about as long as making them anew.
 *
 * <p>Several processes may share a folder: files appear whole or not at all, and two that compute
 * the same set write the same bytes.
 */
public final class ImageCache {
  /** The folder, or {@code off}; unset: {@code .helixbook/images} of the kit. */
  public static final String VARIABLE = "HELIXBOOK_IMAGES";

  /** The room for all kept sets in GB (10^9 bytes); unset: {@value #USUAL_GB}. */
  public static final String LIMIT = "HELIXBOOK_IMAGES_GB";

  private static final double USUAL_GB = 4;

  /** Words for off that would be taken for the name of a folder. */
  private static final Set<String> NO_NAMES = Set.of("no", "none", "false", "0", "never", "on");

  private static final String ENDING = ".images";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> folder;
  private final long limit;

  /**
   * A cache.
   *
   * @param folder where the files go; made when it is needed
   * @param limit bytes for all of them; the sets that were used least recently go first
   */
  public ImageCache(Path folder, long limit) {
    this(Optional.of(folder), limit);
  }

  private ImageCache(Optional<Path> folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** A cache that keeps nothing. */
  public static ImageCache off() {
    return new ImageCache(Optional.empty(), 0);
  }

  /**
   * The cache that the environment asks for.
   *
   * @throws InputProblem if {@value #LIMIT} is no size
   */
  public static ImageCache fromEnvironment() {
    return from(System.getenv(), KitFolder.root());
  }

  /**
   * The cache that these variables ask for.
   *
   * @param environment variables by name
   * @param start where to begin looking for the kit's root
   * @return the cache
   * @throws InputProblem if {@value #LIMIT} is no size or {@value #VARIABLE} no folder
   */
  public static ImageCache from(Map<String, String> environment, Path start) {
    long bytes =
        (long)
            (SettingText.given(environment, LIMIT).map(ImageCache::gigabytes).orElse(USUAL_GB)
                * 1e9);
    String place = SettingText.given(environment, VARIABLE).orElse(".helixbook/images");
    String word = place.toLowerCase(Locale.ROOT);
    if (word.equals("off")) {
      return off();
    }
    if (NO_NAMES.contains(word)) {
      throw new InputProblem(
          VARIABLE,
          "'" + place + "' may mean off, or a folder of that name",
          "set it to off, or to a path such as ./" + place);
    }
    return new ImageCache(KitFolder.folder(KitFolder.root(start), VARIABLE, place), bytes);
  }

  private static double gigabytes(String text) {
    try {
      double value = SettingText.number(text);
      if (value >= 0 && value <= 1e6) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the same sentence as a number out of range.
    }
    throw new InputProblem(
        LIMIT, "'" + text + "' is no size in GB", "set it to a number from 0 to 1000000");
  }

  /** The kept pictures, or those that {@code work} makes, which are then kept. */
  ImageSplit split(
      SpectrogramPipeline pipeline,
      boolean standardise,
      LabelledSequences train,
      LabelledSequences test,
      Progress progress,
      Supplier<ImageSplit> work) {
    if (folder.isEmpty()) {
      return work.get();
    }
    Path file = folder.get().resolve(key(pipeline, standardise, train, test) + ENDING);
    if (Files.isRegularFile(file)) {
      int windows = train.size() + test.size();
      progress.begin("Spectrogram images", windows, "windows");
      long begun = System.nanoTime();
      try {
        ImageSplit kept = ImageSplitFile.read(file, pipeline, train, test);
        markUsed(file);
        progress.advance(windows, "");
        progress.end(
            String.format(
                Locale.ROOT,
                "%d windows, read from the cache in %.1f s",
                windows,
                (System.nanoTime() - begun) / 1e9));
        return kept;
      } catch (NoSuchFileException e) {
        progress.end("another process took the kept pictures away; making them anew");
      } catch (IOException e) {
        progress.end(
            "the kept pictures are damaged (" + file + ": " + reason(e) + "); making them anew");
      }
    }
    ImageSplit fresh = work.get();
    keep(file, fresh, progress);
    return fresh;
  }

  private static String key(
      SpectrogramPipeline pipeline,
      boolean standardise,
      LabelledSequences train,
      LabelledSequences test) {
    Digest.Sum sum = new Digest.Sum();
    try {
      sum.add(
          (LibraryCode.version(ImageSplit.class)
                  + "\n"
                  + JSON.writeValueAsString(pipeline)
                  + "\n"
                  + standardise)
              .getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a pipeline is made of plain records", e);
    }
    for (LabelledSequences set : List.of(train, test)) {
      sum.add(("\n" + set.size() + "\n").getBytes(StandardCharsets.UTF_8));
      for (DnaSequence sequence : set.sequences()) {
        sum.add(sequence.toBytes());
        sum.add(new byte[] {'\n'});
      }
    }
    return sum.hex().substring(0, 32);
  }

  private void keep(Path file, ImageSplit split, Progress progress) {
    long bytes = 4L * (split.train().pixels().length + (long) split.test().pixels().length) + 100;
    if (bytes > limit) {
      return;
    }
    try {
      AtomicFile.write(file, out -> ImageSplitFile.write(split, out));
      makeRoom(file);
    } catch (IOException e) {
      progress.begin("Keeping the pictures", 0, "bytes");
      progress.end(
          "they could not be kept in "
              + folder.orElseThrow()
              + " ("
              + CountText.bytes(bytes)
              + ", "
              + reason(e)
              + "); the next run makes them anew");
    }
  }

  /** Deletes what was used least recently until the rest keeps the limit, and old remains. */
  private void makeRoom(Path newest) throws IOException {
    record Kept(Path file, Instant used, long bytes) {}
    List<Kept> all = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> list = Files.list(folder.orElseThrow())) {
      files = list.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      try {
        Instant used = Files.getLastModifiedTime(file).toInstant();
        if (name.endsWith(ENDING)) {
          all.add(new Kept(file, used, Files.size(file)));
        } else if (name.contains(ENDING)
            && name.endsWith(".part")
            && used.isBefore(Instant.now().minus(Duration.ofDays(1)))) {
          Files.deleteIfExists(file); // of a process that was killed
        }
      } catch (IOException e) {
        // Another process was faster.
      }
    }
    all.sort(Comparator.comparing(Kept::used));
    long total = all.stream().mapToLong(Kept::bytes).sum();
    for (Kept kept : all) {
      if (total > limit && !kept.file().equals(newest)) {
        Files.deleteIfExists(kept.file());
        total -= kept.bytes();
      }
    }
  }

  private static void markUsed(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // Then it is deleted sooner than it should be.
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "it ends too early" : e.getMessage();
  }
}
