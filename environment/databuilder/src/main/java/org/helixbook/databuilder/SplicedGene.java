package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * A gene as the sequence of all its exons. Where the transcripts of a gene differ, this is none of
 * them but their union; {@link OrfFinder} shows whether it still reads through.
 *
 * @param name its Entrez number
 * @param exons in ascending order, apart from one another, all on one chromosome and strand
 */
record SplicedGene(String name, List<GenomicInterval> exons) {

  SplicedGene {
    exons = List.copyOf(exons);
  }

  /** The strand it is transcribed from. */
  Strand strand() {
    return exons.get(0).strand();
  }

  /** Its length without introns, in bp. */
  int length() {
    return exons.stream().mapToInt(GenomicInterval::length).sum();
  }

  /** Its exons joined, as its strand spells them, 5' to 3'. */
  DnaSequence sequence(Genome genome) {
    return read(genome, name, exons);
  }

  /**
   * The bases of several pieces of one chromosome and strand, joined, 5' to 3'.
   *
   * @param genome the chromosomes
   * @param name the name of the result
   * @param pieces in ascending order
   */
  static DnaSequence read(Genome genome, String name, List<GenomicInterval> pieces) {
    StringBuilder bases = new StringBuilder();
    boolean forward = pieces.get(0).strand() == Strand.FORWARD;
    for (int i = 0; i < pieces.size(); i++) {
      GenomicInterval piece = pieces.get(forward ? i : pieces.size() - 1 - i);
      bases.append(genome.read(piece).bases());
    }
    return DnaSequence.of(name, bases.toString());
  }

  /**
   * Where a part of the joined sequence lies in the genome.
   *
   * @param from its first base, from 0, counted from the 5' end of {@link #sequence}
   * @param to one past its last base
   * @return its pieces in ascending order
   * @throws IndexOutOfBoundsException if it is not inside the gene
   */
  List<GenomicInterval> pieces(int from, int to) {
    int length = length();
    Objects.checkFromToIndex(from, to, length);
    boolean forward = strand() == Strand.FORWARD;
    int first = forward ? from : length - to;
    int last = forward ? to : length - from;
    List<GenomicInterval> pieces = new ArrayList<>();
    int before = 0;
    for (GenomicInterval exon : exons) {
      int start = exon.start() + Math.max(0, first - before);
      int end = exon.end() - Math.max(0, before + exon.length() - last);
      if (start < end) {
        pieces.add(new GenomicInterval(exon.chromosome(), start, end, exon.strand()));
      }
      before += exon.length();
    }
    return pieces;
  }
}
