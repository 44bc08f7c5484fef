package org.helixbook.databuilder;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;
import org.helixbook.dna.Strand;
import org.helixbook.feedback.InputProblem;

/**
 * Draws the windows of ustilago-coding-600: at most one of each gene and of each stretch between
 * genes, so that no split can part what belongs together. As in {@link HumanCodingSetBuilder}, a
 * draw takes its candidates in the order of a SHA-256 digest of their places.
 */
final class UstilagoCodingSetBuilder {
  private static final String SIDES = "4 sides of the gene-disjoint split";
  private static final String DRAW = "5 draw";
  private static final String SIMILAR = " windows dropped: near-duplicate of a drawn one";
  private static final String SET = "6 the set";

  private final Genome genome;
  private final UstilagoRules rules;
  private final DrawOrder order;
  private final Tally tally = new Tally();
  private final NearDuplicates drawn;
  private final DrawnWindows taken = new DrawnWindows();

  private UstilagoCodingSetBuilder(Genome genome, UstilagoRules rules) {
    this.genome = genome;
    this.rules = rules;
    this.order = new DrawOrder(rules.seed());
    this.drawn = new NearDuplicates(rules.wordLength(), rules.nearDuplicateShare());
  }

  /**
   * Builds the set.
   *
   * @param name its name, for the report
   * @param genome the chromosomes
   * @param annotation their coding sequences
   * @param inputs what the report says of the files that went in
   * @return the set, the same for the same arguments
   * @throws InputProblem if there are not enough candidates
   */
  static BuiltCodingSet build(
      String name,
      Genome genome,
      CodingAnnotation annotation,
      UstilagoRules rules,
      List<BuildReport.Input> inputs) {
    UstilagoCodingSetBuilder builder = new UstilagoCodingSetBuilder(genome, rules);
    return BuiltCodingSet.of(
        name, inputs, rules.inWords(), builder.tally, builder.draw(annotation));
  }

  private List<CodingWindow> draw(CodingAnnotation annotation) {
    List<List<Candidate>> genes =
        AnnotatedCandidates.coding(annotation, genome, rules.windowLength(), tally);
    List<List<Candidate>> stretches =
        AnnotatedCandidates.between(
            annotation, genome, rules.windowLength(), rules.geneDistance(), tally);
    Set<String> testSide = chooseTestSide(genes);
    drawOneOfEach("coding", genes, testSide);
    drawOneOfEach("non-coding", stretches, testSide);
    List<CodingWindow> windows = taken.finished(genome, rules.testPerClass(), order);
    windows.forEach(this::count);
    return windows;
  }

  /** Chooses chromosomes until they hold the test set's share of the coding windows. */
  private Set<String> chooseTestSide(List<List<Candidate>> genes) {
    Map<String, Integer> weights = new HashMap<>();
    genes.forEach(gene -> weights.merge(chromosome(gene.get(0)), 1, Integer::sum));
    double wanted =
        (double) genes.size()
            * rules.testPerClass()
            / (rules.testPerClass() + rules.trainPerClass());
    Set<String> test = new HashSet<>();
    int held = 0;
    for (String name : order.of(List.copyOf(genome.names()), "side ")) {
      if (held < wanted) {
        test.add(name);
        held += weights.getOrDefault(name, 0);
      }
    }
    tally.add(SIDES, "chromosomes and contigs", genome.names().size());
    tally.add(SIDES, "chromosomes and contigs on the test side", test.size());
    tally.add(SIDES, "genes on the train side", genes.size() - (long) held);
    tally.add(SIDES, "genes on the test side", held);
    return test;
  }

  private static String chromosome(Candidate candidate) {
    return candidate.span().chromosome();
  }

  /** Draws windows until both sides are full, passing over what already gave one. */
  private void drawOneOfEach(String which, List<List<Candidate>> sources, Set<String> testSide) {
    Map<String, Candidate> byKey = new HashMap<>();
    Map<String, Integer> sourceOf = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      for (Candidate candidate : sources.get(i)) {
        byKey.put(candidate.key(), candidate);
        sourceOf.put(candidate.key(), i);
      }
    }
    tally.add(DRAW, which + SIMILAR, 0);
    Map<SplitSide, Integer> open = new EnumMap<>(SplitSide.class);
    open.put(SplitSide.TRAIN, rules.trainPerClass());
    open.put(SplitSide.TEST, rules.testPerClass());
    Map<SplitSide, Integer> count = new EnumMap<>(SplitSide.class);
    Set<Integer> used = new HashSet<>();
    for (String key : order.of(List.copyOf(byKey.keySet()), "draw ")) {
      Candidate candidate = byKey.get(key);
      SplitSide side = testSide.contains(chromosome(candidate)) ? SplitSide.TEST : SplitSide.TRAIN;
      if (open.get(side) == 0 || used.contains(sourceOf.get(key))) {
        continue;
      }
      // A gene has a strand; what lies between genes is read from either in turn.
      boolean reverse =
          candidate.kind() == WindowKind.INTERGENIC && count.getOrDefault(side, 0) % 2 == 1;
      if (take(reverse ? candidate.onOtherStrand() : candidate, side, which)) {
        used.add(sourceOf.get(key));
        open.merge(side, -1, Integer::sum);
        count.merge(side, 1, Integer::sum);
      }
    }
    open.forEach(
        (side, missing) -> {
          if (missing > 0) {
            throw new InputProblem(
                "the " + side.label() + " side",
                missing + " " + which + " windows are missing",
                "give more sequence, or ask for fewer windows");
          }
        });
  }

  private boolean take(Candidate candidate, SplitSide side, String which) {
    DnaSequence sequence = candidate.read(genome);
    if (drawn.contains(sequence)) {
      tally.add(DRAW, which + SIMILAR, 1);
      return false;
    }
    drawn.add(sequence);
    taken.add(candidate, side, sequence);
    return true;
  }

  private void count(CodingWindow window) {
    String which = window.className() + ", " + window.geneDisjoint().label() + ", " + window.kind();
    tally.add(SET, which, 1);
    if (window.span().strand() == Strand.REVERSE) {
      tally.add(SET, which + ", from the reverse strand", 1);
    }
    if (window.pieces().size() > 1) {
      tally.add(SET, which + ", spliced from several pieces", 1);
    }
  }
}
