package org.helixbook.databuilder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.helixbook.dataset.CodingWindow;
import org.helixbook.dataset.WindowKind;
import org.helixbook.feedback.InputProblem;
import org.helixbook.genome.GenomicInterval;
import org.helixbook.genome.Strand;

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
   * @param bed chromosome, start, end (0-based, half-open), tab-separated; may be gzipped ({@code
   *     .gz}); strands are not looked at
   * @throws InputProblem naming the first line that is not such a line
   */
  static CodingIntervals readBed(Path bed) {
    List<GenomicInterval> intervals = new ArrayList<>();
    int number = 0;
    try (InputStream file = Files.newInputStream(bed);
        InputStream plain = bed.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] cells = line.split("\t");
        int start = Integer.parseInt(cells[1]);
        int end = Integer.parseInt(cells[2]);
        String chromosome = ExonTable.hg19Name(cells[0]);
        intervals.add(new GenomicInterval(chromosome, start, end, Strand.FORWARD));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InputProblem(
          bed + ", line " + number, "it is not chromosome, start, end", "give a BED file", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + bed + " failed: " + e.getMessage(), e);
    }
    return new CodingIntervals(intervals);
  }

  /** The share of the bases of all windows of a kind that lie in a coding interval, in [0, 1]. */
  double share(List<CodingWindow> windows, WindowKind kind) {
    long all = 0;
    long inside = 0;
    for (CodingWindow window : windows) {
      if (window.kind() == kind) {
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
