package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helixbook.dna.DnaSequence;

/** Cuts ORF-derived coding sequence into windows: the candidates of the coding class. */
final class CodingCandidates {
  private static final String STEP = "2 open reading frames";
  private static final int REPORTED_LENGTH = 300;

  private CodingCandidates() {}

  /**
   * The windows of all genes: in each gene's longest ORF, from the start codon on, one behind the
   * other; what is left over at the end is not used. As an ORF holds no N, neither does a window.
   *
   * @param genome the chromosomes
   * @param rules the lengths
   * @param tally counts ORFs and windows
   */
  static List<Candidate> of(GeneModels genes, Genome genome, BuildRules rules, Tally tally) {
    tally.add(STEP, "genes without an ORF", 0);
    tally.add(STEP, "ORFs of " + REPORTED_LENGTH + " nt or more (stop codon not counted)", 0);
    tally.add(STEP, "genes dropped: longest ORF below " + rules.shortestOrf() + " nt", 0);
    tally.add(STEP, "ORFs of " + rules.shortestOrf() + " nt or more, one a gene", 0);
    tally.add(STEP, "windows in them", 0);
    List<Candidate> candidates = new ArrayList<>();
    for (SplicedGene gene : genes.spliced()) {
      DnaSequence spliced = gene.sequence(genome);
      Optional<OrfFinder.Orf> found = OrfFinder.longest(spliced);
      if (found.isEmpty()) {
        tally.add(STEP, "genes without an ORF", 1);
        continue;
      }
      OrfFinder.Orf orf = found.get();
      if (orf.length() >= REPORTED_LENGTH) {
        tally.add(STEP, "ORFs of " + REPORTED_LENGTH + " nt or more (stop codon not counted)", 1);
      }
      if (orf.length() < rules.shortestOrf()) {
        tally.add(STEP, "genes dropped: longest ORF below " + rules.shortestOrf() + " nt", 1);
        continue;
      }
      tally.add(STEP, "ORFs of " + rules.shortestOrf() + " nt or more, one a gene", 1);
      int length = rules.windowLength();
      for (int start = orf.start(); start + length <= orf.end(); start += length) {
        tally.add(STEP, "windows in them", 1);
        candidates.add(
            new Candidate(WindowKind.ORF, gene.name(), gene.pieces(start, start + length)));
      }
    }
    return candidates;
  }
}
