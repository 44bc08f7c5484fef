package org.helixbook.signal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.PictureFolder;
import org.helixbook.data.coding.RandomSplit;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;

/** Reads the pictures of a {@link PictureFolder}. */
record ImageFolder(PictureFolder folder) {
  /** So many files are named one by one; a page of names helps nobody. */
  private static final int NAMED = 20;

  /**
   * What the folder gave.
   *
   * @param train pictures to learn from, coding ones first
   * @param test pictures to measure on, coding ones first
   * @param counts what was counted, in order
   */
  record Content(LabelledImages train, LabelledImages test, Map<String, Long> counts) {}

  /**
   * Reads all pictures.
   *
   * @param keep how many of each class
   * @param preprocessing what is done to each
   * @param height rows that come out of it
   * @param width columns that come out of it
   * @param progress is told of each picture
   * @return both sets
   * @throws InputProblem naming each file that cannot be read, with the reason
   * @throws CancellationException if the thread is interrupted
   */
  Content read(
      CodingSource.Keep keep,
      Preprocessing preprocessing,
      int height,
      int width,
      Progress progress) {
    List<RandomSplit<Path>> all = folder.files();
    List<RandomSplit<Path>> classes =
        all.stream().map(one -> one.atMost(keep.train(), keep.test())).toList();
    Reading reading = new Reading(preprocessing, height, width, progress);
    int total = classes.stream().mapToInt(one -> one.train().size() + one.test().size()).sum();
    progress.begin("Pictures", total, "files");
    LabelledImages train;
    LabelledImages test;
    try {
      train = reading.set(classes.stream().map(RandomSplit::train).toList());
      test = reading.set(classes.stream().map(RandomSplit::test).toList());
    } finally {
      progress.end(reading.done + " of " + total + " files");
    }
    reading.requireAllRead(total);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("training pictures", (long) train.size());
    counts.put("test pictures", (long) test.size());
    counts.put(
        "pictures beyond the limit, not read",
        all.stream().mapToLong(one -> one.beyond(keep.train(), keep.test())).sum());
    reading.sizes.forEach((size, count) -> counts.put("pictures of " + size + " pixels", count));
    counts.put("test pictures whose very file is a training picture too", reading.twins());
    return new Content(train, test, counts);
  }

  /** The state of reading. */
  private final class Reading {
    private final Preprocessing preprocessing;
    private final int height;
    private final int width;
    private final Progress progress;
    private final Map<String, Long> sizes = new TreeMap<>();
    private final List<List<String>> digests = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int bad;
    private int done;

    Reading(Preprocessing preprocessing, int height, int width, Progress progress) {
      this.preprocessing = preprocessing;
      this.height = height;
      this.width = width;
      this.progress = progress;
    }

    LabelledImages set(List<List<Path>> classes) {
      int count = classes.stream().mapToInt(List::size).sum();
      int values = 3 * height * width;
      if ((long) count * values > Integer.MAX_VALUE - 8) {
        throw new InputProblem(
            folder.folder().toString(),
            count + " images of 3 x " + height + " x " + width + " do not fit one array",
            "use smaller images or fewer pictures");
      }
      float[] pixels = new float[count * values];
      int[] labels = new int[count];
      List<String> own = new ArrayList<>();
      int next = 0;
      for (int label = 0; label < classes.size(); label++) {
        for (Path file : classes.get(label)) {
          if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Pictures: stopped after " + done + " files");
          }
          labels[next] = label;
          read(file, pixels, next * values, own);
          next++;
          progress.advance(++done, "");
        }
      }
      digests.add(own);
      return new LabelledImages(3, height, width, pixels, labels, CodingSource.CLASSES);
    }

    private void read(Path file, float[] pixels, int offset, List<String> own) {
      try {
        PictureFile picture = PictureFile.read(file);
        own.add(Digest.sha256(file));
        sizes.merge(picture.height() + " x " + picture.width(), 1L, Long::sum);
        float[] ready = preprocessing.apply(picture.pixels(), picture.height(), picture.width());
        System.arraycopy(ready, 0, pixels, offset, ready.length);
      } catch (UnreadablePicture | IOException e) {
        bad++;
        if (problems.size() < NAMED) {
          problems.add(folder.folder().relativize(file) + " (" + e.getMessage() + ")");
        }
      }
    }

    long twins() {
      return digests.get(1).stream().filter(digests.get(0)::contains).count();
    }

    void requireAllRead(int total) {
      if (bad > 0) {
        throw new InputProblem(
            folder.folder().toString(),
            bad
                + " of "
                + total
                + " files cannot be used: "
                + String.join(", ", problems)
                + (bad > NAMED ? " and " + (bad - NAMED) + " more" : ""),
            "replace them or take them out");
      }
    }
  }
}
