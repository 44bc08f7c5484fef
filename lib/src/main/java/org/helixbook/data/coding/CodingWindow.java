package org.helixbook.data.coding;

import java.util.List;
import java.util.Objects;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;

/**
 * One window of a coding/non-coding set such as human-coding-600.
 *
 * @param id its name in the set, such as {@code CDN-0001}; also the name of {@code sequence}
 * @param kind where it was taken from; says the class, too
 * @param gene the gene it lies in (human: Entrez number; Ustilago: MIPS locus), or {@link #NO_GENE}
 *     for an intergenic window
 * @param pieces where its bases lie in the genome: one interval, or several for a window that was
 *     spliced from exons; in ascending order, apart from one another, all on one chromosome and
 *     strand
 * @param sequence its bases as read from its strand, 5' to 3'; a coding window begins with a whole
 *     codon. As long as its pieces together, A, C, G and T only
 * @param geneDisjoint its side of the gene-disjoint split
 * @param random its side of the random split
 */
public record CodingWindow(
    String id,
    WindowKind kind,
    String gene,
    List<GenomicInterval> pieces,
    DnaSequence sequence,
    SplitSide geneDisjoint,
    SplitSide random) {

  /** Stands in the place of a gene where there is none. */
  public static final String NO_GENE = "-";

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public CodingWindow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(gene, "gene");
    Objects.requireNonNull(geneDisjoint, "geneDisjoint");
    Objects.requireNonNull(random, "random");
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("window " + id + " lies nowhere");
    }
    int length = 0;
    for (int i = 0; i < pieces.size(); i++) {
      GenomicInterval piece = pieces.get(i);
      length += piece.length();
      if (i > 0) {
        GenomicInterval before = pieces.get(i - 1);
        if (!piece.chromosome().equals(before.chromosome())
            || piece.strand() != before.strand()
            || piece.start() <= before.end()) {
          throw new IllegalArgumentException(
              "the pieces of window " + id + " are not in order on one chromosome and strand");
        }
      }
    }
    if (length != sequence.length()) {
      throw new IllegalArgumentException(
          "window " + id + " has " + sequence.length() + " bases but covers " + length + " bp");
    }
    if (!sequence.isUnambiguous()) {
      throw new IllegalArgumentException("window " + id + " holds an unknown base");
    }
    if (gene.equals(NO_GENE) != (kind == WindowKind.INTERGENIC)) {
      throw new IllegalArgumentException(
          "window " + id + " is of kind " + kind.label() + " and has the gene " + gene);
    }
  }

  /** Its class. */
  public CodingClass codingClass() {
    return kind.codingClass();
  }

  /** The label number of its class: 0 for CDN, 1 for LNSD. */
  public int label() {
    return codingClass().label();
  }

  /** From its first to its last base in the genome, introns between its pieces included. */
  public GenomicInterval span() {
    return GenomicInterval.spanOf(pieces);
  }

  /**
   * Its side of a split.
   *
   * @param split which split
   * @return train or test
   */
  public SplitSide side(SplitName split) {
    return switch (split) {
      case GENE_DISJOINT -> geneDisjoint;
      case RANDOM -> random;
    };
  }
}
