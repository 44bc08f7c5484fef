package org.helixbook.data.chromatin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/**
 * The data set {@code encode-dream-factornet}: 109 real ChIP-seq tasks of transcription factors in
 * ten cell types, labelled by DeepSEA's rule (one peak must cover more than half of a bin) on the
 * chromosomes whose sequence is at hand: all of {@code human-genome-hg19} for those who fetched it,
 * else chr20, the first 69,999,930 bases of chrX, and chr22 for those who fetched that. The nearest
 * thing to DeepSEA's bundle that a small machine can read.
 *
 * <p>As in DeepSEA, every bin with at least one peak is taken. Bins without any can be drawn beside
 * them, on each chromosome in proportion to those with one.
 */
public final class FactorNet {
  /** Its name in the data manifest. */
  public static final String NAME = "encode-dream-factornet";

  /** The whole genome, a file a chromosome, such as {@code chr1.fa.gz}. */
  private static final String GENOME = "human-genome-hg19";

  /** A file of peaks, such as {@code data/A549/ChIPseq.A549.CTCF.conservative.train...}. */
  private static final Pattern PEAKS =
      Pattern.compile("(?:.*/)?ChIPseq\\.(.*)\\.conservative\\.train\\.narrowPeak\\.gz");

  /** As the labels of the kit's reference run were made. */
  private static final LabellingRule RULE = LabellingRule.DEEPSEA_BY_ONE_PEAK;

  /** What is tested on if its sequence is at hand; no training window lies on it. */
  private static final String TEST_CHROMOSOME = "chr22";

  private static final String TEST_DATA_SET = "human-chr22-grch37";

  private static final Map<String, String> SEQUENCES =
      Map.of("chr20", "human-chr20-grch37", "chrX", "human-chrX-70mb-grch37");

  private final TaskPeaks peaks;

  private FactorNet(TaskPeaks peaks) {
    this.peaks = peaks;
  }

  /**
   * Gets the peaks and the sequence, and labels it.
   *
   * @param store where data sets come from
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
    if (isHere(store, GENOME)) {
      store
          .prepare(GENOME, progress)
          .files()
          .forEach((name, file) -> sequences.put(name.replaceFirst("\\..*", ""), file));
    } else {
      new TreeMap<>(SEQUENCES)
          .forEach(
              (name, dataSet) -> sequences.put(name, store.prepare(dataSet, progress).onlyFile()));
      if (isHere(store, TEST_DATA_SET)) {
        sequences.put(TEST_CHROMOSOME, store.prepare(TEST_DATA_SET, progress).onlyFile());
      }
    }
    return of(files.files()).join(sequences, background, split, WindowSplitter.PAPER, seeds);
  }

  /** What is in no package is used by those who fetched it. */
  private static boolean isHere(DatasetStore store, String dataSet) {
    DataState state = store.state(dataSet);
    return state == DataState.MIRRORED || state == DataState.CACHED;
  }

  /**
   * Reads the peaks.
   *
   * @param files by their names in the repository, which tell cell and factor
   * @return the tasks, such as {@code A549.CTCF}, in the order of the files
   * @throws InputProblem naming the first line that is wrong
   */
  static FactorNet of(Map<String, Path> files) {
    Map<String, Path> ofTask = new LinkedHashMap<>();
    files.forEach(
        (name, file) -> {
          Matcher matcher = PEAKS.matcher(name);
          if (!matcher.matches()) {
            throw new IllegalArgumentException("no file of peaks: " + name);
          }
          ofTask.put(matcher.group(1), file);
        });
    return new FactorNet(TaskPeaks.read(ofTask));
  }

  /**
   * Labels the bins of sequences.
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
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(RULE.binLength(), peaks.tasks());
    BinWindows bins = new BinWindows(RULE, background, seeds, builder);
    sequences.forEach(
        (name, file) -> {
          DnaSequence read = FastaFile.readAll(file, AmbiguityCodes.AS_N).get(0);
          bins.add(named(name, read), peaks.labels(name, read.length(), RULE));
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
}
