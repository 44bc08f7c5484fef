package org.helixbook.data.coding;

import java.util.List;
import org.helixbook.feedback.InputProblem;

/**
 * The data set {@code ustilago-coding-600}, which the kit carries inside: 400 windows of 600 nt of
 * annotated coding sequence and 400 of intergenic sequence of the smut fungus <i>Ustilago
 * maydis</i>. A second organism for Paper 1: another codon usage, other proportions of G and C, no
 * introns among the non-coding windows, and coding sequence that is annotated rather than derived
 * from reading frames. One window a gene and one a stretch between genes.
 *
 * @param windows all windows by class, chromosome and place: shuffle them before training
 * @param report how the set came about, with what was counted and dropped
 */
public record UstilagoCodingSet(List<CodingWindow> windows, BuildReport report) {

  /** Its name in the data manifest. */
  public static final String NAME = "ustilago-coding-600";

  /** Copies the list. */
  public UstilagoCodingSet {
    windows = List.copyOf(windows);
  }

  /**
   * Reads the set from the kit's jar.
   *
   * @return the set
   * @throws InputProblem if a file is not the one that the data manifest names
   */
  public static UstilagoCodingSet load() {
    EmbeddedCodingSet set = EmbeddedCodingSet.load(NAME);
    return new UstilagoCodingSet(set.windows(), set.report());
  }

  /**
   * The training windows of a split. The gene-disjoint split parts whole chromosomes; the random
   * one parts no gene either, since each gene has one window.
   *
   * @param split which split
   * @return 300 windows of each class, coding ones first
   */
  public List<CodingWindow> train(SplitName split) {
    return on(split, SplitSide.TRAIN);
  }

  /**
   * The test windows of a split.
   *
   * @param split which split
   * @return 100 windows of each class, coding ones first
   */
  public List<CodingWindow> test(SplitName split) {
    return on(split, SplitSide.TEST);
  }

  private List<CodingWindow> on(SplitName split, SplitSide side) {
    return windows.stream().filter(window -> window.side(split) == side).toList();
  }
}
