package org.helixbook.data.coding;

import java.util.List;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.InputProblem;

/**
 * The data set {@code human-coding-600}, which the kit carries inside: 1,000 windows of 600 nt of
 * ORF-derived coding sequence and 1,000 of intron and intergenic sequence, human chr20 and chrX
 * (first 69,999,930 bases), GRCh37. It stands in for the private images of Paper 1.
 *
 * @param windows all windows by class, chromosome and place: shuffle them before training
 * @param report how the set came about, with what was counted and dropped
 */
public record HumanCodingSet(List<CodingWindow> windows, BuildReport report) {

  /** Its name in the data manifest. */
  public static final String NAME = "human-coding-600";

  /** Copies the list. */
  public HumanCodingSet {
    windows = List.copyOf(windows);
  }

  /**
   * Reads the set from the kit's jar.
   *
   * @return the set
   * @throws InputProblem if a file is not the one that the data manifest names
   */
  public static HumanCodingSet load() {
    EmbeddedCodingSet set = EmbeddedCodingSet.load(NAME);
    return new HumanCodingSet(set.windows(), set.report());
  }

  /**
   * The training windows of a split.
   *
   * @param split which split
   * @return 800 windows of each class, coding ones first
   */
  public List<CodingWindow> train(SplitName split) {
    return on(split, SplitSide.TRAIN);
  }

  /**
   * The test windows of a split.
   *
   * @param split which split
   * @return 200 windows of each class, coding ones first
   */
  public List<CodingWindow> test(SplitName split) {
    return on(split, SplitSide.TEST);
  }

  /**
   * One window.
   *
   * @param id its name, such as {@code CDN-0001}
   * @return the window
   * @throws InputProblem if there is no such window
   */
  public CodingWindow window(String id) {
    return windows.stream()
        .filter(window -> window.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    "window '" + id + "'",
                    "there is none of this name in " + NAME,
                    "use one from "
                        + windows.get(0).id()
                        + " to "
                        + windows.get(windows.size() - 1).id()));
  }

  /**
   * The sequences of one class, training and test together.
   *
   * @param codingClass the class
   * @return its sequences, in the order of the set
   */
  public List<DnaSequence> sequences(CodingClass codingClass) {
    return windows.stream()
        .filter(window -> window.codingClass() == codingClass)
        .map(CodingWindow::sequence)
        .toList();
  }

  private List<CodingWindow> on(SplitName split, SplitSide side) {
    return windows.stream().filter(window -> window.side(split) == side).toList();
  }

  /** The names of the classes in the order of their label numbers: CDN, LNSD. */
  public static List<String> classNames() {
    return List.of(CodingClass.CDN.name(), CodingClass.LNSD.name());
  }
}
