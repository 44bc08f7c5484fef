package org.helixbook.databuilder;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.GenomicInterval;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

/**
 * Draws the windows of a coding/non-coding set and splits them. Nothing in it depends on the system
 * or on the Java version: a draw takes its candidates in the order of a SHA-256 digest of their
 * places, not of a generator's numbers.
 */
final class HumanCodingSetBuilder {
  private static final String SIDES = "4 sides of the gene-disjoint split";
  private static final String DRAW = "5 draw";
  private static final String COPIES = "windows dropped: a copy, on either strand, is in the set";
  private static final String SET = "6 the set";

  /** How far the test side of a chromosome may exceed its fair share of coding candidates. */
  private static final double LARGEST_EXCESS = 1.25;

  private final Genome genome;
  private final BuildRules rules;
  private final DrawOrder order;
  private final Tally tally = new Tally();
  private final Map<SplitSide, NearDuplicates> drawn;
  private final Set<String> drawnBases = new HashSet<>();
  private final DrawnWindows taken = new DrawnWindows();

  private HumanCodingSetBuilder(Genome genome, BuildRules rules) {
    this.genome = genome;
    this.rules = rules;
    this.order = new DrawOrder(rules.seed());
    this.drawn = NearDuplicates.bySide(rules.wordLength(), rules.nearDuplicateShare());
  }

  /**
   * Builds a set.
   *
   * @param name its name, for the report
   * @param genome the chromosomes at hand
   * @param exons the exons of the whole genome
   * @param inputs what the report says of the files that went in
   * @return the set, the same for the same arguments
   * @throws InputProblem if there are not enough candidates
   */
  static BuiltCodingSet build(
      String name,
      Genome genome,
      ExonTable exons,
      BuildRules rules,
      List<BuildReport.Input> inputs) {
    HumanCodingSetBuilder builder = new HumanCodingSetBuilder(genome, rules);
    return BuiltCodingSet.of(name, inputs, rules.inWords(), builder.tally, builder.draw(exons));
  }

  private List<CodingWindow> draw(ExonTable exons) {
    GeneModels genes = GeneModels.of(exons, genome, tally);
    List<Candidate> coding = CodingCandidates.of(genes, genome, rules, tally);
    List<Candidate> background = BackgroundCandidates.of(exons, genes, genome, rules, tally);
    Neighbourhoods neighbourhoods = new Neighbourhoods(genes, rules.blockLength());
    GeneDisjointSides sides =
        new GeneDisjointSides(neighbourhoods, chooseTestSide(coding, neighbourhoods));
    tally.add(DRAW, COPIES, 0);
    tally.add(DRAW, "coding windows dropped: near-duplicate on the other side", 0);
    tally.add(DRAW, "non-coding windows dropped: near-duplicate on the other side", 0);
    for (SplitSide side : SplitSide.sets()) {
      List<Candidate> ours = sides.on(side, coding);
      tally.add(SIDES, "coding candidates on the " + side.label() + " side", ours.size());
    }
    drawCoding(coding, sides);
    drawBackground(background, sides);
    List<CodingWindow> windows = taken.finished(genome, rules.testPerClass(), order);
    windows.forEach(this::count);
    return windows;
  }

  /**
   * Chooses the neighbourhoods of the test side: on each chromosome in random order until they hold
   * the test set's share of the coding candidates; one that would exceed it by far is passed over.
   */
  private Set<String> chooseTestSide(List<Candidate> coding, Neighbourhoods neighbourhoods) {
    Map<String, Integer> weights = new HashMap<>();
    coding.forEach(candidate -> weights.merge(neighbourhoods.of(candidate), 1, Integer::sum));
    Set<String> known = new HashSet<>();
    Set<String> test = new HashSet<>();
    for (String chromosome : genome.names()) {
      Set<String> here = new LinkedHashSet<>(neighbourhoods.on(chromosome, genome));
      here.removeAll(known);
      known.addAll(here);
      int all = here.stream().mapToInt(one -> weights.getOrDefault(one, 0)).sum();
      double share = (double) rules.testPerClass() / (rules.testPerClass() + rules.trainPerClass());
      int held = 0;
      for (String one : order.of(List.copyOf(here), "side ")) {
        int weight = weights.getOrDefault(one, 0);
        if (held < share * all && held + weight <= LARGEST_EXCESS * share * all) {
          test.add(one);
          held += weight;
        }
      }
    }
    tally.add(SIDES, "neighbourhoods", known.size());
    tally.add(SIDES, "neighbourhoods on the test side", test.size());
    tally.add(
        SIDES,
        "coding candidates in the largest neighbourhood",
        weights.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    return test;
  }

  private int wanted(SplitSide side) {
    return side == SplitSide.TRAIN ? rules.trainPerClass() : rules.testPerClass();
  }

  private void drawCoding(List<Candidate> candidates, GeneDisjointSides sides) {
    Map<SplitSide, Integer> open = new EnumMap<>(SplitSide.class);
    for (SplitSide side : SplitSide.sets()) {
      open.put(side, wanted(side));
    }
    for (Candidate candidate : order.ofCandidates(candidates, "draw ")) {
      SplitSide side = sides.of(candidate);
      if (open.get(side) > 0 && take(candidate, side)) {
        open.merge(side, -1, Integer::sum);
      }
    }
    open.forEach((side, missing) -> refuseIfMissing("coding windows", side, missing));
  }

  /** A cell of the non-coding class that is filled on its own. */
  private record Cell(SplitSide side, WindowKind kind, String chromosome) {}

  private void drawBackground(List<Candidate> candidates, GeneDisjointSides sides) {
    Map<Cell, Integer> open = backgroundQuotas();
    Map<Cell, Integer> taken = new HashMap<>();
    for (Candidate candidate : order.ofCandidates(candidates, "draw ")) {
      SplitSide side = sides.of(candidate);
      Cell cell = new Cell(side, candidate.kind(), candidate.span().chromosome());
      if (open.getOrDefault(cell, 0) > 0) {
        // Every second window of a side and kind is read from the other strand.
        Cell anyChromosome = new Cell(side, candidate.kind(), "");
        boolean reverse = taken.getOrDefault(anyChromosome, 0) % 2 == 1;
        if (take(reverse ? candidate.onOtherStrand() : candidate, side)) {
          open.merge(cell, -1, Integer::sum);
          taken.merge(anyChromosome, 1, Integer::sum);
        }
      }
    }
    open.forEach(
        (cell, missing) ->
            refuseIfMissing(
                cell.kind().label() + " windows of " + cell.chromosome(), cell.side(), missing));
  }

  /** As many windows of each side and chromosome as the coding class has; half of each kind. */
  private Map<Cell, Integer> backgroundQuotas() {
    Map<Cell, Integer> quotas = new HashMap<>();
    for (SplitSide side : SplitSide.sets()) {
      int before = 0;
      for (String chromosome : genome.names()) {
        int coding = taken.count(side, chromosome);
        // Halving the running total lets the odd ones of two chromosomes make up for each other.
        int introns = (before + coding) / 2 - before / 2;
        quotas.put(new Cell(side, WindowKind.INTRON, chromosome), introns);
        quotas.put(new Cell(side, WindowKind.INTERGENIC, chromosome), coding - introns);
        before += coding;
      }
    }
    return quotas;
  }

  private static void refuseIfMissing(String what, SplitSide side, int missing) {
    if (missing > 0) {
      throw new InputProblem(
          "the " + side.label() + " side",
          missing + " " + what + " are missing",
          "give more sequence, or ask for fewer windows");
    }
  }

  private boolean take(Candidate candidate, SplitSide side) {
    DnaSequence sequence = candidate.read(genome);
    String forward = sequence.bases();
    String reverse = sequence.reverseComplement().bases();
    String eitherStrand = forward.compareTo(reverse) < 0 ? forward : reverse;
    if (drawnBases.contains(eitherStrand)) {
      tally.add(DRAW, COPIES, 1);
      return false;
    }
    SplitSide other = side == SplitSide.TRAIN ? SplitSide.TEST : SplitSide.TRAIN;
    if (drawn.get(other).contains(sequence)) {
      String which = candidate.kind() == WindowKind.ORF ? "coding" : "non-coding";
      tally.add(DRAW, which + " windows dropped: near-duplicate on the other side", 1);
      return false;
    }
    drawn.get(side).add(sequence);
    drawnBases.add(eitherStrand);
    taken.add(candidate, side, sequence);
    return true;
  }

  private void count(CodingWindow window) {
    GenomicInterval span = window.span();
    String which = window.className() + ", " + window.geneDisjoint().label() + ", ";
    tally.add(SET, which + window.kind() + ", " + span.chromosome(), 1);
    if (span.strand() == Strand.REVERSE) {
      tally.add(SET, which + window.kind() + ", from the reverse strand", 1);
    }
    if (window.pieces().size() > 1) {
      tally.add(SET, which + "spliced from several exons", 1);
    }
  }
}
