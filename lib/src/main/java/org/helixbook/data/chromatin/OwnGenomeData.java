package org.helixbook.data.chromatin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.helixbook.dna.AmbiguityCodes;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.FastaFile;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.FolderContent;
import org.helixbook.storage.Seeds;

/**
 * A reader's own data: a genome in FASTA and, for each task, its peaks in BED or narrowPeak. Bins
 * are labelled by DeepSEA's rule; every bin with a label is taken, and beside them a draw of bins
 * without one.
 *
 * @param fasta the genome; lower case counts as upper case, bins with N are left out
 * @param peaks for each task's name its peaks, sorted or not, overlapping or not
 * @param rule when a bin is positive
 * @param background on each chromosome, bins without a label for each bin with one, at least 0
 */
public record OwnGenomeData(
    Path fasta, Map<String, Path> peaks, LabellingRule rule, double background) {

  private static final String FASTA_NAME = "(?i).*\\.(fa|fasta|fna)(\\.gz|\\.bgz)?";

  private static final String INDEX_NAME = "(?i).*\\.(fai|gzi|tbi|csi|dict)";

  private static final String PEAKS_NAME = "(?i)(.*)\\.(bed|narrowPeak|broadPeak)(\\.gz|\\.bgz)?";

  /**
   * Copies the map and keeps its order.
   *
   * @throws InputProblem if there is no task, or the background is below 0
   */
  public OwnGenomeData {
    Objects.requireNonNull(fasta, "fasta");
    Objects.requireNonNull(rule, "rule");
    peaks = new LinkedHashMap<>(peaks);
    if (peaks.isEmpty()) {
      throw new InputProblem(
          fasta.toString(), "no peaks are given with it", "add a BED or narrowPeak file a task");
    }
    if (!(background >= 0)) {
      throw new InputProblem(
          "background", "its value is " + background, "use a number of at least 0");
    }
  }

  /**
   * The data of a folder: one FASTA file ({@code .fa}, {@code .fasta}, {@code .fna}) and one file
   * of peaks a task ({@code .bed}, {@code .narrowPeak}, {@code .broadPeak}), all plain or gzip; a
   * task is named after its file. One bin without a label is drawn for each bin with one. Indexes
   * ({@code .fai}, {@code .tbi} and their like) and hidden files are passed over.
   *
   * @return its files, by name
   * @throws InputProblem if there is no FASTA file or several, no peaks, or anything else: a
   *     folder, a link to nothing, a file of another kind
   */
  public static OwnGenomeData in(Path folder) {
    List<Path> fasta = new ArrayList<>();
    Map<String, Path> peaks = new LinkedHashMap<>();
    for (Path file : FolderContent.of(folder)) {
      String name = file.getFileName().toString();
      if (Files.isDirectory(file)) {
        throw new InputProblem(
            file.toString(),
            "it is a folder, and files in it would not be read",
            "move its files up beside it, or move it away");
      } else if (name.matches(INDEX_NAME)) {
        continue;
      } else if (name.matches(FASTA_NAME)) {
        fasta.add(file);
      } else if (name.matches(PEAKS_NAME)) {
        String task = name.replaceFirst(PEAKS_NAME, "$1");
        Path other = peaks.put(task, file);
        if (other != null) {
          throw new InputProblem(
              file.toString(),
              "its task '" + task + "' is also that of " + other.getFileName(),
              "give each task one file");
        }
      } else {
        throw new InputProblem(
            file.toString(),
            "its name is neither that of a genome nor that of peaks",
            "name a genome .fa, .fasta or .fna and peaks .bed, .narrowPeak or .broadPeak, plain or"
                + " .gz, and move other files away");
      }
    }
    if (fasta.size() != 1) {
      throw new InputProblem(
          folder.toString(),
          "it holds " + (fasta.isEmpty() ? "no FASTA file" : "several FASTA files: " + fasta),
          "put one genome into it, as .fa, .fasta or .fna, plain or .gz");
    }
    return new OwnGenomeData(fasta.get(0), peaks, LabellingRule.DEEPSEA, 1);
  }

  /**
   * Reads, labels and splits.
   *
   * @param split how to split
   * @param splitter the sizes of the sides
   * @param seeds for the draws
   * @return the data; its notes say what was left out
   * @throws InputProblem in one sentence, if a file is wrong, a peak reaches past its chromosome,
   *     no peak of a task lies on the genome, or a task has no positive bin
   */
  public ChromatinData read(WindowSplit split, WindowSplitter splitter, Seeds seeds) {
    TaskPeaks taskPeaks = TaskPeaks.read(peaks);
    List<String> tasks = taskPeaks.tasks();
    MultiLabelWindowsBuilder windows = MultiLabelWindows.builder(rule.binLength(), tasks);
    BinWindows bins = new BinWindows(rule, background, seeds, windows);
    Map<String, Integer> lengths = new LinkedHashMap<>();
    int[] covered = new int[tasks.size()];
    FastaFile.forEach(
        fasta,
        AmbiguityCodes.AS_N,
        chromosome -> {
          lengths.put(chromosome.name(), chromosome.length());
          bins.add(chromosome, label(chromosome, taskPeaks, covered));
        });
    List<String> notes = new ArrayList<>();
    notes.add(bins.summary());
    MultiLabelWindows all = windows.build();
    int[] kept = all.positives();
    for (int task = 0; task < tasks.size(); task++) {
      String name = tasks.get(task);
      refuseOrNote(name, taskPeaks.ofTask().get(task), lengths, covered[task], kept[task], notes);
    }
    Side[] sides =
        split == WindowSplit.RANDOM ? splitter.random(all, seeds) : splitter.byPlace(all);
    String name = fasta.toAbsolutePath().getParent().getFileName().toString();
    return WindowSplitter.apply(name, split, all, sides, notes);
  }

  private NavigableMap<Integer, BitSet> label(
      DnaSequence chromosome, TaskPeaks taskPeaks, int[] covered) {
    List<String> tasks = taskPeaks.tasks();
    for (int task = 0; task < tasks.size(); task++) {
      for (GenomicInterval peak : taskPeaks.on(chromosome.name(), task)) {
        if (peak.end() > chromosome.length()) {
          throw new InputProblem(
              peaks.get(tasks.get(task)).toString(),
              "its peak "
                  + peak.chromosome()
                  + ":"
                  + peak.start()
                  + "-"
                  + peak.end()
                  + " reaches past the end of "
                  + chromosome.name()
                  + " at "
                  + chromosome.length()
                  + " bp",
              "give peaks and genome of the same assembly");
        }
      }
    }
    NavigableMap<Integer, BitSet> labels =
        taskPeaks.labels(chromosome.name(), chromosome.length(), rule);
    labels.values().forEach(positive -> positive.stream().forEach(task -> covered[task]++));
    return labels;
  }

  private void refuseOrNote(
      String task,
      Map<String, List<GenomicInterval>> byChromosome,
      Map<String, Integer> lengths,
      int covered,
      int kept,
      List<String> notes) {
    String file = peaks.get(task).toString();
    List<String> missing =
        byChromosome.keySet().stream().filter(name -> !lengths.containsKey(name)).sorted().toList();
    if (missing.size() == byChromosome.size()) {
      throw new InputProblem(
          file,
          "no chromosome of its peaks (" + few(missing) + ") is in " + fasta.getFileName(),
          "name chromosomes as there: " + few(List.copyOf(lengths.keySet())));
    }
    if (covered == 0) {
      throw new InputProblem(
          file,
          "none of its peaks covers "
              + rule.smallestCover()
              + " of the "
              + rule.binLength()
              + " bp of a bin, so its task would be empty",
          "remove it, or widen its peaks");
    }
    if (kept == 0) {
      throw new InputProblem(
          file,
          "each bin that its peaks cover holds an N, so its task would be empty",
          "remove it, or give a genome without these gaps");
    }
    if (!missing.isEmpty()) {
      long peaksThere = missing.stream().mapToLong(name -> byChromosome.get(name).size()).sum();
      notes.add(
          "Task "
              + task
              + ": "
              + CountText.of(peaksThere, "peak")
              + " left out, on chromosomes that "
              + fasta.getFileName()
              + " does not have ("
              + few(missing)
              + ").");
    }
  }

  private static String few(List<String> names) {
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
  }
}
