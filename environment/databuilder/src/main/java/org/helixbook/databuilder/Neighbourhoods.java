package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * Loci that must stay on one side of a split. Each chromosome is cut into blocks (1 Mb, from its
 * first base on); blocks that share a gene belong together, and so does everything in them. A gene
 * counts with its whole span, from its first to its last exon.
 */
final class Neighbourhoods {
  private final DisjointSets sets = new DisjointSets();
  private final int blockLength;

  /**
   * @param genes all genes, those dropped from the coding class included
   * @param blockLength the length of a block in bp
   */
  Neighbourhoods(GeneModels genes, int blockLength) {
    this.blockLength = blockLength;
    for (GeneModels.Span span : genes.spans()) {
      for (String block : blocks(span.place())) {
        // Joined through the gene's name, too: a gene on two chromosomes ties both together.
        sets.join("gene " + span.gene(), block);
      }
    }
  }

  /** The neighbourhood of a window; two windows that may not be parted have the same. */
  String of(Candidate candidate) {
    List<String> blocks = blocks(candidate.span());
    // A window with several blocks lies inside a gene, which has joined them.
    return sets.find(blocks.get(0));
  }

  /** The neighbourhoods that a stretch lies in: of one at a border that no gene bridges both. */
  Set<String> around(GenomicInterval place) {
    return blocks(place).stream().map(sets::find).collect(Collectors.toSet());
  }

  /** All neighbourhoods with a block on a chromosome at hand, in the order of their blocks. */
  List<String> on(String chromosome, Genome genome) {
    GenomicInterval whole =
        new GenomicInterval(chromosome, 0, genome.length(chromosome), Strand.FORWARD);
    return blocks(whole).stream().map(sets::find).distinct().toList();
  }

  private List<String> blocks(GenomicInterval interval) {
    List<String> blocks = new ArrayList<>();
    for (int i = interval.start() / blockLength; i <= (interval.end() - 1) / blockLength; i++) {
      blocks.add(interval.chromosome() + " block " + i);
    }
    return blocks;
  }
}
