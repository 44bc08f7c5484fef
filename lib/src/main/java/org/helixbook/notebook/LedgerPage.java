package org.helixbook.notebook;

import static org.helixbook.plot.HtmlText.escape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.LedgerEntry;
import org.helixbook.claims.Paper;
import org.helixbook.claims.ReadersData;
import org.helixbook.plot.HtmlFragment;

/**
 * The ledger as a reader sees it: an entry a row, with the paper's figure, ours, the verdict, and
 * why. One small link a row leads to the place where a notebook recorded the number.
 */
final class LedgerPage {
  // The class is named twice so that it outweighs what a notebook's page says of tables.
  private static final String STYLE =
      """
<style>
.hb-ledger { border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.35; background: #fff; color: #111; }
.hb-ledger.hb-ledger th, .hb-ledger.hb-ledger td { text-align: left; vertical-align: top; padding: .3rem .5rem; \
border-bottom: 1px solid #ccc; white-space: normal; }
.hb-ledger.hb-ledger td:nth-child(1) { width: 22%; } .hb-ledger.hb-ledger td:nth-child(2) { width: 10%; }
.hb-ledger.hb-ledger td:nth-child(3) { width: 17%; } .hb-ledger.hb-ledger td:nth-child(4) { width: 12%; }
.hb-ledger.hb-ledger td:nth-child(6) { width: 13%; }
.hb-ledger summary { cursor: pointer; color: #444; }
.hb-verdict { display: inline-block; padding: 0 .4rem; border: 1px solid; border-radius: .25rem; }
.hb-small { font-size: .9em; color: #444; }
@media print { .hb-ledger { font-size: 7pt; } .hb-ledger.hb-ledger td { padding: .15rem .3rem; } .hb-ledger details { display: none; } }
"""
          + VerdictLook.style()
          + "</style>\n";

  // Without script the bar stays hidden and every row is there.
  private static final String FILTER =
      """
<script>
(() => {
  const bar = document.getElementById("hb-filter");
  const rows = [...document.querySelectorAll("#hb-ledger tr[data-paper]")];
  const chosen = name => bar.querySelector(`select[name=${name}]`).value;
  const sift = () => {
    let left = 0;
    for (const row of rows) {
      row.hidden = ["paper", "verdict"].some(name => chosen(name) && row.dataset[name] !== chosen(name));
      left += row.hidden ? 0 : 1;
    }
    bar.querySelector("output").textContent = `${left} of ${rows.length} rows`;
  };
  bar.hidden = false;
  bar.addEventListener("change", sift);
  sift();
})();
</script>
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

  /** All entries, to be filtered by paper and verdict: a part of the report's first page. */
  String report() {
    return "<h2 id=\"ledger\">The ledger</h2>\n<p class=\"hb-small\">The rules were fixed before"
        + " the ledger judged anything; those that were made stricter later say so. A verdict belongs to one data set and one profile. The link"
        + " of a row leads to the cell that recorded its number.</p>\n"
        + STYLE
        + filter()
        + "<div id=\"hb-ledger\">\n"
        + tables()
        + "</div>\n"
        + FILTER;
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

  private String filter() {
    StringBuilder html = new StringBuilder("<p id=\"hb-filter\" hidden>");
    html.append(select("paper", "all papers", ledger.papers().stream().map(Paper::name).toList()));
    List<String> verdicts = new ArrayList<>();
    ledger
        .counts()
        .forEach(
            (verdict, count) -> {
              if (count > 0) {
                verdicts.add(verdict.label());
              }
            });
    html.append(select("verdict", "all verdicts", verdicts));
    return html.append("<output></output></p>\n").toString();
  }

  private static String select(String name, String all, List<String> values) {
    StringBuilder html = new StringBuilder();
    html.append("<label>").append(name).append(" <select name=\"").append(name).append("\">");
    html.append("<option value=\"\">").append(all).append("</option>");
    for (String value : values) {
      html.append("<option>").append(escape(value)).append("</option>");
    }
    return html.append("</select></label> ").toString();
  }

  private String tables() {
    StringBuilder html = new StringBuilder();
    for (Paper paper : ledger.papers()) {
      html.append("<h3>").append(escape(paper.name() + ": " + paper.title())).append("</h3>\n");
      html.append("<div style=\"overflow-x:auto\"><table class=\"hb-ledger\"><thead><tr>");
      for (String header :
          List.of("Claim", "Paper", "Here", "Verdict", "Why", "Data set, profile")) {
        html.append("<th scope=\"col\">").append(header).append("</th>");
      }
      html.append("</tr></thead><tbody>\n");
      Set<String> named = new HashSet<>();
      Set<String> printed = new HashSet<>();
      for (LedgerEntry entry : ledger.of(paper.name()).entries()) {
        // What is printed says nothing of a number on a reader's own data.
        boolean besides = !ReadersData.is(entry.dataset()) && printed.add(entry.id());
        html.append(row(entry, named.add(entry.id()), besides ? entry.published() : ""));
      }
      html.append("</tbody></table></div>\n");
    }
    return html.toString();
  }

  /** A row; of a claim with several its text stands in the first one. */
  private String row(LedgerEntry entry, boolean first, String published) {
    String id =
        "<strong title=\"" + escape(entry.text()) + "\">" + escape(entry.id()) + "</strong>";
    return "<tr data-paper=\""
        + escape(entry.paper())
        + "\" data-verdict=\""
        + escape(entry.verdict().label())
        + "\"><td>"
        + String.join(
            "</td><td>",
            id + escape((first ? " " + entry.text() : "") + reading(entry)),
            escape(published),
            entry.leading().map(figure -> escape(figure.line())).orElse("not run"),
            VerdictLook.badge(entry.verdict()),
            why(entry, first),
            escape(place(entry))
                + (entry.replication()
                    ? " <span class=\"hb-small\">(a replication on other data)</span>"
                    : "")
                + link(entry))
        + "</td></tr>\n";
  }

  private String link(LedgerEntry entry) {
    return entry
        .leading()
        .map(LedgerEntry.Figure::link)
        .filter(link -> !link.isEmpty())
        .map(link -> " <a class=\"hb-small\" href=\"" + escape(base + link) + "\">cell</a>")
        .orElse("");
  }

  private static String claim(LedgerEntry entry) {
    return entry.id() + " " + entry.text() + reading(entry);
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

  private static String why(LedgerEntry entry, boolean first) {
    return escape(entry.reason())
        + entry.remarks().stream()
            .filter(remark -> first)
            .map(remark -> "<br>The paper: " + escape(remark) + ".")
            .collect(Collectors.joining())
        + "<details><summary>the rule"
        + (entry.measurements().size() > 1
            ? String.format(Locale.ROOT, ", and all %d numbers", entry.measurements().size())
            : "")
        + "</summary><em>"
        + escape(entry.rule())
        + "</em>"
        + entry.measurements().stream()
            .map(figure -> "<br>" + escape(figure.line()))
            .collect(Collectors.joining())
        + "</details>";
  }
}
