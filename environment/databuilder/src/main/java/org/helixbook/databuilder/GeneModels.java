package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * The genes of the chromosomes at hand.
 *
 * @param spliced the genes that can be spliced, by chromosome and start
 * @param spans for each gene with an exon on a chromosome at hand, dropped ones included, where it
 *     lies from its first to its last exon there
 */
record GeneModels(List<SplicedGene> spliced, List<Span> spans) {

  private static final String STEP = "1 genes";
  private static final Comparator<GenomicInterval> BY_PLACE =
      Comparator.comparing(GenomicInterval::chromosome)
          .thenComparing(GenomicInterval::start)
          .thenComparing(GenomicInterval::end);

  /**
   * From a gene's first to its last exon on one chromosome.
   *
   * @param gene its Entrez number
   * @param place the span; on the strand of the first exon
   * @param clear whether the gene's exons lie on one chromosome and strand, so that what lies
   *     between them is surely its intron
   */
  record Span(String gene, GenomicInterval place, boolean clear) {}

  GeneModels {
    spliced = List.copyOf(spliced);
    spans = List.copyOf(spans);
  }

  /**
   * Joins the exons of each gene; overlapping and touching exons become one.
   *
   * @param table all exons of the genome
   * @param genome the chromosomes at hand
   * @param tally counts the genes, and those dropped because their exons lie on several chromosomes
   *     or both strands, or beyond the bases at hand
   */
  static GeneModels of(ExonTable table, Genome genome, Tally tally) {
    Map<String, List<GenomicInterval>> exonsOfGene = new TreeMap<>();
    for (ExonTable.Exon exon : table.exons()) {
      exonsOfGene.computeIfAbsent(exon.gene(), gene -> new ArrayList<>()).add(exon.place());
    }
    List<SplicedGene> spliced = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (String what :
        List.of(
            "with an exon on the chromosomes at hand",
            "dropped: exons on several chromosomes",
            "dropped: exons on both strands",
            "dropped: exons beyond the bases at hand",
            "kept")) {
      tally.add(STEP, what, 0);
    }
    exonsOfGene.forEach(
        (gene, exons) -> {
          if (exons.stream().noneMatch(exon -> genome.names().contains(exon.chromosome()))) {
            return;
          }
          tally.add(STEP, "with an exon on the chromosomes at hand", 1);
          String dropped = reasonToDrop(exons, genome);
          tally.add(STEP, dropped == null ? "kept" : "dropped: " + dropped, 1);
          if (dropped == null) {
            spliced.add(new SplicedGene(gene, merge(exons)));
          }
          boolean clear = distinct(exons, true) == 1 && distinct(exons, false) == 1;
          spans.addAll(spans(gene, exons, genome, clear));
        });
    spliced.sort(Comparator.comparing(gene -> gene.exons().get(0), BY_PLACE));
    spans.sort(Comparator.comparing(Span::place, BY_PLACE));
    return new GeneModels(spliced, spans);
  }

  private static String reasonToDrop(List<GenomicInterval> exons, Genome genome) {
    if (distinct(exons, true) > 1) {
      return "exons on several chromosomes";
    }
    if (distinct(exons, false) > 1) {
      return "exons on both strands";
    }
    return exons.stream().allMatch(genome::covers) ? null : "exons beyond the bases at hand";
  }

  private static int distinct(List<GenomicInterval> exons, boolean chromosomes) {
    Set<Object> seen = new HashSet<>();
    exons.forEach(exon -> seen.add(chromosomes ? exon.chromosome() : exon.strand()));
    return seen.size();
  }

  private static List<Span> spans(
      String gene, List<GenomicInterval> exons, Genome genome, boolean clear) {
    Map<String, GenomicInterval> spans = new LinkedHashMap<>();
    for (GenomicInterval exon : exons) {
      if (genome.names().contains(exon.chromosome())) {
        spans.merge(
            exon.chromosome(),
            exon,
            (a, b) ->
                new GenomicInterval(
                    a.chromosome(),
                    Math.min(a.start(), b.start()),
                    Math.max(a.end(), b.end()),
                    a.strand()));
      }
    }
    return spans.values().stream().map(place -> new Span(gene, place, clear)).toList();
  }

  /**
   * Joins intervals that overlap or touch.
   *
   * @param intervals in any order; strands are not compared, the first one's stays
   * @return the same bases in ascending order, each covered once
   */
  static List<GenomicInterval> merge(List<GenomicInterval> intervals) {
    List<GenomicInterval> merged = new ArrayList<>();
    for (GenomicInterval next : intervals.stream().sorted(BY_PLACE).toList()) {
      int last = merged.size() - 1;
      if (last >= 0
          && merged.get(last).chromosome().equals(next.chromosome())
          && next.start() <= merged.get(last).end()) {
        GenomicInterval before = merged.get(last);
        int end = Math.max(before.end(), next.end());
        Strand strand = before.strand();
        merged.set(last, new GenomicInterval(before.chromosome(), before.start(), end, strand));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }
}
