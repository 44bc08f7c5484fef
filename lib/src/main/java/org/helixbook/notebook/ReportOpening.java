package org.helixbook.notebook;

import static org.helixbook.plot.HtmlText.escape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.helixbook.claims.Ledger;
import org.helixbook.claims.LedgerEntry;
import org.helixbook.claims.Paper;
import org.helixbook.claims.Rule;
import org.helixbook.claims.Verdict;
import org.helixbook.experiment.Provenance;

/**
 * The first screen of the report: which papers, what was found in five sentences, the forest plot,
 * and one figure a paper. Every word of a finding comes from the ledger.
 */
record ReportOpening(Ledger ledger) {
  private static final int SENTENCES = 5;

  /**
   * The screen.
   *
   * @param figures the names of the figures that the report has
   */
  String html(Set<String> figures) {
    StringBuilder html = new StringBuilder("<section class=\"hb-opening\">\n<div>\n");
    for (Paper paper : ledger.papers()) {
      html.append("<p class=\"hb-paper\"><strong>").append(escape(paper.title()));
      html.append("</strong><br>").append(escape(paper.authors()));
      html.append(" <span class=\"hb-small\">(").append(escape(paper.name()));
      html.append(")</span></p>\n");
    }
    html.append("<ol class=\"hb-findings\">\n");
    sentences().forEach(sentence -> html.append("<li>").append(sentence).append("</li>\n"));
    html.append("</ol>\n<div class=\"hb-best\">");
    for (Paper paper : ledger.papers()) {
      if (figures.contains(paper.showpiece())) {
        html.append(picture(paper.showpiece(), "a figure of " + paper.name()));
      }
    }
    html.append("</div>\n</div>\n<div class=\"hb-forest\">");
    if (figures.contains(LedgerReport.FOREST)) {
      html.append(picture(LedgerReport.FOREST, "printed and measured figures, claim by claim"));
    }
    return html.append("</div>\n</section>\n").toString();
  }

  private static String picture(String name, String alternative) {
    String file = "figures/" + name;
    return "<a href=\""
        + file
        + ".svg\"><img src=\""
        + file
        + ".png\" alt=\""
        + escape(alternative)
        + "\"></a>";
  }

  /** Five sentences, fewer where less was measured; HTML. */
  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(escape(counts()));
    List<List<LedgerEntry>> found = ledger.papers().stream().map(this::found).toList();
    int papers = Math.max(1, found.size());
    for (int i = 0; i < found.size(); i++) {
      int share = (SENTENCES - 1) / papers + (i < (SENTENCES - 1) % papers ? 1 : 0);
      found.get(i).stream().limit(share).map(ReportOpening::sentence).forEach(sentences::add);
    }
    return sentences;
  }

  private String counts() {
    List<String> profiles =
        ledger.entries().stream().map(LedgerEntry::profile).distinct().sorted().toList();
    List<String> data =
        ledger.entries().stream()
            .map(LedgerEntry::dataset)
            .filter(name -> !name.isEmpty() && !name.equals(Provenance.NO_DATA))
            .distinct()
            .sorted()
            .toList();
    String verdicts =
        ledger.counts().entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .sorted(Map.Entry.<Verdict, Integer>comparingByValue().reversed())
            .map(count -> count.getValue() + " " + count.getKey().label())
            .collect(Collectors.joining(", "));
    return ledger.entries().stream().map(LedgerEntry::id).distinct().count()
        + " claims, judged on "
        + (data.isEmpty() ? "no data yet" : String.join(", ", data))
        + " in profile "
        + String.join(" and ", profiles)
        + " ("
        + ledger.entries().size()
        + " entries: one for each part, reading and data set): "
        + verdicts
        + ".";
  }

  /** One entry of each headline of a paper, those with a clear outcome first. */
  private List<LedgerEntry> found(Paper paper) {
    Set<String> told = new HashSet<>();
    return ledger.of(paper.name()).findings().stream()
        .sorted(Comparator.comparing(ReportOpening::clarity))
        .filter(entry -> told.add(entry.id()))
        .toList();
  }

  private static int clarity(LedgerEntry entry) {
    return switch (entry.verdict()) {
      case REPRODUCED, NOT_REPRODUCED, FINDING, CONTRADICTED -> 0;
      case UNDECIDED -> 1;
      case BY_DESIGN, NOT_TESTABLE, NOT_RUN -> 2;
    };
  }

  private static String sentence(LedgerEntry entry) {
    LedgerEntry.Figure figure = entry.leading().orElseThrow();
    String outcome =
        entry.verdict() != Verdict.FINDING
            ? ""
            : figure.outcome() == Rule.Outcome.HOLDS
                ? " so it is"
                : figure.outcome() == Rule.Outcome.FAILS ? " so it is not" : " open";
    return "<strong>"
        + escape(entry.text())
        + "</strong>"
        + (entry.part().isEmpty() ? "" : ", <strong>of this: " + escape(entry.part()) + "</strong>")
        + " ("
        + escape(entry.id() + (entry.variant().isEmpty() ? "" : ", " + entry.variant()))
        + "): "
        + escape(
            (!entry.ours() ? "the paper prints " + entry.published() + "; " : "")
                + "measured here: "
                + figure.line()
                + (entry.dataset().isEmpty() ? "" : ", on " + entry.dataset())
                + ", profile "
                + entry.profile())
        + ": "
        + VerdictLook.badge(entry.verdict())
        + outcome;
  }
}
