package org.helixbook.engine;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What {@link NumericBackend#check()} found.
 *
 * @param findings one a topic
 */
public record BackendReport(List<Finding> findings) {

  /**
   * One finding.
   *
   * @param good false if it makes the kit slow or wrong
   * @param topic what it is about
   * @param text what was found
   * @param mend what to do about it; empty if it is good
   */
  public record Finding(boolean good, String topic, String text, String mend) {}

  /** Copies the list. */
  public BackendReport {
    findings = List.copyOf(findings);
  }

  /** True if nothing makes the kit slow or wrong. */
  public boolean good() {
    return findings.stream().allMatch(Finding::good);
  }

  /** The same with one more finding. */
  public BackendReport with(Finding other) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(other);
    return new BackendReport(all);
  }

  /**
   * A row a finding: {@code state} (ok, look), {@code what}, {@code finding}, {@code to mend it}.
   */
  public Table table() {
    return Table.create(
        "This machine",
        StringColumn.create("state", findings.stream().map(one -> one.good() ? "ok" : "look")),
        StringColumn.create("what", findings.stream().map(Finding::topic)),
        StringColumn.create("finding", findings.stream().map(Finding::text)),
        StringColumn.create("to mend it", findings.stream().map(Finding::mend)));
  }

  /** The findings as lines for a reader, the verdict first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("fast and right path: ").append(good() ? "yes" : "NO");
    for (Finding finding : findings) {
      text.append(System.lineSeparator())
          .append(finding.good() ? "  ok  " : "  !!  ")
          .append(finding.topic())
          .append(": ")
          .append(finding.text());
      if (!finding.mend().isEmpty()) {
        text.append(System.lineSeparator()).append("        to mend it: ").append(finding.mend());
      }
    }
    return text.toString();
  }
}
