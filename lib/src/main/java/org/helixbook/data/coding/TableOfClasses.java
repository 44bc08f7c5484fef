package org.helixbook.data.coding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.helixbook.data.SequenceTable;
import org.helixbook.dna.DnaSequence;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/**
 * A table of sequences with one label: 1 is coding, 0 is not, and rows where it is not known are
 * left out and counted.
 *
 * @param table with a split or without one; validation rows are left out and counted
 * @param split {@link SplitName#RANDOM}: as if the table had no split
 * @param testShare of the rows of a class, for a table without a split
 * @param fold what is held out of the training rows in the place of the test rows
 * @param seeds draws the split and what is kept
 */
record TableOfClasses(
    SequenceTable table, SplitName split, double testShare, CodingSource.Fold fold, Seeds seeds) {

  /** Refuses a table with several labels. */
  TableOfClasses {
    if (table.labels().size() != 1) {
      throw new InputProblem(
          table.file() + ", line 1",
          "it names several labels: " + String.join(", ", table.labels()),
          "keep one of these columns");
    }
  }

  /**
   * The rows, coding ones first.
   *
   * @param trainPerClass how many training rows to keep of each class at most
   * @param testPerClass how many test rows
   * @throws InputProblem if a class has none on a side
   */
  SequenceSplit read(int trainPerClass, int testPerClass) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(
        "rows whose label is not known, left out",
        table.rows().stream().filter(row -> row.unknown().get(0)).count());
    return SequenceSplit.ofClasses(name -> draw(name, counts), trainPerClass, testPerClass, counts);
  }

  private RandomSplit<DnaSequence> draw(String name, Map<String, Long> counts) {
    boolean coding = name.equals(CodingSource.CLASSES.get(0));
    List<SequenceTable.Row> rows =
        table.rows().stream()
            .filter(row -> !row.unknown().get(0) && row.positive().get(0) == coding)
            .toList();
    counts.put(name + ": rows", (long) rows.size());
    String purpose = "split of the rows of class " + name;
    RandomSplit<DnaSequence> drawn;
    if (table.isSplit() && split != SplitName.RANDOM) {
      List<DnaSequence> train = of(rows, SequenceTable.Part.TRAINING, purpose);
      List<DnaSequence> test = of(rows, SequenceTable.Part.TEST, purpose);
      counts.put(
          name + ": validation rows, left out", (long) rows.size() - train.size() - test.size());
      drawn = new RandomSplit<>(train, test);
    } else {
      List<DnaSequence> all = rows.stream().map(SequenceTable.Row::sequence).toList();
      drawn =
          all.size() < 2
              ? new RandomSplit<>(all, List.of())
              : RandomSplit.of(all, testShare, seeds, purpose);
    }
    if (drawn.train().isEmpty() || drawn.test().isEmpty()) {
      throw new InputProblem(
          table.file().toString(),
          "of its "
              + CountText.of(rows.size(), "row")
              + " with label "
              + (coding ? 1 : 0)
              + " none is for "
              + (drawn.train().isEmpty() ? "training" : "test"),
          "give rows of both labels for training and for test");
    }
    return fold.of(drawn, seeds, purpose);
  }

  /** In a random order, of which a limit keeps the first. */
  private List<DnaSequence> of(
      List<SequenceTable.Row> rows, SequenceTable.Part part, String purpose) {
    List<DnaSequence> some =
        rows.stream()
            .filter(row -> row.part().orElseThrow() == part)
            .map(SequenceTable.Row::sequence)
            .toList();
    int[] order = seeds.permutation(some.size(), purpose + ", " + part);
    return IntStream.of(order).mapToObj(some::get).toList();
  }
}
