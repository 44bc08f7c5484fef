package org.helixbook.databuilder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.SplitSide;
import org.helixbook.dna.DnaSequence;

/**
 * Windows that were drawn for a set, and the last step of building it: order, names, second split.
 */
final class DrawnWindows {
  private final List<Drawn> drawn = new ArrayList<>();

  /**
   * A candidate that was drawn.
   *
   * @param candidate what was drawn
   * @param side its side of the gene-disjoint split
   * @param sequence its bases
   */
  record Drawn(Candidate candidate, SplitSide side, DnaSequence sequence) {
    String chromosome() {
      return candidate.span().chromosome();
    }

    String className() {
      return candidate.kind().className();
    }
  }

  /** Adds a window. */
  void add(Candidate candidate, SplitSide side, DnaSequence sequence) {
    drawn.add(new Drawn(candidate, side, sequence));
  }

  /** All of them, in the order of drawing. */
  List<Candidate> candidates() {
    return drawn.stream().map(Drawn::candidate).toList();
  }

  /** How many windows of a side and kind were drawn. */
  int count(SplitSide side, WindowKind kind) {
    return (int)
        drawn.stream().filter(one -> one.side() == side && one.candidate().kind() == kind).count();
  }

  /** How many windows of a side were drawn on a chromosome. */
  int count(SplitSide side, String chromosome) {
    return (int)
        drawn.stream()
            .filter(one -> one.side() == side && one.chromosome().equals(chromosome))
            .count();
  }

  /**
   * The finished windows, by class, chromosome and place, numbered within their class.
   *
   * @param genome tells the order of the chromosomes
   * @param testPerClass how many of each class the random split puts on its test side
   * @param order draws them
   */
  List<CodingWindow> finished(Genome genome, int testPerClass, DrawOrder order) {
    Set<String> randomTest = randomTest(testPerClass, order);
    return finished(
        genome,
        candidate -> randomTest.contains(candidate.key()) ? SplitSide.TEST : SplitSide.TRAIN);
  }

  /**
   * The finished windows, by class, chromosome and place, numbered within their class.
   *
   * @param genome tells the order of the chromosomes
   * @param random the side of each in the random split
   */
  List<CodingWindow> finished(Genome genome, Function<Candidate, SplitSide> random) {
    List<String> chromosomes = List.copyOf(genome.names());
    Comparator<Drawn> byPlace =
        Comparator.comparing(Drawn::className)
            .thenComparing(one -> chromosomes.indexOf(one.chromosome()))
            .thenComparing(one -> one.candidate().span().start())
            .thenComparing(one -> one.candidate().span().end())
            .thenComparing(one -> one.candidate().key());
    Map<String, Integer> numbers = new HashMap<>();
    List<CodingWindow> windows = new ArrayList<>();
    for (Drawn one : drawn.stream().sorted(byPlace).toList()) {
      int number = numbers.merge(one.className(), 1, Integer::sum);
      String id = String.format(Locale.ROOT, "%s-%04d", one.className(), number);
      windows.add(
          new CodingWindow(
              id,
              one.className(),
              one.candidate().kind().label(),
              one.candidate().gene(),
              one.candidate().pieces(),
              DnaSequence.of(id, one.sequence().bases()),
              one.side(),
              random.apply(one.candidate())));
    }
    return List.copyOf(windows);
  }

  private Set<String> randomTest(int testPerClass, DrawOrder order) {
    Set<String> test = new HashSet<>();
    for (String className : drawn.stream().map(Drawn::className).distinct().sorted().toList()) {
      List<String> keys =
          drawn.stream()
              .filter(one -> one.className().equals(className))
              .map(one -> one.candidate().key())
              .toList();
      test.addAll(order.of(keys, "random split ").subList(0, testPerClass));
    }
    return test;
  }
}
