package org.helixbook.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;

/** The ledger as a reader sees it: the paper's figure, ours, the verdict, and why. */
public final class LedgerTable {
  private static final String CELL =
      "padding:5px 9px;border-bottom:1px solid #ddd;color:#111;text-align:left;vertical-align:top;";

  private LedgerTable() {}

  /**
   * A table of entries; each number is a link to the cell that computed it.
   *
   * @param caption its title
   * @param ledger the entries
   * @param base what leads from the page that shows the table to the report folder, such as {@code
   *     ../}; empty if it lies in that folder
   * @return the table
   */
  public static HtmlFragment of(String caption, Ledger ledger, String base) {
    StringBuilder html = new StringBuilder();
    html.append("<table style=\"border-collapse:collapse;background:#fff;margin:6px 0\">")
        .append("<caption style=\"text-align:left;font-weight:bold;padding:4px 0;color:#111\">")
        .append(escape(caption))
        .append("</caption><thead><tr>");
    for (String header : List.of("Claim", "Paper", "Here", "Verdict", "Data set, profile", "Why")) {
      html.append("<th scope=\"col\" style=\"")
          .append(CELL)
          .append("border-bottom:2px solid #444\">")
          .append(header)
          .append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (LedgerEntry entry : ledger.entries()) {
      html.append("<tr>")
          .append(cell("<b>" + escape(entry.id()) + "</b> " + escape(claim(entry))))
          .append(cell(escape(paper(entry))))
          .append(cell(numbers(entry, base)))
          .append(cell(badge(entry.verdict())))
          .append(cell(escape(place(entry))))
          .append(cell(escape(why(entry))))
          .append("</tr>");
    }
    html.append("</tbody></table>");
    return new HtmlFragment(html.toString(), plain(caption, ledger));
  }

  private static String plain(String caption, Ledger ledger) {
    List<List<String>> rows = new ArrayList<>();
    for (LedgerEntry entry : ledger.entries()) {
      rows.add(
          List.of(
              entry.id() + (entry.part().isEmpty() ? "" : ", " + entry.part()),
              paper(entry),
              String.join(
                  "; ", entry.measurements().stream().limit(2).map(LedgerTable::number).toList()),
              entry.verdict().label(),
              place(entry)));
    }
    return HtmlTable.of(
            caption, List.of("claim", "paper", "here", "verdict", "data set, profile"), rows)
        .toString();
  }

  /**
   * How many entries of each paper have each verdict.
   *
   * @param ledger the entries
   * @return the table
   */
  public static HtmlTable counts(Ledger ledger) {
    List<String> headers = new ArrayList<>(List.of("paper"));
    for (Verdict verdict : Verdict.values()) {
      headers.add(verdict.label());
    }
    List<List<String>> rows = new ArrayList<>();
    for (String paper : List.of("Paper 1", "Paper 2")) {
      List<String> row = new ArrayList<>(List.of(paper));
      Map<Verdict, Integer> counts = ledger.of(paper).counts();
      for (Verdict verdict : Verdict.values()) {
        row.add(String.valueOf(counts.get(verdict)));
      }
      rows.add(row);
    }
    return HtmlTable.of(
        "Entries by verdict (a claim has one for each part, data set, variant and profile)",
        headers,
        rows);
  }

  /**
   * How each claim is judged.
   *
   * @param catalogue the claims
   * @return one row a claim
   */
  public static HtmlTable rules(ClaimCatalogue catalogue) {
    List<List<String>> rows = new ArrayList<>();
    for (Claim claim : catalogue.claims()) {
      List<String> accepted = new ArrayList<>();
      for (Criterion criterion : claim.measurements()) {
        if (criterion.decides()) {
          accepted.add(
              criterion.text()
                  + ": "
                  + criterion.rule().inWords()
                  + (criterion.profiles().equals(List.of("paper")) ? " (profile paper)" : ""));
        }
      }
      rows.add(
          List.of(
              claim.id(),
              claim.section(),
              claim.hard(),
              claim.measure(),
              accepted.isEmpty() ? "-" : String.join("\n", accepted)));
    }
    return new HtmlTable(
        "The rules",
        List.of("claim", "section", "what makes it hard", "how it is measured", "accepted if"),
        rows,
        List.of(false, false, false, false, false));
  }

  private static String claim(LedgerEntry entry) {
    return entry.text()
        + (entry.part().isEmpty() ? "" : " [" + entry.part() + "]")
        + (entry.variant().isEmpty() ? "" : " [" + entry.variant() + "]");
  }

  private static String paper(LedgerEntry entry) {
    return entry.ours() ? "not compared" : entry.published();
  }

  private static String place(LedgerEntry entry) {
    if (entry.dataset().isEmpty()) {
      return entry.measurements().isEmpty() ? "-" : entry.profile();
    }
    return entry.dataset()
        + ", "
        + entry.profile()
        + (entry.replication() ? " (a replication on other data)" : "");
  }

  private static String why(LedgerEntry entry) {
    List<String> sentences = new ArrayList<>(List.of(entry.reason()));
    if (entry.verdict() != Verdict.CONTRADICTED && !entry.remarks().isEmpty()) {
      sentences.add("The paper: " + String.join("; ", entry.remarks()) + ".");
    }
    return String.join(" ", sentences);
  }

  private static String numbers(LedgerEntry entry, String base) {
    if (entry.measurements().isEmpty()) {
      return "not run";
    }
    List<String> lines = new ArrayList<>();
    for (LedgerEntry.Figure figure : entry.measurements()) {
      String text = escape(number(figure));
      lines.add(
          figure.link().isEmpty()
              ? text
              : "<a href=\"" + escape(base + figure.link()) + "\">" + text + "</a>");
    }
    return String.join("<br>", lines);
  }

  private static String number(LedgerEntry.Figure figure) {
    StringBuilder text = new StringBuilder(figure.text()).append(": ");
    boolean ranged = figure.interval() != null;
    text.append(figure.value() == null ? "NA" : NumberText.measured(figure.value(), ranged));
    if (!figure.unit().isEmpty()) {
      text.append(' ').append(figure.unit());
    }
    if (ranged) {
      text.append(" (")
          .append(NumberText.measured(figure.interval().get(0), true))
          .append(" to ")
          .append(NumberText.measured(figure.interval().get(1), true))
          .append(')');
    }
    if (figure.p() != null) {
      text.append(", p ").append(NumberText.probability(figure.p()));
    }
    return text.toString();
  }

  /** A verdict with a sign before it, so that it is told apart without colour. */
  private static String badge(Verdict verdict) {
    String[] look =
        switch (verdict) {
          case REPRODUCED -> new String[] {"&#10003;", "#0b5d2e", "#e3f4e8"};
          case NOT_REPRODUCED -> new String[] {"&#10007;", "#8a1c00", "#fbe6df"};
          case CONTRADICTED -> new String[] {"&#8800;", "#5b2a86", "#efe6f7"};
          case NOT_TESTABLE -> new String[] {"?", "#444444", "#eeeeee"};
          case NOT_RUN -> new String[] {"&#8211;", "#444444", "#ffffff"};
        };
    return "<span style=\"color:"
        + look[1]
        + ";background:"
        + look[2]
        + ";padding:2px 6px;border:1px solid "
        + look[1]
        + ";border-radius:4px;display:inline-block\">"
        + look[0]
        + " "
        + escape(verdict.label())
        + "</span>";
  }

  private static String cell(String content) {
    return "<td style=\"" + CELL + "\">" + content + "</td>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
