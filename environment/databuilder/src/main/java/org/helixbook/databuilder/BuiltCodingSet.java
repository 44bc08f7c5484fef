package org.helixbook.databuilder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.helixbook.data.coding.BuildReport;
import org.helixbook.data.coding.CodingWindow;
import org.helixbook.data.coding.CodingWindowTable;
import org.helixbook.storage.Digest;

/**
 * A finished coding/non-coding set.
 *
 * @param windows its windows by class, chromosome and place
 * @param table the table of them, not compressed
 * @param report how it came about
 */
record BuiltCodingSet(List<CodingWindow> windows, byte[] table, BuildReport report) {

  /**
   * Writes the table and the report.
   *
   * @param name the set's name
   * @param inputs what the report says of the files that went in
   * @param rules the rules in words
   * @param tally what was counted on the way
   */
  static BuiltCodingSet of(
      String name,
      List<BuildReport.Input> inputs,
      List<BuildReport.Rule> rules,
      Tally tally,
      List<CodingWindow> windows) {
    byte[] table = CodingWindowTable.write(windows);
    return new BuiltCodingSet(
        windows, table, new BuildReport(name, inputs, rules, tally.counts(), Digest.sha256(table)));
  }

  /** The table, compressed, and the report as the files that are embedded. */
  Recipe.Built built() throws IOException {
    return new Recipe.Built(
        Map.of(
            report.name() + ".tsv.bz2", CodingWindowTable.compress(table),
            report.name() + ".report.json", report.toJson()),
        report.counts(),
        windows);
  }
}
