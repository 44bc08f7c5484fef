package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;

/**
 * The windows of human-lnsd that may be drawn.
 *
 * @param coding inside ORFs of protein-coding genes, at any phase, apart from one another in a gene
 * @param sideBySide of long non-coding RNA and pseudogenes, apart from one another in a gene
 * @param between of the same genes, those that overlap their neighbours
 */
record LnsdCandidates(List<Candidate> coding, List<Candidate> sideBySide, List<Candidate> between) {
  private static final String TYPES = "2 types of the genes kept";
  private static final String CODING = "3 coding windows";
  private static final String NON_CODING = "4 non-coding windows";
  private static final Map<String, WindowKind> KINDS =
      Map.of(
          GeneTypes.NON_CODING_RNA, WindowKind.LNC,
          GeneTypes.PSEUDOGENE, WindowKind.PSD);

  LnsdCandidates {
    coding = List.copyOf(coding);
    sideBySide = List.copyOf(sideBySide);
    between = List.copyOf(between);
  }

  /**
   * The windows of all genes.
   *
   * @param genes those of the chromosomes at hand
   * @param exons of all genes
   * @param types of all genes
   * @param order draws phases
   * @param tally counts genes and windows
   */
  static LnsdCandidates of(
      GeneModels genes,
      ExonTable exons,
      GeneTypes types,
      Genome genome,
      LnsdRules rules,
      DrawOrder order,
      Tally tally) {
    for (String type :
        List.of(
            GeneTypes.PROTEIN_CODING,
            GeneTypes.NON_CODING_RNA,
            GeneTypes.PSEUDOGENE,
            GeneTypes.WITHDRAWN)) {
      tally.add(TYPES, type, 0);
    }
    List<GenomicInterval> codingExons =
        exons.exons().stream()
            .filter(exon -> types.of(exon.gene()).equals(GeneTypes.PROTEIN_CODING))
            .map(ExonTable.Exon::place)
            .filter(place -> genome.names().contains(place.chromosome()))
            .toList();
    List<Candidate> coding = new ArrayList<>();
    List<Candidate> sideBySide = new ArrayList<>();
    List<Candidate> between = new ArrayList<>();
    for (SplicedGene gene : genes.spliced()) {
      String type = types.of(gene.name());
      tally.add(TYPES, type, 1);
      if (type.equals(GeneTypes.PROTEIN_CODING)) {
        coding.addAll(coding(gene, genome, rules, order, tally));
      } else if (KINDS.containsKey(type)) {
        WindowKind kind = KINDS.get(type);
        int last = gene.length() - rules.windowLength();
        for (int start = 0; start <= last; start += rules.trainingStep()) {
          Candidate window =
              new Candidate(kind, gene.name(), gene.pieces(start, start + rules.windowLength()));
          if (usable(window, codingExons, genome, tally)) {
            (start % rules.windowLength() == 0 ? sideBySide : between).add(window);
          }
        }
      }
    }
    for (WindowKind kind : KINDS.values().stream().sorted().toList()) {
      count(kind, "side by side", sideBySide, tally);
      count(kind, "between these", between, tally);
    }
    return new LnsdCandidates(coding, sideBySide, between);
  }

  private static List<Candidate> coding(
      SplicedGene gene, Genome genome, LnsdRules rules, DrawOrder order, Tally tally) {
    tally.add(CODING, "genes without an ORF of " + rules.cellLength() + " nt", 0);
    Optional<OrfFinder.Orf> found = OrfFinder.longest(gene.sequence(genome));
    if (found.isEmpty() || found.get().length() < rules.cellLength()) {
      tally.add(CODING, "genes without an ORF of " + rules.cellLength() + " nt", 1);
      return List.of();
    }
    OrfFinder.Orf orf = found.get();
    int spareCodons = orf.length() % rules.cellLength() / 3;
    int shift = 3 * order.below(spareCodons + 1, "first codon of " + gene.name());
    List<Candidate> windows = new ArrayList<>();
    for (int cell = orf.start() + shift;
        cell + rules.cellLength() <= orf.end();
        cell += rules.cellLength()) {
      int start = cell + order.below(LnsdRules.PHASES, "phase of " + gene.name() + " at " + cell);
      windows.add(
          new Candidate(
              WindowKind.CDS, gene.name(), gene.pieces(start, start + rules.windowLength())));
    }
    tally.add(CODING, "genes with a window", 1);
    tally.add(CODING, "windows in them", windows.size());
    return windows;
  }

  private static boolean usable(
      Candidate window, List<GenomicInterval> codingExons, Genome genome, Tally tally) {
    String dropped = " windows dropped: with N";
    DnaSequence bases = window.read(genome);
    boolean usable = bases.isUnambiguous();
    if (usable
        && window.pieces().stream().anyMatch(own -> codingExons.stream().anyMatch(own::overlaps))) {
      dropped = " windows dropped: on an exon of a protein-coding gene";
      usable = false;
    }
    tally.add(NON_CODING, window.kind().label() + dropped, usable ? 0 : 1);
    return usable;
  }

  private static void count(WindowKind kind, String which, List<Candidate> all, Tally tally) {
    List<Candidate> own = all.stream().filter(window -> window.kind() == kind).toList();
    tally.add(NON_CODING, kind.label() + " windows " + which, own.size());
    tally.add(
        NON_CODING,
        "genes with " + kind.label() + " windows " + which,
        own.stream().map(Candidate::gene).distinct().count());
  }
}
