package org.helixbook.databuilder;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

/**
 * Draws the windows of human-lnsd: coding sequence against long non-coding RNA and pseudogenes. As
 * in {@link HumanCodingSetBuilder}, a draw takes its candidates in the order of a SHA-256 digest of
 * their places.
 */
final class HumanLnsdSetBuilder {
  private static final String SIDES = "5 sides of the gene-disjoint split";
  private static final String DRAW = "6 draw";
  private static final String SET = "7 the set";
  private static final String LOCI = "8 how independent its windows are";

  /** The rarer first: it decides which neighbourhoods the test side gets. */
  private static final List<WindowKind> NON_CODING = List.of(WindowKind.PSD, WindowKind.LNC);

  /** How far the test side may exceed its share of the windows of a kind. */
  private static final double LARGEST_EXCESS = 1.25;

  private final Genome genome;
  private final LnsdRules rules;
  private final DrawOrder order;
  private final Tally tally = new Tally();
  private final Map<SplitSide, NearDuplicates> drawn;
  private final DrawnWindows taken = new DrawnWindows();

  private HumanLnsdSetBuilder(Genome genome, LnsdRules rules) {
    this.genome = genome;
    this.rules = rules;
    this.order = new DrawOrder(rules.seed());
    this.drawn = NearDuplicates.bySide(rules.wordLength(), rules.nearDuplicateShare());
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
   * @throws InputProblem if there are fewer coding windows than non-coding ones
   */
  static BuiltCodingSet build(
      String name,
      Genome genome,
      ExonTable exons,
      GeneTypes types,
      LnsdRules rules,
      List<BuildReport.Input> inputs) {
    HumanLnsdSetBuilder builder = new HumanLnsdSetBuilder(genome, rules);
    return BuiltCodingSet.of(
        name, inputs, rules.inWords(), builder.tally, builder.draw(exons, types));
  }

  private List<CodingWindow> draw(ExonTable exons, GeneTypes types) {
    GeneModels genes = GeneModels.of(exons, genome, tally);
    LnsdCandidates candidates = LnsdCandidates.of(genes, exons, types, genome, rules, order, tally);
    Neighbourhoods neighbourhoods = new Neighbourhoods(genes, rules.blockLength());
    GeneDisjointSides sides =
        new GeneDisjointSides(
            neighbourhoods, chooseTestSide(candidates.sideBySide(), neighbourhoods));
    for (SplitSide side : List.of(SplitSide.TEST, SplitSide.TRAIN)) {
      drawAll(sides.on(side, candidates.sideBySide()), side);
    }
    drawAll(sides.on(SplitSide.TRAIN, candidates.between()), SplitSide.TRAIN);
    for (SplitSide side : List.of(SplitSide.TEST, SplitSide.TRAIN)) {
      drawCoding(sides.on(side, candidates.coding()), side);
    }
    Set<String> apart =
        candidates.between().stream().map(Candidate::key).collect(Collectors.toSet());
    Map<String, SplitSide> random =
        randomSides(taken.candidates().stream().filter(one -> !apart.contains(one.key())).toList());
    List<CodingWindow> windows = taken.finished(genome, candidate -> random.get(candidate.key()));
    windows.forEach(this::count);
    countLoci(windows);
    return windows;
  }

  /**
   * Chooses the neighbourhoods of the test side: in random order until they hold its share of the
   * windows of each kind; one that would exceed a share by far is passed over.
   */
  private Set<String> chooseTestSide(List<Candidate> windows, Neighbourhoods neighbourhoods) {
    Map<WindowKind, Map<String, Integer>> weights = new EnumMap<>(WindowKind.class);
    NON_CODING.forEach(kind -> weights.put(kind, new HashMap<>()));
    for (Candidate window : windows) {
      weights.get(window.kind()).merge(neighbourhoods.of(window), 1, Integer::sum);
    }
    Set<String> known = new LinkedHashSet<>();
    genome.names().forEach(name -> known.addAll(neighbourhoods.on(name, genome)));
    Set<String> test = new HashSet<>();
    for (WindowKind kind : NON_CODING) {
      for (String one : order.of(List.copyOf(weights.get(kind).keySet()), "side ")) {
        boolean fits =
            NON_CODING.stream()
                .allMatch(
                    other ->
                        held(weights.get(other), test, one)
                            <= LARGEST_EXCESS * wanted(weights.get(other)));
        if (fits && held(weights.get(kind), test, "") < wanted(weights.get(kind))) {
          test.add(one);
        }
      }
    }
    tally.add(SIDES, "neighbourhoods", known.size());
    tally.add(SIDES, "neighbourhoods on the test side", test.size());
    for (WindowKind kind : NON_CODING) {
      String which = "neighbourhoods with " + kind.label() + " windows";
      Set<String> own = weights.get(kind).keySet();
      tally.add(SIDES, which, own.size());
      tally.add(SIDES, which + " on the test side", own.stream().filter(test::contains).count());
    }
    return test;
  }

  /** The windows in the neighbourhoods of the test side and one more. */
  private static int held(Map<String, Integer> weights, Set<String> test, String more) {
    return weights.entrySet().stream()
        .filter(one -> test.contains(one.getKey()) || one.getKey().equals(more))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private double wanted(Map<String, Integer> weights) {
    return rules.testShare() * weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void drawAll(List<Candidate> candidates, SplitSide side) {
    order.ofCandidates(candidates, "draw ").forEach(candidate -> take(candidate, side));
  }

  private void drawCoding(List<Candidate> candidates, SplitSide side) {
    int missing = NON_CODING.stream().mapToInt(kind -> taken.count(side, kind)).sum();
    for (Candidate candidate : order.ofCandidates(candidates, "draw ")) {
      if (missing > 0 && take(candidate, side)) {
        missing--;
      }
    }
    if (missing > 0) {
      throw new InputProblem(
          "the " + side.label() + " side",
          missing + " coding windows are missing",
          "give more sequence");
    }
  }

  private boolean take(Candidate candidate, SplitSide side) {
    String which = candidate.kind().label() + " windows dropped: ";
    boolean overlaps =
        taken.candidates().stream()
            .anyMatch(
                one -> !one.gene().equals(candidate.gene()) && one.sharesBasesWith(candidate));
    tally.add(DRAW, which + "bases of another gene's window", overlaps ? 1 : 0);
    if (overlaps) {
      return false;
    }
    DnaSequence sequence = candidate.read(genome);
    SplitSide other = side == SplitSide.TRAIN ? SplitSide.TEST : SplitSide.TRAIN;
    boolean similar = drawn.get(other).contains(sequence);
    tally.add(DRAW, which + "near-duplicate on the other side", similar ? 1 : 0);
    if (similar) {
      return false;
    }
    drawn.get(side).add(sequence);
    taken.add(candidate, side, sequence);
    return true;
  }

  /** The second split: test windows of any gene, and nothing that has bases in common with them. */
  private Map<String, SplitSide> randomSides(List<Candidate> sideBySide) {
    Map<String, Candidate> test = new HashMap<>();
    for (WindowKind kind : List.of(WindowKind.CDS, WindowKind.LNC, WindowKind.PSD)) {
      Map<String, Candidate> own =
          sideBySide.stream()
              .filter(one -> one.kind() == kind)
              .collect(Collectors.toMap(Candidate::key, one -> one));
      order.of(List.copyOf(own.keySet()), "random split ").stream()
          .limit(taken.count(SplitSide.TEST, kind))
          .forEach(key -> test.put(key, own.get(key)));
    }
    Map<String, SplitSide> sides = new HashMap<>();
    for (Candidate one : taken.candidates()) {
      boolean shares = test.values().stream().anyMatch(one::sharesBasesWith);
      sides.put(
          one.key(),
          test.containsKey(one.key()) ? SplitSide.TEST : shares ? SplitSide.NONE : SplitSide.TRAIN);
    }
    return sides;
  }

  private void count(CodingWindow window) {
    String which = window.className() + ", " + window.kind() + ", ";
    String side = which + window.geneDisjoint().label();
    tally.add(SET, side, 1);
    tally.add(SET, side + ", " + window.span().chromosome(), 1);
    if (window.span().strand() == Strand.REVERSE) {
      tally.add(SET, side + ", from the reverse strand", 1);
    }
    tally.add(SET, which + window.random().label() + " of the random split", 1);
  }

  private void countLoci(List<CodingWindow> windows) {
    for (SplitSide side : SplitSide.sets()) {
      for (WindowKind kind : List.of(WindowKind.CDS, WindowKind.LNC, WindowKind.PSD)) {
        List<CodingWindow> own =
            windows.stream()
                .filter(one -> one.geneDisjoint() == side && one.kind().equals(kind.label()))
                .toList();
        tally.add(
            LOCI,
            kind.label() + " genes on the " + side.label() + " side",
            own.stream().map(CodingWindow::gene).distinct().count());
      }
    }
  }
}
