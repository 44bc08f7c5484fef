package org.helixbook.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.helixbook.data.coding.CodingClass;
import org.helixbook.data.coding.HumanCodingSet;
import org.helixbook.data.coding.RandomSplit;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;
import org.helixbook.storage.Seeds;

/**
 * A folder of pictures by class: {@code CDN/} and {@code LNSD/}, PNG or JPEG, of any size. Either
 * the two lie in the folder itself, and the pictures of each class are drawn into a training and a
 * test set, or it holds {@code train/} and {@code test/} with the two in each. Whoever has the
 * paper's own pictures runs the paper with it.
 *
 * <p>Nothing is skipped: a file that is no picture, or a folder that is no class, is a problem.
 * Files whose name begins with a dot are the operating system's, and are not looked at.
 *
 * @param folder the folder
 * @param testShare of the pictures of each class for the test set, in (0, 1), such as the paper's
 *     0.2; unused if the folder holds {@code train/} and {@code test/}
 * @param seeds draws the split, and the pictures of a set that is capped
 */
public record ImageFolder(Path folder, double testShare, Seeds seeds) {
  /** So many files are named one by one; a page of names helps nobody. */
  private static final int NAMED = 20;

  /**
   * What the folder gave.
   *
   * @param train pictures to learn from, coding ones first
   * @param test pictures to measure on, coding ones first
   * @param counts what was counted, in order
   */
  public record Content(LabelledImages train, LabelledImages test, Map<String, Long> counts) {}

  /** Checks the share. */
  public ImageFolder {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(seeds, "seeds");
    if (!(testShare > 0 && testShare < 1)) {
      throw new InputProblem(
          "test share", "it is " + testShare, "use a share between 0 and 1, such as 0.2");
    }
  }

  /**
   * Lists the pictures and splits them, without reading them.
   *
   * @return {@code [class]}, in label order
   * @throws InputProblem naming what is wrong with the folder
   */
  public List<RandomSplit<Path>> files() {
    List<String> found = names(folder, true);
    requireNoFiles(folder);
    List<RandomSplit<Path>> classes = new ArrayList<>();
    if (found.equals(List.of("test", "train"))) {
      List<List<Path>> train = classes(folder.resolve("train"));
      List<List<Path>> test = classes(folder.resolve("test"));
      for (CodingClass codingClass : CodingClass.values()) {
        int label = codingClass.label();
        classes.add(
            new RandomSplit<>(
                mixed(train.get(label), "training pictures of class " + codingClass),
                mixed(test.get(label), "test pictures of class " + codingClass)));
      }
    } else {
      List<List<Path>> all = classes(folder);
      for (CodingClass codingClass : CodingClass.values()) {
        List<Path> pictures = all.get(codingClass.label());
        if (pictures.size() < 2) {
          throw new InputProblem(
              folder.resolve(codingClass.name()).toString(),
              "it holds one picture, which cannot be both for training and for test",
              "give at least two");
        }
        classes.add(
            RandomSplit.of(
                pictures, testShare, seeds, "split of the pictures of class " + codingClass));
      }
    }
    return classes;
  }

  private List<Path> mixed(List<Path> files, String purpose) {
    List<Path> mixed = new ArrayList<>();
    for (int i : seeds.permutation(files.size(), purpose)) {
      mixed.add(files.get(i));
    }
    return mixed;
  }

  /** The pictures of both classes in a folder, in label order. */
  private static List<List<Path>> classes(Path parent) {
    List<String> wanted = HumanCodingSet.classNames();
    List<String> found = names(parent, true);
    if (!found.equals(wanted)) {
      throw new InputProblem(
          parent.toString(),
          switch (found.size()) {
            case 0 -> "it holds no folder";
            case 1 -> "its only folder is " + found.get(0);
            default -> "its folders are " + String.join(", ", found);
          },
          "give it the folders CDN and LNSD and no other (or train and test, with these two in"
              + " each)");
    }
    requireNoFiles(parent);
    List<List<Path>> classes = wanted.stream().map(name -> pictures(parent.resolve(name))).toList();
    List<String> others =
        classes.stream()
            .flatMap(List::stream)
            .filter(file -> !PictureFile.hasName(file))
            .map(file -> parent.relativize(file).toString())
            .toList();
    if (!others.isEmpty()) {
      throw new InputProblem(
          parent.toString(),
          "among the pictures "
              + (others.size() == 1 ? "is a file" : "are " + others.size() + " files")
              + " not named .png, .jpg or .jpeg: "
              + String.join(", ", others.subList(0, Math.min(NAMED, others.size())))
              + andMore(others.size()),
          "take out what is no picture, and save other pictures as PNG");
    }
    return classes;
  }

  private static String andMore(int files) {
    return files > NAMED ? " and " + (files - NAMED) + " more" : "";
  }

  private static List<Path> pictures(Path classFolder) {
    List<String> below = names(classFolder, true);
    if (!below.isEmpty()) {
      throw new InputProblem(
          classFolder.toString(),
          "there is a folder in it: " + below.get(0),
          "put the pictures right into the folder of their class");
    }
    List<Path> files = names(classFolder, false).stream().map(classFolder::resolve).toList();
    if (files.isEmpty()) {
      throw new InputProblem(
          classFolder.toString(), "it is empty", "put the pictures of this class into it");
    }
    return files;
  }

  private static void requireNoFiles(Path parent) {
    List<String> files = names(parent, false);
    if (!files.isEmpty()) {
      throw new InputProblem(
          parent.resolve(files.get(0)).toString(),
          "it lies beside the folders of the classes",
          "move it into CDN or LNSD, or away");
    }
  }

  private static List<String> names(Path parent, boolean folders) {
    if (!Files.isDirectory(parent)) {
      throw new InputProblem(
          parent.toString(),
          Files.exists(parent) ? "it is no folder" : "there is no such folder",
          "give a folder that holds CDN and LNSD");
    }
    try (Stream<Path> list = Files.list(parent)) {
      return list.filter(file -> Files.isDirectory(file) == folders)
          .map(file -> file.toFile().getName())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputProblem(
          parent.toString(), "it cannot be listed: " + e.getMessage(), "check its rights", e);
    }
  }

  /**
   * Reads all pictures.
   *
   * @param perClass how many to keep of each class in each set at most
   * @param preprocessing what is done to each
   * @param height rows that come out of it
   * @param width columns that come out of it
   * @param progress is told of each picture
   * @return both sets
   * @throws InputProblem naming each file that cannot be read, with the reason
   * @throws CancellationException if the thread is interrupted
   */
  public Content read(
      int perClass, Preprocessing preprocessing, int height, int width, Progress progress) {
    List<RandomSplit<Path>> all = files();
    List<RandomSplit<Path>> classes = all.stream().map(one -> one.atMost(perClass)).toList();
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
    reading.requireAllRead(folder, total);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("training pictures", (long) train.size());
    counts.put("test pictures", (long) test.size());
    counts.put(
        "pictures beyond the limit, not read",
        all.stream().mapToLong(one -> one.beyond(perClass)).sum());
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
            folder.toString(),
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
      return new LabelledImages(3, height, width, pixels, labels, HumanCodingSet.classNames());
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
          problems.add(folder.relativize(file) + " (" + e.getMessage() + ")");
        }
      }
    }

    long twins() {
      return digests.get(1).stream().filter(digests.get(0)::contains).count();
    }

    void requireAllRead(Path where, int total) {
      if (bad > 0) {
        throw new InputProblem(
            where.toString(),
            bad
                + " of "
                + total
                + " files cannot be used: "
                + String.join(", ", problems)
                + andMore(bad),
            "replace them or take them out");
      }
    }
  }
}
