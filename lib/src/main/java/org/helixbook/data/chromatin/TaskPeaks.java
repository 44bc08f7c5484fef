package org.helixbook.data.chromatin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.helixbook.dna.BedFile;
import org.helixbook.dna.BedRecord;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.InputProblem;

/**
 * The peaks of several tasks.
 *
 * @param files for each task its file of peaks, in the order of the labels
 * @param ofTask for each task its peaks by chromosome
 */
record TaskPeaks(Map<String, Path> files, List<Map<String, List<GenomicInterval>>> ofTask) {
  /**
   * Reads them.
   *
   * @param files BED or narrowPeak
   * @throws InputProblem if a file cannot be read or holds no peak
   */
  static TaskPeaks read(Map<String, Path> files) {
    List<Map<String, List<GenomicInterval>>> ofTask = new ArrayList<>();
    for (Path file : files.values()) {
      Map<String, List<GenomicInterval>> byChromosome = new HashMap<>();
      for (BedRecord record : BedFile.readAll(file)) {
        GenomicInterval peak = record.interval();
        byChromosome.computeIfAbsent(peak.chromosome(), name -> new ArrayList<>()).add(peak);
      }
      if (byChromosome.isEmpty()) {
        throw new InputProblem(file.toString(), "it holds no peak", "remove it, or give its peaks");
      }
      ofTask.add(byChromosome);
    }
    return new TaskPeaks(files, ofTask);
  }

  /** The tasks' names. */
  List<String> tasks() {
    return List.copyOf(files.keySet());
  }

  /** The peaks of a task on a chromosome. */
  List<GenomicInterval> on(String chromosome, int task) {
    return ofTask.get(task).getOrDefault(chromosome, List.of());
  }

  /**
   * Labels a chromosome's bins.
   *
   * @param length bases of the chromosome; a peak that reaches past them does not count
   * @return for each bin that is positive for a task its tasks
   */
  NavigableMap<Integer, BitSet> labels(String chromosome, int length, LabellingRule rule) {
    NavigableMap<Integer, BitSet> labels = new TreeMap<>();
    for (int task = 0; task < ofTask.size(); task++) {
      List<GenomicInterval> whole =
          on(chromosome, task).stream().filter(peak -> peak.end() <= length).toList();
      int index = task;
      rule.positiveBins(whole, length).stream()
          .forEach(bin -> labels.computeIfAbsent(bin, key -> new BitSet()).set(index));
    }
    return labels;
  }
}
