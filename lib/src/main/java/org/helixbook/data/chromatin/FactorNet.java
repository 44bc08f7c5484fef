package org.helixbook.data.chromatin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.helixbook.data.DataState;
import org.helixbook.data.DatasetStore;
import org.helixbook.data.PreparedData;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.Seeds;
import org.helixbook.storage.TextFile;

/**
 * The data set {@code encode-dream-factornet}: 109 real ChIP-seq tasks of transcription factors in
 * ten cell types, on chr20, chrX (first 69,999,930 bases) and chr22 of GRCh37, joined with the
 * chromosomes' sequence. The nearest thing to DeepSEA's bundle that a small machine can read.
 *
 * <p>As in DeepSEA, every bin with at least one peak is taken. Bins without any can be drawn beside
 * them, on each chromosome in proportion to those with one.
 */
public final class FactorNet {
  /** Its name in the data manifest. */
  public static final String NAME = "encode-dream-factornet";

  private static final String TASKS = "tasks.txt";
  private static final String LABELS = "bins200_labels.tsv.gz";

  /** What is tested on if its sequence is at hand; no training window lies on it. */
  private static final String TEST_CHROMOSOME = "chr22";

  private static final String TEST_DATA_SET = "human-chr22-grch37";

  private static final Map<String, String> SEQUENCES =
      Map.of("chr20", "human-chr20-grch37", "chrX", "human-chrX-70mb-grch37");

  private final List<String> tasks;
  private final Map<String, NavigableMap<Integer, BitSet>> labels;

  private FactorNet(List<String> tasks, Map<String, NavigableMap<Integer, BitSet>> labels) {
    this.tasks = tasks;
    this.labels = labels;
  }

  /**
   * Gets the labels and the sequence and joins them.
   *
   * @param store where data sets come from; the labels come from its mirror folder
   * @param background bins without a peak for each bin with one, at least 0; DeepSEA has none
   * @param split how to split
   * @param seeds for the draws
   * @param progress told of downloads
   * @return the data, all 109 tasks
   * @throws InputProblem if a file cannot be had or is wrong
   */
  public static ChromatinData load(
      DatasetStore store, double background, WindowSplit split, Seeds seeds, Progress progress) {
    PreparedData files = store.prepare(NAME, progress);
    Map<String, Path> sequences = new LinkedHashMap<>();
    new TreeMap<>(SEQUENCES)
        .forEach(
            (name, dataSet) -> sequences.put(name, store.prepare(dataSet, progress).onlyFile()));
    if (isHere(store)) {
      sequences.put(TEST_CHROMOSOME, store.prepare(TEST_DATA_SET, progress).onlyFile());
    }
    return read(files.file(TASKS), files.file(LABELS))
        .join(sequences, background, split, WindowSplitter.PAPER, seeds);
  }

  /** Chromosome 22 is in no package: it is used by those who fetched it. */
  private static boolean isHere(DatasetStore store) {
    DataState state = store.state(TEST_DATA_SET);
    return state == DataState.MIRRORED || state == DataState.CACHED;
  }

  /**
   * Reads the labels.
   *
   * @param taskFile a task's name a line
   * @param labelFile a bin a line: chromosome, start, the indices of its tasks with commas between
   * @return the labels
   * @throws InputProblem naming the first line that is wrong
   */
  static FactorNet read(Path taskFile, Path labelFile) {
    List<String> tasks = new ArrayList<>();
    TextFile.forEachLine(
        taskFile,
        (number, line) -> {
          if (!line.isBlank()) {
            tasks.add(line);
          }
        });
    Map<String, NavigableMap<Integer, BitSet>> labels = new LinkedHashMap<>();
    TextFile.forEachLine(
        labelFile,
        (number, line) -> {
          if (!line.startsWith("#")) {
            readLine(labelFile + ", line " + number, line.split("\t", -1), tasks.size(), labels);
          }
        });
    return new FactorNet(List.copyOf(tasks), labels);
  }

  private static void readLine(
      String where, String[] cells, int tasks, Map<String, NavigableMap<Integer, BitSet>> labels) {
    try {
      int binLength = LabellingRule.DEEPSEA.binLength();
      int start = Integer.parseInt(cells[1]);
      if (cells.length != 3 || start < 0 || start % binLength != 0) {
        throw new IllegalArgumentException("no bin starts there");
      }
      BitSet positive = new BitSet();
      for (String task : cells[2].split(",")) {
        int index = Integer.parseInt(task);
        if (index >= tasks) {
          throw new IllegalArgumentException("there is no task " + index);
        }
        positive.set(index);
      }
      labels.computeIfAbsent(cells[0], name -> new TreeMap<>()).put(start / binLength, positive);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InputProblem(
          where,
          "it is not chromosome, start and tasks (" + e.getMessage() + ")",
          "get it anew",
          e);
    }
  }

  /**
   * Joins labels and sequence.
   *
   * @param sequences for each chromosome its FASTA file
   * @param background bins without a label for each bin with one
   * @param split how to split; by place, the test is chr22 if it is there, or else the left end of
   *     the first chromosome, and the validation lies there too
   * @param splitter the sizes of the sides
   * @param seeds for the draws
   * @return the data
   */
  ChromatinData join(
      Map<String, Path> sequences,
      double background,
      WindowSplit split,
      WindowSplitter splitter,
      Seeds seeds) {
    MultiLabelWindowsBuilder builder =
        MultiLabelWindows.builder(LabellingRule.DEEPSEA.binLength(), tasks);
    BinWindows bins = new BinWindows(LabellingRule.DEEPSEA, background, seeds, builder);
    sequences.forEach(
        (name, file) -> {
          DnaSequence read = FastaFile.readAll(file, AmbiguityCodes.AS_N).get(0);
          bins.add(named(name, read), within(name, read.length()));
        });
    MultiLabelWindows all = builder.build();
    List<String> notes = new ArrayList<>();
    notes.add(bins.summary());
    Side[] sides;
    if (split == WindowSplit.RANDOM) {
      sides = splitter.random(all, seeds);
    } else if (sequences.containsKey(TEST_CHROMOSOME)) {
      sides = testOn(TEST_CHROMOSOME, all, sequences.keySet().iterator().next(), splitter);
      notes.add("The test is " + TEST_CHROMOSOME + ", on which nothing was trained.");
    } else {
      String first = sequences.keySet().iterator().next();
      sides =
          splitter.stretches(
              all, first, splitter.test(all.size()), splitter.validation(all.size()));
      notes.add(
          "The sequence of "
              + TEST_CHROMOSOME
              + " is not at hand, so the left end of "
              + first
              + " is held out for the test.");
    }
    return WindowSplitter.apply(NAME, split, all, sides, notes);
  }

  private static Side[] testOn(
      String chromosome, MultiLabelWindows all, String validationOn, WindowSplitter splitter) {
    int[] test =
        IntStream.range(0, all.size())
            .filter(row -> all.place(row).orElseThrow().chromosome().equals(chromosome))
            .toArray();
    return splitter.stretches(all, validationOn, 0, splitter.validation(all.size()), test);
  }

  private static DnaSequence named(String name, DnaSequence sequence) {
    return sequence.name().equals(name) ? sequence : DnaSequence.of(name, sequence.toBytes());
  }

  private NavigableMap<Integer, BitSet> within(String chromosome, int length) {
    return labels
        .getOrDefault(chromosome, new TreeMap<>())
        .headMap(LabellingRule.DEEPSEA.bins(length), false);
  }
}
