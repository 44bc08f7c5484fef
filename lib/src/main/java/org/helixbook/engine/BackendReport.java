package org.helixbook.engine;

import java.util.List;

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
