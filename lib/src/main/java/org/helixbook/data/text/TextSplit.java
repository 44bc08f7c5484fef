package org.helixbook.data.text;

import java.util.List;
import java.util.Objects;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A text to learn from and one that is only ever scored.
 *
 * @param train to learn from
 * @param heldOut never learned from
 */
public record TextSplit(CharacterText train, CharacterText heldOut) {

  /** Checks that both are there. */
  public TextSplit {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(heldOut, "heldOut");
  }

  /**
   * Several texts, a row each: {@code text}, {@code learned from} and {@code held out} in letters,
   * the share of each letter in the part learned from, and how that begins.
   */
  public static Table table(List<TextSplit> texts) {
    StringColumn name = StringColumn.create("text");
    IntColumn learned = IntColumn.create("learned from");
    IntColumn heldOut = IntColumn.create("held out");
    StringColumn begins = StringColumn.create("begins with");
    Table table = Table.create("Texts", name, learned, heldOut);
    for (String letter : List.of("A", "C", "G", "T")) {
      table.addColumns(DoubleColumn.create(letter));
    }
    table.addColumns(begins);
    for (TextSplit text : texts) {
      name.append(text.train().name());
      learned.append(text.train().length());
      heldOut.append(text.heldOut().length());
      double[] shares = text.train().shares();
      for (int letter = 0; letter < shares.length; letter++) {
        table.doubleColumn(3 + letter).append(shares[letter]);
      }
      begins.append(text.train().letters(0, Math.min(24, text.train().length())));
    }
    return table;
  }
}
