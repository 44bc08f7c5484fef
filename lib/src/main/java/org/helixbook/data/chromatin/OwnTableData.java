package org.helixbook.data.chromatin;

import java.nio.file.Path;
import java.util.List;
import org.helixbook.data.SequenceTable;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Seeds;

/** A reader's own sequences with their labels, see {@link SequenceTable}. */
final class OwnTableData {
  private OwnTableData() {}

  /**
   * Reads and splits.
   *
   * @param split random: as if the table had no split
   * @param splitter the sizes of the sides of a random split
   * @throws InputProblem naming the line that is wrong, or a side without a row
   */
  static ChromatinData read(Path file, WindowSplit split, WindowSplitter splitter, Seeds seeds) {
    SequenceTable table = SequenceTable.read(file);
    MultiLabelWindowsBuilder builder = MultiLabelWindows.builder(table.length(), table.labels());
    for (SequenceTable.Row row : table.rows()) {
      builder.add(BaseIds.of(row.sequence().bases()), row.positive()).lacks(row.unknown());
    }
    MultiLabelWindows all = builder.build();
    String name = file.getFileName().toString();
    if (split == WindowSplit.RANDOM || !table.isSplit()) {
      return WindowSplitter.apply(
          name,
          WindowSplit.RANDOM,
          all,
          splitter.random(all, seeds),
          List.of(
              "Its rows were split at random, each for itself: where rows overlap or are relatives,"
                  + " name a side for each in a column split."));
    }
    Side[] sides =
        table.rows().stream().map(row -> side(row.part().orElseThrow())).toArray(Side[]::new);
    for (Side side : Side.values()) {
      if (List.of(sides).stream().noneMatch(one -> one == side)) {
        throw new InputProblem(
            file.toString(),
            "no row of its column split is for " + side.label(),
            "give training, validation and test rows, or leave the column out");
      }
    }
    return WindowSplitter.apply(name, "as given", all, sides, List.of());
  }

  private static Side side(SequenceTable.Part part) {
    return switch (part) {
      case TRAINING -> Side.TRAIN;
      case VALIDATION -> Side.VALIDATION;
      case TEST -> Side.TEST;
    };
  }
}
