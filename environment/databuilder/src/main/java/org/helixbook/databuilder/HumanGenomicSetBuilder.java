package org.helixbook.databuilder;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingSet;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;

/**
 * Draws the windows of human-genomic-600: whole windows of the genome where no training window of
 * human-coding-600 is near, to be judged by what was trained on that set. As in {@link
 * HumanCodingSetBuilder}, a draw takes its candidates in the order of a SHA-256 digest of their
 * places.
 */
final class HumanGenomicSetBuilder {
  private static final String AWAY = "4 away from training windows of " + CodingSet.HUMAN;
  private static final String DRAW = "5 draw";
  private static final String SET = "6 the set";

  /** The rarer first: a gene's start may lie beside an exon's window. */
  private static final List<WindowKind> KINDS =
      List.of(WindowKind.START, WindowKind.EXON, WindowKind.INTRON, WindowKind.INTERGENIC);

  private final Genome genome;
  private final GenomicRules rules;
  private final List<CodingWindow> known;
  private final DrawOrder order;
  private final Tally tally = new Tally();
  private final NearDuplicates learned;
  private final DrawnWindows taken = new DrawnWindows();

  private HumanGenomicSetBuilder(Genome genome, GenomicRules rules, List<CodingWindow> known) {
    this.genome = genome;
    this.rules = rules;
    this.known = known;
    this.order = new DrawOrder(rules.coding().seed());
    this.learned =
        new NearDuplicates(rules.coding().wordLength(), rules.coding().nearDuplicateShare());
    learned().forEach(window -> learned.add(window.sequence()));
  }

  /**
   * Builds the set.
   *
   * @param name its name, for the report
   * @param genome the chromosomes at hand
   * @param exons the exons of the whole genome
   * @param types of the genes
   * @param inputs what the report says of the files that went in
   * @return the set, the same for the same arguments
   * @throws org.helixbook.feedback.InputProblem if the set that it keeps away from cannot be made
   */
  static BuiltCodingSet build(
      String name,
      Genome genome,
      ExonTable exons,
      GeneTypes types,
      GenomicRules rules,
      List<BuildReport.Input> inputs) {
    List<CodingWindow> known =
        HumanCodingSetBuilder.build(CodingSet.HUMAN, genome, exons, rules.coding(), inputs)
            .windows();
    HumanGenomicSetBuilder builder = new HumanGenomicSetBuilder(genome, rules, known);
    return BuiltCodingSet.of(
        name, inputs, rules.inWords(), builder.tally, builder.draw(exons, types));
  }

  private Stream<CodingWindow> learned() {
    return known.stream().filter(window -> window.geneDisjoint() == SplitSide.TRAIN);
  }

  private List<CodingWindow> draw(ExonTable exons, GeneTypes types) {
    GeneModels genes = GeneModels.of(exons, genome, tally);
    List<Candidate> all =
        Stream.concat(
                GenomicCandidates.of(genes, types, genome, rules.coding(), tally).stream(),
                BackgroundCandidates.of(exons, genes, genome, rules.coding(), tally).stream())
            .toList();
    Neighbourhoods neighbourhoods = new Neighbourhoods(genes, rules.coding().blockLength());
    Set<String> closed =
        learned()
            .flatMap(window -> neighbourhoods.around(window.span()).stream())
            .collect(Collectors.toSet());
    for (WindowKind kind : KINDS) {
      List<Candidate> away =
          all.stream()
              .filter(one -> one.kind() == kind)
              .filter(one -> neighbourhoods.around(one.span()).stream().noneMatch(closed::contains))
              .toList();
      tally.add(AWAY, kind.label() + " windows", away.size());
      drawOf(kind, away);
    }
    List<CodingWindow> windows = taken.finished(genome, candidate -> SplitSide.NONE);
    windows.forEach(this::count);
    for (WindowKind kind : List.of(WindowKind.EXON, WindowKind.START, WindowKind.INTRON)) {
      tally.add(
          SET,
          "genes with " + kind.label() + " windows",
          windows.stream()
              .filter(one -> one.kind().equals(kind.label()))
              .map(CodingWindow::gene)
              .distinct()
              .count());
    }
    return windows;
  }

  private void drawOf(WindowKind kind, List<Candidate> candidates) {
    int drawn = 0;
    boolean coding = kind == WindowKind.EXON || kind == WindowKind.START;
    for (Candidate candidate : order.ofCandidates(candidates, "draw ")) {
      // A gene has a strand; what holds none is read from either in turn.
      boolean reverse = !coding && drawn % 2 == 1;
      if (drawn < rules.perKind()
          && take(reverse ? candidate.onOtherStrand() : candidate, coding)) {
        drawn++;
      }
    }
  }

  private boolean take(Candidate candidate, boolean coding) {
    DnaSequence sequence = candidate.read(genome);
    String which = candidate.kind().label() + " windows dropped: ";
    boolean unknown = !sequence.isUnambiguous();
    boolean shared =
        taken.candidates().stream().anyMatch(one -> one.sharesBasesWith(candidate))
            || !coding && known.stream().anyMatch(one -> sharesBases(one, candidate.span()));
    boolean similar = learned.contains(sequence);
    tally.add(DRAW, which + "with N", unknown ? 1 : 0);
    tally.add(DRAW, which + "bases of another window", shared ? 1 : 0);
    tally.add(DRAW, which + "near-duplicate of a training window", similar ? 1 : 0);
    if (unknown || shared || similar) {
      return false;
    }
    taken.add(candidate, SplitSide.TEST, sequence);
    return true;
  }

  private static boolean sharesBases(CodingWindow window, GenomicInterval place) {
    return window.pieces().stream().anyMatch(place::overlaps);
  }

  private void count(CodingWindow window) {
    String which = window.className() + ", " + window.kind();
    tally.add(SET, which, 1);
    tally.add(SET, which + ", " + window.span().chromosome(), 1);
    if (window.span().strand() == Strand.REVERSE) {
      tally.add(SET, which + ", from the reverse strand", 1);
    }
  }
}
