package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/** Whole windows of the genome that hold coding sequence: round inner exons, and at starts. */
final class GenomicCandidates {
  private static final String STEP = "2 windows with coding sequence";
  private static final String GENES = "protein-coding genes with an ORF of ";
  private static final String FILLED = "genes whose first coding exon fills the window";

  private GenomicCandidates() {}

  /**
   * The windows of all genes, of both kinds.
   *
   * @param types of all genes
   * @param rules the lengths
   * @param tally counts genes and windows
   */
  static List<Candidate> of(
      GeneModels genes, GeneTypes types, Genome genome, BuildRules rules, Tally tally) {
    String counted = GENES + rules.shortestOrf() + " nt or more";
    for (String what : List.of(counted, FILLED)) {
      tally.add(STEP, what, 0);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (SplicedGene gene : genes.spliced()) {
      if (!types.of(gene.name()).equals(GeneTypes.PROTEIN_CODING)) {
        continue;
      }
      OrfFinder.longest(gene.sequence(genome))
          .filter(orf -> orf.length() >= rules.shortestOrf())
          .ifPresent(
              orf -> {
                tally.add(STEP, counted, 1);
                add(candidates, gene, gene.pieces(orf.start(), orf.end()), genome, rules, tally);
              });
    }
    for (WindowKind kind : List.of(WindowKind.EXON, WindowKind.START)) {
      tally.add(
          STEP,
          kind.label() + " windows",
          candidates.stream().filter(one -> one.kind() == kind).count());
    }
    return candidates;
  }

  /** All pieces of an ORF but the first and the last are exons from end to end. */
  private static void add(
      List<Candidate> candidates,
      SplicedGene gene,
      List<GenomicInterval> coding,
      Genome genome,
      BuildRules rules,
      Tally tally) {
    int length = rules.windowLength();
    for (GenomicInterval exon : coding.subList(1, Math.max(1, coding.size() - 1))) {
      int middle = (exon.start() + exon.end()) / 2;
      candidates.addAll(window(WindowKind.EXON, gene, genome, middle - length / 2, length));
    }
    boolean forward = gene.strand() == Strand.FORWARD;
    GenomicInterval first = coding.get(forward ? 0 : coding.size() - 1);
    if (coding.size() == 1 || first.length() >= length) {
      tally.add(STEP, FILLED, 1);
    } else {
      int start = forward ? first.start() : first.end() - length;
      candidates.addAll(window(WindowKind.START, gene, genome, start, length));
    }
  }

  /** None if it reaches beyond the bases at hand. */
  private static List<Candidate> window(
      WindowKind kind, SplicedGene gene, Genome genome, int start, int length) {
    String chromosome = gene.exons().get(0).chromosome();
    return start < 0 || start + length > genome.length(chromosome)
        ? List.of()
        : List.of(
            new Candidate(
                kind,
                gene.name(),
                List.of(new GenomicInterval(chromosome, start, start + length, gene.strand()))));
  }
}
