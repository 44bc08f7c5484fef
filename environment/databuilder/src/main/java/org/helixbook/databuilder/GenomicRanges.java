package org.helixbook.databuilder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

/** Bioconductor's {@code GRanges} as R saves it. */
final class GenomicRanges {
  private GenomicRanges() {}

  /**
   * Reads the ranges; strands are left out.
   *
   * @param file an RDS file with one {@code GRanges} object
   * @return its ranges in its order, 0-based and half-open, chromosomes named as in hg19
   * @throws InputProblem if it is not such a file
   */
  static List<GenomicInterval> read(Path file) {
    try {
      return intervals(RdsFile.read(file));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InputProblem(
          file.toString(), "it holds no sound GRanges (" + e.getMessage() + ")", "get it anew", e);
    }
  }

  private static List<GenomicInterval> intervals(RValue ranges) {
    // Chromosomes are kept as runs of a factor: each value, and how often it comes.
    RValue runs = ranges.attribute("seqnames");
    int[] values = runs.attribute("values").integers();
    List<String> names = runs.attribute("values").attribute("levels").texts();
    int[] lengths = runs.attribute("lengths").integers();
    int[] starts = ranges.attribute("ranges").attribute("start").integers();
    int[] widths = ranges.attribute("ranges").attribute("width").integers();
    List<GenomicInterval> intervals = new ArrayList<>(starts.length);
    int row = 0;
    for (int run = 0; run < values.length; run++) {
      String chromosome = ExonTable.hg19Name(names.get(values[run] - 1));
      for (int i = 0; i < lengths[run]; i++) {
        int start = starts[row] - 1;
        intervals.add(new GenomicInterval(chromosome, start, start + widths[row], Strand.FORWARD));
        row++;
      }
    }
    if (row != starts.length) {
      throw new IllegalArgumentException(
          "it has " + starts.length + " ranges and chromosomes for " + row);
    }
    return List.copyOf(intervals);
  }
}
