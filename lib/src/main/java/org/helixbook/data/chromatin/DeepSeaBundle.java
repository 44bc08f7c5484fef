package org.helixbook.data.chromatin;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Digest;
import org.helixbook.storage.FolderContent;
import org.helixbook.storage.Seeds;

/**
 * DeepSEA's training bundle (Zhou and Troyanskaya 2015): a folder with {@code train.mat} (HDF5,
 * 4,400,000 windows), {@code valid.mat} and {@code test.mat} (MAT v5, 8,000 and 455,024 windows) of
 * 1,000 bp, whose central 200 bp carry 919 labels. Each window also comes as its reverse
 * complement, as a row of its own.
 *
 * @param folder the unpacked bundle
 * @param train training windows to draw, at least 1; of a smaller bundle all are taken
 * @param validation validation windows to draw, at least 1
 * @param test test windows to draw, at least 1
 */
public record DeepSeaBundle(Path folder, int train, int validation, int test) {

  /** Its name in the data manifest. */
  public static final String NAME = "deepsea-train-bundle";

  private static final String TRAIN = "train.mat";
  private static final String VALIDATION = "valid.mat";
  private static final String TEST = "test.mat";
  private static final List<String> FILES = List.of(TRAIN, VALIDATION, TEST);

  /** One window in so many is drawn beyond the wanted ones, for twins that must be left out. */
  private static final int SPARE = 50;

  /** So many other files are named; a page of names helps nobody. */
  private static final int NAMED = 10;

  /** How many tasks the whole bundle has. */
  public static final int TASKS = 919;

  private static final int LAST_DNASE = 125;
  private static final int LAST_FACTOR = 815;

  /**
   * The paper's numbers: 80,000 training, 2,000 validation and 8,000 test windows.
   *
   * @param folder the unpacked bundle
   * @return what to read
   */
  public static DeepSeaBundle in(Path folder) {
    return new DeepSeaBundle(folder, 80_000, 2_000, 8_000);
  }

  /**
   * Whether a folder holds the bundle, or a part of it.
   *
   * @param folder any folder
   * @return true if a file of it, or a link in its place, lies there
   */
  public static boolean isIn(Path folder) {
    return FILES.stream()
        .anyMatch(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Draws windows and reads them.
   *
   * @param split by chromosome: each side from its own file, as DeepSEA split them (test on
   *     chromosomes 8 and 9, validation on 7); at random: all sides from {@code train.mat}, which
   *     is what the paper seems to have done, but a window and its reverse complement are kept on
   *     one side
   * @param seeds for the draw
   * @param progress told of the rows passed; {@code train.mat} is read once from end to end
   * @return the windows, 1,000 bp long, in the order of the files; its notes say where there were
   *     fewer than wanted, and what else lies in the folder
   * @throws InputProblem if a file is missing, damaged or not of the bundle, or holds a label or a
   *     channel that is neither 0 nor 1
   */
  public ChromatinData read(WindowSplit split, Seeds seeds, Progress progress) {
    return split == WindowSplit.RANDOM
        ? readRandom(seeds, progress)
        : readByChromosome(seeds, progress);
  }

  private ChromatinData readByChromosome(Seeds seeds, Progress progress) {
    try (BundlePart first = HdfPart.open(folder.resolve(TRAIN), "train");
        BundlePart second = MatV5Part.open(folder.resolve(VALIDATION), "valid");
        BundlePart third = MatV5Part.open(folder.resolve(TEST), "test")) {
      List<String> notes = new ArrayList<>();
      notes.add("Each side is drawn from its own file of the bundle.");
      MultiLabelWindows learned = draw(first, TRAIN, train, seeds, progress, notes);
      MultiLabelWindows chosen = draw(second, VALIDATION, validation, seeds, progress, notes);
      MultiLabelWindows tested = draw(third, TEST, test, seeds, progress, notes);
      noteOthers(notes);
      return new ChromatinData(
          NAME, WindowSplit.CHROMOSOME.label(), learned, chosen, tested, notes);
    }
  }

  /** Says what lies in the folder and is not read. */
  private void noteOthers(List<String> notes) {
    List<String> others =
        FolderContent.of(folder).stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !FILES.contains(name))
            .toList();
    if (!others.isEmpty()) {
      notes.add(
          "Not read, for it is not of the bundle: "
              + String.join(", ", others.subList(0, Math.min(NAMED, others.size())))
              + (others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "")
              + ".");
    }
  }

  private ChromatinData readRandom(Seeds seeds, Progress progress) {
    List<String> notes = new ArrayList<>();
    MultiLabelWindows all;
    int wanted = train + validation + test;
    try (BundlePart part = HdfPart.open(folder.resolve(TRAIN), "train")) {
      int spare = Math.min(wanted / SPARE + 1, Math.max(0, part.size() - wanted));
      all = draw(part, TRAIN, wanted + spare, seeds, progress, notes);
    }
    // Of a smaller bundle, the same shares.
    double share = Math.min(1, (double) all.size() / wanted);
    int validationHere = (int) Math.max(1, Math.round(share * validation));
    int testHere = (int) Math.max(1, Math.round(share * test));
    int trainHere = Math.min(train, all.size() - validationHere - testHere);
    if (trainHere < 1) {
      throw new InputProblem(
          folder.resolve(TRAIN).toString(),
          "it holds " + CountText.of(all.size(), "window"),
          "give at least 3, for training, validation and test");
    }
    Map<String, Side> sideOf = new HashMap<>();
    Map<Side, Integer> open = new HashMap<>();
    open.put(Side.TRAIN, trainHere);
    open.put(Side.VALIDATION, validationHere);
    open.put(Side.TEST, testHere);
    Side[] sides = new Side[all.size()];
    int twins = 0;
    // The small sides are filled first; a twin that comes after its side is full is left out.
    for (int row : seeds.permutation(all.size(), "random split")) {
      String key = Digest.sha256(all.eitherStrandKey(row).getBytes(StandardCharsets.ISO_8859_1));
      Side known = sideOf.get(key);
      Side side = known;
      if (known == null) {
        side =
            open.get(Side.TEST) > 0
                ? Side.TEST
                : open.get(Side.VALIDATION) > 0 ? Side.VALIDATION : Side.TRAIN;
        sideOf.put(key, side);
      } else {
        twins++;
      }
      if (open.get(side) > 0) {
        open.merge(side, -1, Integer::sum);
        sides[row] = side;
      }
    }
    notes.add(
        twins
            + " of the drawn windows are the reverse complement, or a copy, of another; they are on"
            + " its side, or left out where that was full.");
    noteOthers(notes);
    return WindowSplitter.apply(NAME, WindowSplit.RANDOM, all, sides, notes);
  }

  private static MultiLabelWindows draw(
      BundlePart part,
      String file,
      int wanted,
      Seeds seeds,
      Progress progress,
      List<String> notes) {
    int count = Math.min(wanted, part.size());
    if (count < wanted) {
      notes.add(
          file
              + " holds "
              + count
              + " windows, fewer than the "
              + wanted
              + " wanted: all are taken.");
    }
    int[] rows = Arrays.copyOf(seeds.permutation(part.size(), "rows of " + file), count);
    Arrays.sort(rows);
    MultiLabelWindowsBuilder builder =
        MultiLabelWindows.builder(part.windowLength(), tasks(part.taskCount()));
    part.read(rows, (row, ids, labels) -> builder.add(ids, labels), progress);
    return builder.build();
  }

  /**
   * Names of tasks, such as {@code DNase-001}. The bundle does not name them; their kinds are those
   * of DeepSEA's supplement.
   *
   * @param count of tasks; the kinds are known if it is {@link #TASKS}
   */
  public static List<String> tasks(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> {
              String kind = "task";
              if (count == TASKS) {
                kind = number <= LAST_DNASE ? "DNase" : number <= LAST_FACTOR ? "TF" : "histone";
              }
              return String.format(Locale.ROOT, "%s-%03d", kind, number);
            })
        .toList();
  }
}
