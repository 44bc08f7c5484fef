package org.helixbook.databuilder;

import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * A window that may be drawn.
 *
 * @param kind where it lies
 * @param gene its gene's Entrez number, or {@link org.helixbook.data.coding.CodingWindow#NO_GENE}
 * @param pieces where it lies, ascending, on the strand it is read from
 */
record Candidate(WindowKind kind, String gene, List<GenomicInterval> pieces) {

  Candidate {
    pieces = List.copyOf(pieces);
  }

  /** From its first to its last base, introns between its pieces included. */
  GenomicInterval span() {
    return GenomicInterval.spanOf(pieces);
  }

  /** Its bases, 5' to 3' on its strand. */
  DnaSequence read(Genome genome) {
    return SplicedGene.read(genome, key(), pieces);
  }

  /** The same window on the other strand. */
  Candidate onOtherStrand() {
    return new Candidate(
        kind,
        gene,
        pieces.stream()
            .map(
                piece ->
                    new GenomicInterval(
                        piece.chromosome(), piece.start(), piece.end(), other(piece)))
            .toList());
  }

  private static Strand other(GenomicInterval piece) {
    return piece.strand() == Strand.FORWARD ? Strand.REVERSE : Strand.FORWARD;
  }

  /** Whether it has a base in common with another, on either strand. */
  boolean sharesBasesWith(Candidate other) {
    return span().overlaps(other.span())
        && pieces.stream().anyMatch(own -> other.pieces.stream().anyMatch(own::overlaps));
  }

  /** Names it among all candidates, whatever strand it is read from. */
  String key() {
    GenomicInterval span = span();
    return kind.label()
        + " "
        + gene
        + " "
        + span.chromosome()
        + ":"
        + span.start()
        + "-"
        + span.end();
  }
}
