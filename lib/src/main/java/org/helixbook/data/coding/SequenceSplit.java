package org.helixbook.data.coding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
