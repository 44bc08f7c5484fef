package org.helixbook.data.coding;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.storage.Seeds;

/**
 * Sequences with their classes, in order.
 *
 * @param sequences the sequences, {@code [n]}
 * @param labels the class of each, {@code [n]}, indices into {@code classNames}; copied on the way
 *     in and out
 * @param classNames the classes in label order
 */
public record LabelledSequences(
    List<DnaSequence> sequences, int[] labels, List<String> classNames) {

  /**
   * Checks that labels and sequences fit.
   *
   * @throws IllegalArgumentException if their numbers differ or a label has no class
   */
  public LabelledSequences {
    sequences = List.copyOf(sequences);
    labels = labels.clone();
    classNames = List.copyOf(classNames);
    if (labels.length != sequences.size()) {
      throw new IllegalArgumentException(
          "there are "
              + CountText.of(sequences.size(), "sequence")
              + " and "
              + CountText.of(labels.length, "label"));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classNames.size()) {
        throw new IllegalArgumentException(
            "sequence "
                + sequences.get(i).name()
                + " has the label "
                + labels[i]
                + ", but there are "
                + classNames.size()
                + " classes");
      }
    }
  }

  /**
   * Windows of a coding/non-coding set with their classes.
   *
   * @param windows the windows
   * @return their sequences, labelled CDN or LNSD
   */
  public static LabelledSequences of(List<CodingWindow> windows) {
    return new LabelledSequences(
        windows.stream().map(CodingWindow::sequence).toList(),
        windows.stream().mapToInt(CodingWindow::label).toArray(),
        HumanCodingSet.classNames());
  }

  /** How many there are. */
  public int size() {
    return sequences.size();
  }

  /** The class of each, {@code [n]}; a copy. */
  @Override
  public int[] labels() {
    return labels.clone();
  }

  /**
   * Some of each class, for trials that must be short: a random draw, since sets are in the order
   * of chromosomes and places.
   *
   * @param perClass how many to keep of each class, at least 1
   * @param seeds decides which; the same base draws the same
   * @return at most {@code perClass} of each, in their order; all of a class that has no more
   * @throws IllegalArgumentException if the number is below 1
   */
  public LabelledSequences someOfEachClass(int perClass, Seeds seeds) {
    requireSome(perClass);
    int[] chosen =
        IntStream.range(0, classNames.size())
            .flatMap(
                label -> {
                  int[] members =
                      IntStream.range(0, size()).filter(i -> labels[i] == label).toArray();
                  int[] order =
                      seeds.permutation(
                          members.length, "windows of " + classNames.get(label) + " to keep");
                  return Arrays.stream(order).limit(perClass).map(i -> members[i]);
                })
            .sorted()
            .toArray();
    return at(chosen);
  }

  private static void requireSome(int perClass) {
    if (perClass < 1) {
      throw new IllegalArgumentException("keep at least 1 sequence of each class, not " + perClass);
    }
  }

  private LabelledSequences at(int[] chosen) {
    return new LabelledSequences(
        Arrays.stream(chosen).mapToObj(sequences::get).toList(),
        Arrays.stream(chosen).map(i -> labels[i]).toArray(),
        classNames);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelledSequences that
        && sequences.equals(that.sequences)
        && Arrays.equals(labels, that.labels)
        && classNames.equals(that.classNames);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sequences, Arrays.hashCode(labels), classNames);
  }

  @Override
  public String toString() {
    return CountText.of(size(), "sequence") + " of the classes " + classNames;
  }
}
