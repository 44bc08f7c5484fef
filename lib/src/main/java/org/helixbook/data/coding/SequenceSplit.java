package org.helixbook.data.coding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.helixbook.dna.DnaSequence;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The windows of a training and of a test set.
 *
 * @param train what to learn from
 * @param test what to measure on
 * @param counts what was counted while they were made, in order, what was left out included
 */
public record SequenceSplit(
    LabelledSequences train, LabelledSequences test, Map<String, Long> counts) {

  /** Two sets, with how many windows each has as the only counts. */
  public static SequenceSplit of(LabelledSequences train, LabelledSequences test) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("training windows", (long) train.size());
    counts.put("test windows", (long) test.size());
    return new SequenceSplit(train, test, counts);
  }

  /**
   * Two sets of the classes {@link CodingSource#CLASSES}, class by class.
   *
   * @param ofClass the training and test windows of a class, in the order in which a limit keeps
   *     them; it may count into {@code counts}
   * @param trainPerClass how many training windows to keep of each class at most
   * @param testPerClass how many test windows
   * @param counts to which the numbers of windows are added
   */
  static SequenceSplit ofClasses(
      Function<String, RandomSplit<DnaSequence>> ofClass,
      int trainPerClass,
      int testPerClass,
      Map<String, Long> counts) {
    List<DnaSequence> train = new ArrayList<>();
    List<DnaSequence> test = new ArrayList<>();
    int codingTrain = 0;
    int codingTest = 0;
    for (String name : CodingSource.CLASSES) {
      boolean first = train.isEmpty();
      RandomSplit<DnaSequence> all = ofClass.apply(name);
      RandomSplit<DnaSequence> drawn = all.atMost(trainPerClass, testPerClass);
      counts.put(
          name + ": windows beyond the limit, left out",
          (long) all.beyond(trainPerClass, testPerClass));
      train.addAll(drawn.train());
      test.addAll(drawn.test());
      codingTrain = first ? drawn.train().size() : codingTrain;
      codingTest = first ? drawn.test().size() : codingTest;
    }
    Set<String> seen = new HashSet<>();
    train.forEach(sequence -> seen.add(sequence.bases()));
    counts.put("training windows", (long) train.size());
    counts.put("test windows", (long) test.size());
    counts.put(
        "test windows whose very sequence is a training window too",
        test.stream().filter(sequence -> seen.contains(sequence.bases())).count());
    return new SequenceSplit(labelled(train, codingTrain), labelled(test, codingTest), counts);
  }

  private static LabelledSequences labelled(List<DnaSequence> sequences, int codingOnes) {
    int[] labels = new int[sequences.size()];
    Arrays.fill(labels, codingOnes, labels.length, 1);
    return new LabelledSequences(sequences, labels, CodingSource.CLASSES);
  }

  /** How many windows of each class there are: {@code class}, {@code train} and {@code test}. */
  public Table sizes(String name) {
    return Table.create(
        name,
        StringColumn.create("class", train.classNames()),
        IntColumn.create("train", train.sizes()),
        IntColumn.create("test", test.sizes()));
  }

  /** The counts: {@code what} and {@code number}. */
  public Table countTable(String name) {
    return countTable(name, counts);
  }

  /** Any counts: {@code what} and {@code number}. */
  public static Table countTable(String name, Map<String, Long> counts) {
    return Table.create(
        name,
        StringColumn.create("what", List.copyOf(counts.keySet())),
        LongColumn.create("number", counts.values().stream().mapToLong(Long::longValue).toArray()));
  }

  /** Copies the counts. */
  public SequenceSplit {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
