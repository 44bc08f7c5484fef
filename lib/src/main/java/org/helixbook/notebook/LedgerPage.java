package org.helixbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.LedgerEntry;
import org.helixbook.claims.Paper;
import org.helixbook.claims.Verdict;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.HtmlText;

/**
 * The ledger as a reader sees it: the paper's figure, ours, the verdict, and why. Each number is a
 * link to the place where a notebook recorded it.
 */
final class LedgerPage {
  // The class is named twice so that it outweighs what a notebook's page says of tables.
  private static final String STYLE =
      """
<style>
.hb-ledger { border-collapse: collapse; width: 100%; font-size: .88rem; background: #fff; color: #111; }
.hb-ledger.hb-ledger th, .hb-ledger.hb-ledger td { text-align: left; vertical-align: top; padding: .4rem .6rem; \
border-bottom: 1px solid #ccc; white-space: normal; }
.hb-ledger.hb-ledger td:nth-child(1) { width: 24%; } .hb-ledger.hb-ledger td:nth-child(3) { width: 27%; }
.hb-ledger summary { cursor: pointer; }
.hb-verdict { display: inline-block; padding: .05rem .45rem; border: 1px solid; border-radius: .25rem; }
.hb-reproduced { color: #0b5d2e; background: #e3f4e8; } .hb-not-reproduced { color: #8a1c00; background: #fbe6df; }
.hb-contradicted { color: #5b2a86; background: #efe6f7; } .hb-not-testable { color: #444; background: #eee; }
.hb-not-run { color: #444; background: #fff; } .hb-undecided { color: #6b4a00; background: #fbf1d3; }
.hb-by-design { color: #444; background: #f4f4f4; } .hb-finding { color: #0b4a7a; background: #e3effa; }
.hb-small { font-size: .94em; color: #444; }
</style>
""";

  private final Ledger ledger;
  private final String base;

  /**
   * Makes it.
   *
   * @param ledger the entries
   * @param base what leads from the page that shows it to the report folder, such as {@code ../};
   *     empty if the page lies in that folder
   */
  LedgerPage(Ledger ledger, String base) {
    this.ledger = ledger;
    this.base = base;
  }

  /** Main findings and all entries: a part of the report's first page. */
  String report() {
    return STYLE
        + "<h2>Main findings</h2>\n"
        + findings()
        + "<h2>The ledger</h2>\n<p class=\"hb-small\">The rules were fixed before the ledger judged"
        + " anything. A verdict belongs to one data set and one profile. Each number leads to the"
        + " cell that recorded it.</p>\n"
        + tables();
  }

  /** All entries, paper by paper. */
  HtmlFragment entries() {
    return new HtmlFragment(
        STYLE + tables(),
        ledger.entries().stream().map(LedgerPage::plain).collect(Collectors.joining("\n")));
  }

  private static String plain(LedgerEntry entry) {
    return claim(entry)
        + ": "
        + entry.measurements().stream()
            .limit(2)
            .map(LedgerEntry.Figure::line)
            .collect(Collectors.joining("; ", "", "; "))
        + entry.verdict().label()
        + (entry.dataset().isEmpty() ? "" : " (" + place(entry) + ")");
  }

  private String findings() {
    StringBuilder html = new StringBuilder();
    for (Paper paper : ledger.papers()) {
      List<String> verdicts = new ArrayList<>();
      for (Verdict verdict : Verdict.values()) {
        Set<String> ids = new LinkedHashSet<>();
        ledger.of(paper.name()).entries().stream()
            .filter(entry -> entry.verdict() == verdict)
            .forEach(entry -> ids.add(entry.id()));
        if (!ids.isEmpty()) {
          verdicts.add(badge(verdict) + " " + escape(String.join(", ", ids)));
        }
      }
      html.append("<p><strong>").append(escape(paper.name())).append(":</strong> ");
      html.append(String.join("; ", verdicts)).append(".</p>\n");
    }
    List<LedgerEntry> shown = ledger.findings();
    if (!shown.isEmpty()) {
      html.append(head("Claim", "Paper", "Here", "Verdict"));
      for (LedgerEntry entry : shown) {
        boolean several =
            shown.stream()
                    .filter(other -> other.id().equals(entry.id()))
                    .map(LedgerEntry::dataset)
                    .distinct()
                    .count()
                > 1;
        html.append(
            row(
                claimCell(entry) + (several ? " [" + escape(entry.dataset()) + "]" : ""),
                escape(entry.published()),
                numbers(entry, 3),
                badge(entry.verdict())));
      }
      html.append("</tbody></table></div>\n");
    }
    return html.toString();
  }

  private String tables() {
    StringBuilder html = new StringBuilder();
    for (Paper paper : ledger.papers()) {
      html.append("<h3>").append(escape(paper.name() + ": " + paper.title())).append("</h3>\n");
      html.append(head("Claim", "Paper", "Here", "Verdict", "Data set, profile"));
      for (LedgerEntry entry : ledger.of(paper.name()).entries()) {
        html.append(
            row(
                claimCell(entry),
                escape(entry.published()),
                numbers(entry, Integer.MAX_VALUE),
                badge(entry.verdict()) + why(entry),
                escape(place(entry))
                    + (entry.replication()
                        ? "<br><span class=\"hb-small\">a replication on other data</span>"
                        : "")));
      }
      html.append("</tbody></table></div>\n");
    }
    return html.toString();
  }

  private static String head(String... headers) {
    StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
    html.append("<table class=\"hb-ledger\"><thead><tr>");
    for (String header : headers) {
      html.append("<th scope=\"col\">").append(header).append("</th>");
    }
    return html.append("</tr></thead><tbody>\n").toString();
  }

  private static String row(String... cells) {
    return "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>\n";
  }

  private static String claim(LedgerEntry entry) {
    return entry.id() + " " + entry.text() + reading(entry);
  }

  private static String claimCell(LedgerEntry entry) {
    return "<strong>" + escape(entry.id()) + "</strong> " + escape(entry.text() + reading(entry));
  }

  private static String reading(LedgerEntry entry) {
    return (entry.part().isEmpty() ? "" : " [" + entry.part() + "]")
        + (entry.variant().isEmpty() ? "" : " [" + entry.variant() + "]");
  }

  private static String place(LedgerEntry entry) {
    if (entry.measurements().isEmpty()) {
      return "-";
    }
    return entry.dataset().isEmpty() ? entry.profile() : entry.dataset() + ", " + entry.profile();
  }

  private static String why(LedgerEntry entry) {
    return "<details><summary>why</summary>"
        + escape(entry.reason())
        + entry.remarks().stream()
            .map(remark -> "<br>The paper: " + escape(remark) + ".")
            .collect(Collectors.joining())
        + "<br><em>"
        + escape(entry.rule())
        + "</em></details>";
  }

  private String numbers(LedgerEntry entry, int most) {
    if (entry.measurements().isEmpty()) {
      return "not run";
    }
    return entry.measurements().stream()
        .limit(most)
        .map(
            figure ->
                figure.link().isEmpty()
                    ? escape(figure.line())
                    : "<a href=\""
                        + escape(base + figure.link())
                        + "\">"
                        + escape(figure.line())
                        + "</a>")
        .collect(Collectors.joining("<br>"));
  }

  /** A verdict with a sign before it, so that it is told apart without colour. */
  private static String badge(Verdict verdict) {
    String[] look =
        switch (verdict) {
          case REPRODUCED -> new String[] {"reproduced", "&#10003;"};
          case NOT_REPRODUCED -> new String[] {"not-reproduced", "&#10007;"};
          case UNDECIDED -> new String[] {"undecided", "&#177;"};
          case BY_DESIGN -> new String[] {"by-design", "="};
          case FINDING -> new String[] {"finding", "&#9656;"};
          case CONTRADICTED -> new String[] {"contradicted", "&#8800;"};
          case NOT_TESTABLE -> new String[] {"not-testable", "?"};
          case NOT_RUN -> new String[] {"not-run", "&#8211;"};
        };
    return "<span class=\"hb-verdict hb-"
        + look[0]
        + "\">"
        + look[1]
        + " "
        + escape(verdict.label())
        + "</span>";
  }

  private static String escape(String text) {
    return HtmlText.escape(text);
  }
}
