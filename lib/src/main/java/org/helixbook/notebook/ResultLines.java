package org.helixbook.notebook;

import java.util.List;
import java.util.stream.Collectors;
import org.helixbook.claims.Result;
import org.helixbook.plot.HtmlFragment;
import org.helixbook.plot.HtmlText;

/**
 * Recorded results below their cell: what was measured, the number, the paper's figure. Each line
 * carries the anchor to which ledger and report link. The columns have fixed widths, so that the
 * lines of several recordings stand below one another as a table.
 */
final class ResultLines {
  private ResultLines() {}

  static HtmlFragment of(List<Result> results) {
    return new HtmlFragment(
        results.stream().map(ResultLines::line).collect(Collectors.joining()),
        results.stream().map(Result::line).collect(Collectors.joining("\n")));
  }

  private static String line(Result result) {
    return "<div id=\""
        + HtmlText.escape(result.anchor())
        + "\" style=\"display:grid;grid-template-columns:minmax(0,5fr) minmax(0,3fr) minmax(0,2fr);"
        + "gap:0 1.2em;font-size:13px;line-height:1.4;border-bottom:1px solid #eee\"><span>"
        + HtmlText.escape(result.label())
        + "</span><b style=\"font-weight:600\">"
        + HtmlText.escape(result.shown())
        + "</b><span style=\"color:#555\">"
        + (result.published().isEmpty() ? "" : "paper " + HtmlText.escape(result.published()))
        + "</span></div>";
  }
}
