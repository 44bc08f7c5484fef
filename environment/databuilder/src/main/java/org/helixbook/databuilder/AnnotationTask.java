package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * One feature that bins are labelled with.
 *
 * @param name its name; {@code X+} and {@code X-} are the two strands of one feature
 * @param rule where its intervals come from, in words
 * @param local whether it is a landmark of some hundred bases, every bin of which is wanted, and
 *     not a domain that covers much of the genome
 * @param intervals its intervals on all chromosomes, in any order, overlapping or not
 */
record AnnotationTask(String name, String rule, boolean local, List<GenomicInterval> intervals) {

  /** No human gene is longer: DMD has 2.2 Mb. */
  private static final int LONGEST_GENE = 3_000_000;

  AnnotationTask {
    intervals = List.copyOf(intervals);
  }

  /**
   * Points, each widened on both sides.
   *
   * @param points intervals of one base
   * @param around how many bases on each side
   */
  static List<GenomicInterval> around(List<GenomicInterval> points, int around) {
    return points.stream()
        .map(
            point ->
                new GenomicInterval(
                    point.chromosome(),
                    Math.max(0, point.start() - around),
                    point.end() + around,
                    Strand.FORWARD))
        .toList();
  }

  /** The exons of one strand. */
  static List<GenomicInterval> exons(ExonTable table, Strand strand) {
    return table.exons().stream()
        .map(ExonTable.Exon::place)
        .filter(place -> place.strand() == strand)
        .toList();
  }

  /**
   * From the first to the last exon of each gene of one strand; a gene that would reach over more
   * than 3 Mb has several places on the chromosome and is left out.
   */
  static List<GenomicInterval> genes(ExonTable table, Strand strand) {
    Map<String, GenomicInterval> spans = new TreeMap<>();
    for (ExonTable.Exon exon : table.exons()) {
      if (exon.place().strand() == strand) {
        spans.merge(
            exon.gene() + " " + exon.place().chromosome(), exon.place(), AnnotationTask::span);
      }
    }
    List<GenomicInterval> genes = new ArrayList<>(spans.values());
    genes.removeIf(gene -> gene.length() > LONGEST_GENE);
    return genes;
  }

  private static GenomicInterval span(GenomicInterval one, GenomicInterval other) {
    return new GenomicInterval(
        one.chromosome(),
        Math.min(one.start(), other.start()),
        Math.max(one.end(), other.end()),
        one.strand());
  }
}
