package org.helixbook.data.coding;

import java.util.List;
import java.util.Objects;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * One window of a labelled set such as human-coding-600.
 *
 * @param id its name in the set, such as {@code CDN-0001}; also the name of {@code sequence}
 * @param className its class, such as {@code CDN}
 * @param kind where it was taken from, a finer label than the class: {@code orf}, {@code cds},
 *     {@code lnc}, {@code psd}, {@code exon}, {@code start}, {@code intron}, {@code intergenic}
 * @param gene the gene it lies in (human: Entrez number; Ustilago: MIPS locus), or {@link #NO_GENE}
 *     for an intergenic window
 * @param pieces where its bases lie in the genome: one interval, or several for a window that was
 *     spliced from exons; in ascending order, apart from one another, all on one chromosome and
 *     strand
 * @param sequence its bases as read from its strand, 5' to 3'; as long as its pieces together, A,
 *     C, G and T only. Whether a coding window begins with a whole codon is the set's matter
 * @param geneDisjoint its side of the gene-disjoint split
 * @param random its side of the random split
 */
public record CodingWindow(
    String id,
    String className,
    String kind,
    String gene,
    List<GenomicInterval> pieces,
    DnaSequence sequence,
    SplitSide geneDisjoint,
    SplitSide random) {

  /** Stands in the place of a gene where there is none. */
  public static final String NO_GENE = "-";

  /** The kind of a window outside the span of every gene, the one kind without a gene. */
  public static final String INTERGENIC = "intergenic";

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public CodingWindow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(className, "className");
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
    if (gene.equals(NO_GENE) != kind.equals(INTERGENIC)) {
      throw new IllegalArgumentException(
          "window " + id + " is of kind " + kind + " and has the gene " + gene);
    }
  }

  /**
   * Windows as a table, a row each.
   *
   * @param name of the table
   * @param windows in the order of the rows
   * @return {@code window}, {@code class}, {@code kind}, {@code gene}, {@code chromosome}, {@code
   *     from} and {@code to} (bp, 1-based, both included), {@code strand}, {@code GC content} in
   *     [0, 1], and a column a split with {@code train}, {@code test} or {@code none}
   */
  public static Table table(String name, List<CodingWindow> windows) {
    return Columns.of(windows)
        .text("window", CodingWindow::id)
        .text("class", CodingWindow::className)
        .text("kind", CodingWindow::kind)
        .text("gene", CodingWindow::gene)
        .text("chromosome", window -> window.span().chromosome())
        .count("from", window -> window.span().start() + 1)
        .count("to", window -> window.span().end())
        .text("strand", window -> String.valueOf(window.span().strand().symbol()))
        .number("GC content", window -> window.sequence.gcContent())
        .text(SplitName.GENE_DISJOINT.label(), window -> window.geneDisjoint.label())
        .text(SplitName.RANDOM.label(), window -> window.random.label())
        .table(name);
  }

  /** From its first to its last base in the genome, introns between its pieces included. */
  public GenomicInterval span() {
    return GenomicInterval.spanOf(pieces);
  }

  /** The same window with another class and other sides. */
  CodingWindow as(String otherClass, SplitSide inGeneDisjoint, SplitSide inRandom) {
    return new CodingWindow(id, otherClass, kind, gene, pieces, sequence, inGeneDisjoint, inRandom);
  }

  /** Its side of a split. */
  public SplitSide side(SplitName split) {
    return switch (split) {
      case GENE_DISJOINT -> geneDisjoint;
      case RANDOM -> random;
    };
  }
}
