package org.helixbook.data.coding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.FolderContent;
import org.helixbook.storage.Seeds;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A folder of pictures by class: {@code CDN/} and {@code LNSD/}, PNG or JPEG, of any size. Either
 * the two lie in the folder itself, and the pictures of each class are drawn into a training and a
 * test set, or it holds {@code train/} and {@code test/} with the two in each. Whoever has the
 * paper's own pictures runs the paper with it.
 *
 * <p>Nothing is skipped: a file that is no picture, a folder that is no class, or a link to nothing
 * is a problem. Files whose name begins with a dot are the operating system's, and are not looked
 * at.
 *
 * @param testShare of the pictures of each class for the test set, in (0, 1), such as the paper's
 *     0.2; unused if the folder holds {@code train/} and {@code test/}
 * @param seeds draws the split, and the pictures of a set that is capped
 */
public record PictureFolder(Path folder, double testShare, Seeds seeds) {
  private static final List<String> CLASSES = CodingSource.CLASSES;
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /** So many files are named one by one; a page of names helps nobody. */
  private static final int NAMED = 20;

  /** Checks the share. */
  public PictureFolder {
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
      for (int label = 0; label < CLASSES.size(); label++) {
        String name = CLASSES.get(label);
        classes.add(
            new RandomSplit<>(
                mixed(train.get(label), "training pictures of class " + name),
                mixed(test.get(label), "test pictures of class " + name)));
      }
    } else {
      List<List<Path>> all = classes(folder);
      for (int label = 0; label < CLASSES.size(); label++) {
        List<Path> pictures = all.get(label);
        if (pictures.size() < 2) {
          throw new InputProblem(
              folder.resolve(CLASSES.get(label)).toString(),
              "it holds one picture, which cannot be both for training and for test",
              "give at least two");
        }
        classes.add(
            RandomSplit.of(
                pictures,
                testShare,
                seeds,
                "split of the pictures of class " + CLASSES.get(label)));
      }
    }
    return classes;
  }

  /** How many pictures of each class are kept: {@code class}, {@code train} and {@code test}. */
  Table sizes(CodingSource.Keep keep, String name) {
    List<RandomSplit<Path>> kept =
        files().stream().map(files -> files.atMost(keep.train(), keep.test())).toList();
    return Table.create(
        name,
        StringColumn.create("class", CLASSES),
        IntColumn.create("train", kept.stream().mapToInt(one -> one.train().size()).toArray()),
        IntColumn.create("test", kept.stream().mapToInt(one -> one.test().size()).toArray()));
  }

  private List<Path> mixed(List<Path> files, String purpose) {
    return IntStream.of(seeds.permutation(files.size(), purpose)).mapToObj(files::get).toList();
  }

  /** The pictures of both classes in a folder, in label order. */
  private static List<List<Path>> classes(Path parent) {

    List<String> found = names(parent, true);
    if (!found.equals(CLASSES)) {
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
    List<List<Path>> classes =
        CLASSES.stream().map(name -> pictures(parent.resolve(name))).toList();
    List<String> others =
        classes.stream()
            .flatMap(List::stream)
            .filter(file -> !isPicture(file))
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
    return FolderContent.of(parent).stream()
        .filter(file -> Files.isDirectory(file) == folders)
        .map(file -> file.toFile().getName())
        .toList();
  }

  private static boolean isPicture(Path file) {
    String name = file.toFile().getName().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }
}
