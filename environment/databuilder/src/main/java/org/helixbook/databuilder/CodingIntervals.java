package org.helixbook.databuilder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.dna.BedFile;
import org.helixbook.dna.BedRecord;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

/**
 * An independent annotation of coding sequence, such as GENCODE's, to hold the ORF-derived windows
 * against. It checks the set and is no part of it.
 */
final class CodingIntervals {
  private final Map<String, List<GenomicInterval>> byChromosome = new HashMap<>();

  private CodingIntervals(List<GenomicInterval> intervals) {
    for (GenomicInterval one : GeneModels.merge(intervals)) {
      byChromosome.computeIfAbsent(one.chromosome(), key -> new ArrayList<>()).add(one);
    }
  }

  /**
   * Reads a BED file of coding intervals.
   *
   * @param bed plain or gzipped; chromosomes are named {@code 20} or {@code chr20}; strands are not
   *     looked at
   * @throws InputProblem naming the first line that is wrong, or if the file cannot be read
   */
  static CodingIntervals readBed(Path bed) {
    return new CodingIntervals(
        BedFile.readAll(bed).stream()
            .map(BedRecord::interval)
            .map(
                place ->
                    new GenomicInterval(
                        ExonTable.hg19Name(place.chromosome()),
                        place.start(),
                        place.end(),
                        Strand.FORWARD))
            .toList());
  }

  /**
   * The share of the bases of all windows of a kind that lie in a coding interval.
   *
   * @return in [0, 1]; NaN if there is no window of this kind
   */
  double share(List<CodingWindow> windows, WindowKind kind) {
    long all = 0;
    long inside = 0;
    for (CodingWindow window : windows) {
      if (window.kind().equals(kind.label())) {
        for (GenomicInterval piece : window.pieces()) {
          all += piece.length();
          for (GenomicInterval coding : byChromosome.getOrDefault(piece.chromosome(), List.of())) {
            if (coding.overlaps(piece)) {
              inside +=
                  Math.min(coding.end(), piece.end()) - Math.max(coding.start(), piece.start());
            }
          }
        }
      }
    }
    return (double) inside / all;
  }
}
