package org.helixbook.data.chromatin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.dna.DinucleotideShuffle;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.eval.Units;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;
import org.helixbook.storage.Seeds;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Windows of DNA of one length, each with a yes or no for every task, where that is known, and its
 * place in the genome, where that is known. Immutable. Everything that picks rows, tasks or a part
 * of the window is a view: the bases and labels are kept once, at two bits a base and one bit a
 * label.
 *
 * <p>Bases are numbered as in {@link BaseIds}: A 0, G 1, C 2, T 3, and N 4.
 */
public final class MultiLabelWindows {
  /**
   * Bases of a block that is drawn as one for an interval: longer than most of what one label is
   * made of (most human genes, every island, exon and binding site), and short enough for a hundred
   * blocks in ten million bases, without which a percentile interval says little.
   */
  public static final int BLOCK = 100_000;

  private final WindowStorage storage;
  private final int[] rows;

  /** For each task of this view its column in the storage. */
  private final int[] columns;

  private final List<String> tasks;

  /** The part of the stored window that this view shows, before it is reversed. */
  private final int from;

  private final int length;
  private final boolean reversed;

  private MultiLabelWindows(
      WindowStorage storage,
      int[] rows,
      int[] columns,
      List<String> tasks,
      int from,
      int length,
      boolean reversed) {
    this.storage = storage;
    this.rows = rows;
    this.columns = columns;
    this.tasks = tasks;
    this.from = from;
    this.length = length;
    this.reversed = reversed;
  }

  /** All of a storage. */
  static MultiLabelWindows of(WindowStorage storage) {
    return new MultiLabelWindows(
        storage,
        IntStream.range(0, storage.start().length).toArray(),
        IntStream.range(0, storage.tasks().size()).toArray(),
        storage.tasks(),
        0,
        storage.windowLength(),
        false);
  }

  /**
   * Begins a set of windows.
   *
   * @param windowLength bases a window, at least 1
   * @param tasks the names of the tasks, each once, at least one
   * @return a builder without rows
   */
  public static MultiLabelWindowsBuilder builder(int windowLength, List<String> tasks) {
    return new MultiLabelWindowsBuilder(windowLength, tasks);
  }

  /** How many windows there are. */
  public int size() {
    return rows.length;
  }

  /** Bases a window. */
  public int windowLength() {
    return length;
  }

  /** The tasks' names, in the order of the labels. */
  public List<String> tasks() {
    return tasks;
  }

  /** How many tasks there are. */
  public int taskCount() {
    return columns.length;
  }

  /**
   * One base.
   *
   * @param row the window, from 0
   * @param position the base in the window, from 0
   * @return 0 to 4, see {@link BaseIds}
   * @throws IndexOutOfBoundsException if there is no such window or base
   */
  public byte baseId(int row, int position) {
    Objects.checkIndex(position, length);
    int stored = rows[row];
    return reversed
        ? BaseIds.complement(storage.base(stored, from + length - 1 - position))
        : storage.base(stored, from + position);
  }

  /**
   * The bases of a window.
   *
   * @param row the window, from 0
   * @return {@code [windowLength]}, values 0 to 4
   */
  public byte[] baseIds(int row) {
    byte[] ids = new byte[length];
    copyBaseIds(row, ids, 0);
    return ids;
  }

  /**
   * Writes the bases of a window into a larger array, such as a batch {@code [n, windowLength]}.
   *
   * @param row the window, from 0
   * @param target where to
   * @param offset the index of the first base in it
   */
  public void copyBaseIds(int row, byte[] target, int offset) {
    int stored = rows[row];
    for (int i = 0; i < length; i++) {
      target[offset + i] =
          reversed
              ? BaseIds.complement(storage.base(stored, from + length - 1 - i))
              : storage.base(stored, from + i);
    }
  }

  /**
   * A window as DNA, named after its place where that is known, or else after its row.
   *
   * @param row the window, from 0
   * @return {@code windowLength} bases
   */
  public DnaSequence sequence(int row) {
    byte[] bases = new byte[length];
    for (int i = 0; i < length; i++) {
      bases[i] = (byte) BaseIds.letter(baseId(row, i));
    }
    String name =
        place(row)
            .map(at -> at.chromosome() + ":" + at.start() + "-" + at.end() + at.strand().symbol())
            .orElse("window " + row);
    return DnaSequence.of(name, bases);
  }

  /**
   * A key that a window shares with its reverse complement and with copies of either, and with no
   * other window.
   *
   * @param row the window, from 0
   * @return the bases of the strand that comes first in the order of ids
   */
  String eitherStrandKey(int row) {
    byte[] forward = baseIds(row);
    byte[] reverse = new byte[forward.length];
    for (int i = 0; i < forward.length; i++) {
      reverse[forward.length - 1 - i] = BaseIds.complement(forward[i]);
    }
    byte[] first = Arrays.compare(forward, reverse) <= 0 ? forward : reverse;
    return new String(first, StandardCharsets.ISO_8859_1);
  }

  /**
   * One label.
   *
   * @param row the window, from 0
   * @param task the task, from 0
   * @return true if the window is positive for the task; false where that is not known
   */
  public boolean label(int row, int task) {
    return storage.label(rows[row], columns[task]);
  }

  /** Whether a window's label for a task is known. */
  public boolean isKnown(int row, int task) {
    return storage.isKnown(rows[row], columns[task]);
  }

  /** The tasks for which the label of a window is not known. */
  public BitSet unknownOf(int row) {
    BitSet unknown = new BitSet();
    for (int task = 0; storage.unlabelled() != null && task < columns.length; task++) {
      unknown.set(task, !isKnown(row, task));
    }
    return unknown;
  }

  /**
   * For each task the windows whose label is not known; empty if all labels are known.
   *
   * @return {@code [tasks]}, or an empty list
   */
  public List<BitSet> unknown() {
    if (storage.unlabelled() == null) {
      return List.of();
    }
    List<BitSet> unknown = new ArrayList<>();
    for (int task = 0; task < columns.length; task++) {
      BitSet ofTask = new BitSet();
      for (int row = 0; row < rows.length; row++) {
        ofTask.set(row, !isKnown(row, task));
      }
      unknown.add(ofTask);
    }
    return unknown.stream().allMatch(BitSet::isEmpty) ? List.of() : unknown;
  }

  /**
   * For how many windows the label of each task is known.
   *
   * @return {@code [tasks]}
   */
  public int[] known() {
    List<BitSet> unknown = unknown();
    int[] known = new int[columns.length];
    Arrays.setAll(
        known, task -> size() - (unknown.isEmpty() ? 0 : unknown.get(task).cardinality()));
    return known;
  }

  /**
   * Writes the labels of a window into a larger array, such as a batch {@code [n, tasks]}.
   *
   * @param row the window, from 0
   * @param target where to; 1 for yes, 0 for no, NaN where it is not known
   * @param offset the index of the first task in it
   */
  public void copyLabels(int row, float[] target, int offset) {
    int stored = rows[row];
    for (int task = 0; task < columns.length; task++) {
      boolean known = storage.isKnown(stored, columns[task]);
      target[offset + task] = !known ? Float.NaN : storage.label(stored, columns[task]) ? 1 : 0;
    }
  }

  /**
   * The labels of all windows for one task.
   *
   * @param task the task, from 0
   * @return {@code [size]}; false where it is not known, see {@link #unknown}
   */
  public boolean[] labelsOf(int task) {
    boolean[] labels = new boolean[rows.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = storage.label(rows[row], columns[task]);
    }
    return labels;
  }

  /**
   * Which windows are drawn together for an interval: those of one stretch of {@value #BLOCK}
   * bases.
   *
   * @return blocks where the windows' places are known, else each window for itself
   */
  public Units units() {
    return units(BLOCK);
  }

  /**
   * The same with stretches of another length.
   *
   * @param bases the length of a stretch, at least 1
   * @return a block a stretch, counted from the start of the chromosome; each window for itself
   *     where the place of one is not known
   */
  public Units units(int bases) {
    int[] blocks = new int[rows.length];
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    for (int row = 0; row < rows.length; row++) {
      int chromosome = storage.chromosome()[rows[row]];
      if (chromosome < 0) {
        return Units.single(rows.length);
      }
      List<Integer> stretch = List.of(chromosome, storage.start()[rows[row]] / bases);
      blocks[row] = numbers.computeIfAbsent(stretch, next -> numbers.size());
    }
    String length = bases % 1000 == 0 ? bases / 1000 + " kb" : bases + " bases";
    return Units.blocks(blocks, "blocks of " + length);
  }

  /**
   * Where a window lies: this view's part of it, on the strand it is read from.
   *
   * @param row the window, from 0
   * @return its place, empty where it is not known
   */
  public Optional<GenomicInterval> place(int row) {
    int stored = rows[row];
    int chromosome = storage.chromosome()[stored];
    if (chromosome < 0) {
      return Optional.empty();
    }
    boolean storedReverse = storage.isReverse(stored);
    int before = storedReverse ? storage.windowLength() - from - length : from;
    int start = storage.start()[stored] + before;
    return Optional.of(
        new GenomicInterval(
            storage.chromosomes().get(chromosome),
            start,
            start + length,
            storedReverse == reversed ? Strand.FORWARD : Strand.REVERSE));
  }

  /**
   * The labels of a window, a row a task: {@code task}, {@code label}; missing where not known.
   *
   * @param row the window, from 0
   */
  public Table labels(int row) {
    BooleanColumn labels = BooleanColumn.create("label");
    IntStream.range(0, taskCount())
        .forEach(task -> labels.append(isKnown(row, task) ? (Boolean) label(row, task) : null));
    return Table.create(
        "Labels of " + sequence(row).name(), StringColumn.create("task", tasks), labels);
  }

  /**
   * A task's number.
   *
   * @return its index among {@link #tasks}
   * @throws InputProblem if there is no such task
   */
  public int task(String name) {
    int index = tasks.indexOf(name);
    if (index < 0) {
      throw new InputProblem(
          "task '" + name + "'", "there is none of this name", "choose one of " + tasks);
    }
    return index;
  }

  /**
   * How many windows are positive for each task.
   *
   * @return {@code [tasks]}
   */
  public int[] positives() {
    int[] counts = new int[columns.length];
    for (int row : rows) {
      for (int task = 0; task < columns.length; task++) {
        if (storage.label(row, columns[task])) {
          counts[task]++;
        }
      }
    }
    return counts;
  }

  /**
   * The share of positive windows of each task, among those whose label is known.
   *
   * @return {@code [tasks]}, values in [0, 1]; NaN if there is no such window
   */
  public double[] positiveRates() {
    int[] positives = positives();
    int[] known = known();
    return IntStream.range(0, known.length)
        .mapToDouble(task -> (double) positives[task] / known[task])
        .toArray();
  }

  /**
   * Some of the windows.
   *
   * @param chosen their rows here, in the order wanted; a row may come twice
   * @return a view
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public MultiLabelWindows rows(int[] chosen) {
    int[] stored = Arrays.stream(chosen).map(row -> rows[row]).toArray();
    return new MultiLabelWindows(storage, stored, columns, tasks, from, length, reversed);
  }

  /**
   * Some windows drawn without replacement; a larger draw with the same seed holds the smaller one,
   * and rows keep the order of the draw.
   *
   * @param count how many; all, in a random order, if there are fewer
   * @param seeds the seeds of the experiment
   * @param purpose what the draw is for
   * @return a view
   * @throws IllegalArgumentException if the count is below 1
   */
  public MultiLabelWindows sample(int count, Seeds seeds, String purpose) {
    if (count < 1) {
      throw new IllegalArgumentException("sample at least 1 window, not " + count);
    }
    int[] order = seeds.permutation(size(), purpose);
    return rows(Arrays.copyOf(order, Math.min(count, order.length)));
  }

  /** The windows that are positive for none of some tasks. */
  MultiLabelWindows without(int[] some) {
    return rows(IntStream.range(0, size()).filter(row -> !isPositive(row, some)).toArray());
  }

  /**
   * In every bin of 1 % GC content as many windows that are positive for one of some tasks as
   * windows that are positive for none; the surplus of either is left out at random.
   *
   * @param purpose what the draw is for
   * @return a view, in the order that windows have here
   */
  MultiLabelWindows gcMatched(int[] some, Seeds seeds, String purpose) {
    int[][] wanted = new int[101][2];
    for (int row = 0; row < size(); row++) {
      wanted[gcPercent(row)][isPositive(row, some) ? 1 : 0]++;
    }
    for (int[] bin : wanted) {
      Arrays.fill(bin, Math.min(bin[0], bin[1]));
    }
    BitSet kept = new BitSet(size());
    for (int row : seeds.permutation(size(), purpose)) {
      kept.set(row, wanted[gcPercent(row)][isPositive(row, some) ? 1 : 0]-- > 0);
    }
    return rows(kept.stream().toArray());
  }

  private boolean isPositive(int row, int[] some) {
    return Arrays.stream(some).anyMatch(task -> label(row, task));
  }

  /** Whole percents of G and C among the known bases; 50 if none is known. */
  private int gcPercent(int row) {
    double share = sequence(row).gcContent();
    return Double.isNaN(share) ? 50 : (int) Math.floor(100 * share + 1e-9);
  }

  /**
   * Some of the tasks.
   *
   * @param chosen their indices here, in the order wanted
   * @return a view
   * @throws IndexOutOfBoundsException if there is no such task
   * @throws IllegalArgumentException if none or one twice is chosen
   */
  public MultiLabelWindows tasks(int[] chosen) {
    int[] stored = Arrays.stream(chosen).map(task -> columns[task]).toArray();
    if (chosen.length == 0 || Arrays.stream(stored).distinct().count() < stored.length) {
      throw new IllegalArgumentException("choose at least one task, and each once");
    }
    List<String> names = Arrays.stream(chosen).mapToObj(tasks::get).toList();
    return new MultiLabelWindows(storage, rows, stored, names, from, length, reversed);
  }

  /**
   * The tasks that are not too rare: Paper 2 keeps those with at least 1 % positives in training.
   *
   * @param rate the smallest share of positives among the windows whose label is known, in [0, 1]
   * @return their indices, ascending; may be empty
   */
  public int[] tasksWithRate(double rate) {
    int[] positives = positives();
    int[] known = known();
    return IntStream.range(0, positives.length)
        .filter(task -> known[task] > 0 && positives[task] >= rate * known[task])
        .toArray();
  }

  /**
   * The middle of each window. Of 200 bases the central 100 are 50 to 149; of DeepSEA's 1,000 they
   * are 450 to 549. If an odd number is left over, the right side loses one more.
   *
   * @param bases how many to keep
   * @return a view; labels stay
   * @throws InputProblem if windows are shorter, or the number is below 1
   */
  public MultiLabelWindows centre(int bases) {
    if (bases < 1 || bases > length) {
      throw new InputProblem(
          "the central " + bases + " bp",
          "windows have " + length + " bp",
          "ask for 1 to " + length);
    }
    int cut = length - bases;
    int left = reversed ? cut - cut / 2 : cut / 2;
    return new MultiLabelWindows(storage, rows, columns, tasks, from + left, bases, reversed);
  }

  /**
   * The same windows with the bases in their middle in a random order that keeps all pairs of
   * neighbours, see {@link DinucleotideShuffle}. Labels and places stay.
   *
   * @param bases how many are shuffled, 0 to the window's length
   * @param seeds the seeds of the experiment
   * @return new windows
   */
  public MultiLabelWindows withCentreShuffled(int bases, Seeds seeds) {
    int left = (length - bases) / 2;
    return shuffled(new int[][] {{left, left + bases}}, seeds);
  }

  /**
   * The same windows with only the bases in their middle as they are: what lies on either side is
   * shuffled for itself.
   *
   * @param bases how many are kept, 0 to the window's length; of 0 the whole window is shuffled
   * @param seeds the seeds of the experiment
   * @return new windows
   */
  public MultiLabelWindows withOnlyCentreKept(int bases, Seeds seeds) {
    int left = (length - bases) / 2;
    return bases == 0
        ? withCentreShuffled(length, seeds)
        : shuffled(new int[][] {{0, left}, {left + bases, length}}, seeds);
  }

  private MultiLabelWindows shuffled(int[][] parts, Seeds seeds) {
    SplittableRandom random =
        seeds.generator("dinucleotide shuffle of " + Arrays.deepToString(parts));
    MultiLabelWindowsBuilder shuffled = builder(length, tasks);
    for (int row = 0; row < size(); row++) {
      byte[] bases = baseIds(row);
      for (int[] part : parts) {
        byte[] other = DinucleotideShuffle.of(Arrays.copyOfRange(bases, part[0], part[1]), random);
        System.arraycopy(other, 0, bases, part[0], other.length);
      }
      BitSet positive = new BitSet();
      for (int task = 0; task < taskCount(); task++) {
        positive.set(task, label(row, task));
      }
      place(row)
          .ifPresentOrElse(
              place -> shuffled.add(bases, positive, place), () -> shuffled.add(bases, positive));
      shuffled.lacks(unknownOf(row));
    }
    return shuffled.build();
  }

  /**
   * The same windows read from the other strand. The label of a task that belongs to a strand is
   * that of the strand being read: where tasks {@code X+} and {@code X-} are both here, they swap.
   *
   * @return a view; of a view of this kind, the windows as they were
   */
  public MultiLabelWindows reverseComplement() {
    int[] others = tasksOnOtherStrand();
    int[] swapped = new int[columns.length];
    for (int task = 0; task < columns.length; task++) {
      swapped[task] = columns[others[task]];
    }
    return new MultiLabelWindows(storage, rows, swapped, tasks, from, length, !reversed);
  }

  /**
   * For each task the one that asks the same when the window is read from the other strand: {@code
   * X-} for {@code X+} where both are here, else the task itself.
   *
   * @return {@code [tasks]}, indices of tasks
   */
  public int[] tasksOnOtherStrand() {
    Map<String, Integer> indexOf = new HashMap<>();
    for (int task = 0; task < columns.length; task++) {
      indexOf.put(tasks.get(task), task);
    }
    int[] others = new int[columns.length];
    for (int task = 0; task < columns.length; task++) {
      others[task] = indexOf.getOrDefault(onOtherStrand(tasks.get(task)), task);
    }
    return others;
  }

  private static String onOtherStrand(String task) {
    String stem = task.substring(0, Math.max(0, task.length() - 1));
    return task.endsWith("+") ? stem + "-" : task.endsWith("-") ? stem + "+" : task;
  }

  /**
   * SHA-256 over what a model sees: window length, tasks, and each window's bases and labels in
   * order. Places do not count.
   *
   * @return 64 hexadecimal digits
   */
  public String digest() {
    Digest.Sum sum = new Digest.Sum();
    sum.add((length + "\n" + String.join("\n", tasks) + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] row = new byte[length + columns.length];
    for (int i = 0; i < rows.length; i++) {
      copyBaseIds(i, row, 0);
      for (int task = 0; task < columns.length; task++) {
        row[length + task] = (byte) (!isKnown(i, task) ? 2 : label(i, task) ? 1 : 0);
      }
      sum.add(row);
    }
    return sum.hex();
  }

  @Override
  public String toString() {
    return size() + " windows of " + length + " bp with " + columns.length + " tasks";
  }
}
