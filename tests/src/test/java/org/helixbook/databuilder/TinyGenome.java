package org.helixbook.databuilder;

import static org.helixbook.dna.Strand.FORWARD;
import static org.helixbook.dna.Strand.REVERSE;

import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * A genome of 100 bases. Gene 1 (+) has the exons 10-16 and 20-28; joined: C ATG AAA CCC TAA C,
 * whose ORF is ATGAAACCC. Gene 2 (-) has the exon 60-73: the reverse complement of GTTAGGGTTTCAT is
 * ATGAAACCCTAAC. Gene 3 has an ORF that is too short.
 */
final class TinyGenome {
  static final String BASES =
      "GGCAGCTTCG" // 0: intergenic
          + "CATGAA" // 10: gene 1, exon 1
          + "GTAG" // 16: its intron
          + "ACCCTAAC" // 20: gene 1, exon 2
          + "CTCTGTACGTTGCAACTGNCCGATTAGACCGA" // 28: intergenic, N at 46
          + "GTTAGGGTTTCAT" // 60: gene 2 on the other strand
          + "CCGTGTCCAGTCAG" // 73: intergenic
          + "ATGTAACC" // 87: gene 3, ORF ATG
          + "GACTC"; // 95
  static final Genome GENOME = new Genome(List.of(DnaSequence.of("chr1", BASES)));
  static final ExonTable EXONS =
      new ExonTable(
          List.of(
              exon("1", 10, 16, FORWARD),
              exon("1", 20, 28, FORWARD),
              exon("2", 60, 73, REVERSE),
              exon("3", 87, 95, FORWARD)));

  private TinyGenome() {}

  /** Windows of 6; one coding and one non-coding window, both for training. */
  static BuildRules oneForTraining() {
    return new BuildRules(6, 6, 2, 20, 6, 1, 1, 0, 1);
  }

  static GenomicInterval at(int start, int end, Strand strand) {
    return new GenomicInterval("chr1", start, end, strand);
  }

  static ExonTable.Exon exon(String gene, int start, int end, Strand strand) {
    return new ExonTable.Exon(gene, at(start, end, strand));
  }
}
