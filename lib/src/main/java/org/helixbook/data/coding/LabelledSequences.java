package org.helixbook.data.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * Sequences with their classes, in order.
 *
 * @param sequences the sequences, {@code [n]}
 * @param labels the class of each, {@code [n]}, indices into {@code classNames}; copied on the way
 *     in and out
 * @param classNames the classes in label order
 * @param origin where they can be had again; empty if code of one's own chose them. Two sets that
 *     differ in it alone are equal
 */
public record LabelledSequences(
    List<DnaSequence> sequences,
    int[] labels,
    List<String> classNames,
    Optional<CodingSource.Part> origin) {

  /** Sequences that code of one's own chose. */
  public LabelledSequences(List<DnaSequence> sequences, int[] labels, List<String> classNames) {
    this(sequences, labels, classNames, Optional.empty());
  }

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
    if (perClass < 1) {
      throw new IllegalArgumentException("keep at least 1 sequence of each class, not " + perClass);
    }
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
    return chosen.length == size()
        ? this
        : at(chosen).from(origin.flatMap(part -> part.keeping(true, perClass, seeds.base())));
  }

  /** The same sequences with another origin. */
  LabelledSequences from(Optional<CodingSource.Part> other) {
    return new LabelledSequences(sequences, labels, classNames, other);
  }

  /**
   * Some of each class at equal distances, for sets in the order of the genome, whose first windows
   * would be of one chromosome.
   *
   * @param perClass how many to keep of each class at most
   * @return them, class by class
   */
  public LabelledSequences spreadOfEachClass(int perClass) {
    return at(
        IntStream.range(0, classNames.size())
            .flatMap(
                label -> {
                  int[] own = IntStream.range(0, size()).filter(i -> labels[i] == label).toArray();
                  int kept = Math.min(perClass, own.length);
                  return IntStream.range(0, kept)
                      .map(i -> own[(int) ((long) i * own.length / kept)]);
                })
            .toArray());
  }

  /**
   * The places of sequences of two classes whose GC contents are matched, so that GC content tells
   * nothing about the class: in each bin as many of either class, as many as there are of the
   * rarer.
   *
   * @param binWidth GC contents in the same bin of this width count as equal; in (0, 1]
   * @param seeds draws which are left out
   * @return for {@link #at}, ascending; may be empty
   * @throws IllegalArgumentException if the width is not in (0, 1]
   */
  public int[] gcMatched(double binWidth, Seeds seeds) {
    if (!(binWidth > 0 && binWidth <= 1)) {
      throw new IllegalArgumentException("a bin of GC content of width " + binWidth);
    }
    Map<Integer, List<List<Integer>>> bins = new TreeMap<>();
    for (int place : seeds.permutation(size(), "GC matching")) {
      int bin = (int) Math.floor(sequences.get(place).gcContent() / binWidth + 1e-9);
      bins.computeIfAbsent(bin, key -> List.of(new ArrayList<>(), new ArrayList<>()))
          .get(labels[place])
          .add(place);
    }
    return bins.values().stream()
        .flatMap(
            bin -> {
              int both = Math.min(bin.get(0).size(), bin.get(1).size());
              return bin.stream().flatMap(own -> own.stream().limit(both));
            })
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /**
   * The same with another set's sequences in the place of one class.
   *
   * @param label the class
   * @param other a set whose class of this number takes its place
   * @return the other class's sequences, then those of the other set
   */
  public LabelledSequences withClass(int label, LabelledSequences other) {
    List<DnaSequence> joined = new ArrayList<>();
    List<Integer> joinedLabels = new ArrayList<>();
    for (LabelledSequences from : List.of(this, other)) {
      for (int i = 0; i < from.size(); i++) {
        if ((from.labels[i] == label) == (from == other)) {
          joined.add(from.sequences.get(i));
          joinedLabels.add(from.labels[i]);
        }
      }
    }
    int[] all = joinedLabels.stream().mapToInt(Integer::intValue).toArray();
    return new LabelledSequences(joined, all, classNames);
  }

  /** The sequences at some places, in the order given. */
  public LabelledSequences at(int... places) {
    return new LabelledSequences(
        Arrays.stream(places).mapToObj(sequences::get).toList(),
        Arrays.stream(places).map(i -> labels[i]).toArray(),
        classNames);
  }

  /**
   * The same sequences, shorter: the middle of each, whole codons from its start, so that a coding
   * window stays in frame.
   *
   * @param length in nt, a multiple of 3
   * @return as many sequences with the same names and labels
   * @throws InputProblem if the length is no multiple of 3, or a sequence is shorter
   */
  public LabelledSequences cutTo(int length) {
    if (length < 3 || length % 3 != 0) {
      throw new InputProblem(
          "window length", "it is " + length + " nt", "use a multiple of 3, to keep whole codons");
    }
    return new LabelledSequences(
        sequences.stream().map(window -> middle(window, length)).toList(),
        labels,
        classNames,
        origin.map(part -> part.cutTo(length)));
  }

  private static DnaSequence middle(DnaSequence window, int length) {
    if (window.length() < length) {
      throw new InputProblem(
          "window " + window.name(),
          "it has " + window.length() + " nt and not " + length,
          "ask for shorter windows");
    }
    int start = (window.length() - length) / 6 * 3;
    return DnaSequence.of(window.name(), window.bases().substring(start, start + length));
  }

  /** How many there are of each class, {@code [classNames]}. */
  public int[] sizes() {
    int[] sizes = new int[classNames.size()];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
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
