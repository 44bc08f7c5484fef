package org.helixbook.notebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.helixbook.plot.HtmlText;

/** A text that is written once, as Markdown and as HTML. */
final class TwoFormats {
  private static final String HEAD =
      """
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%s</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; margin: .6rem 0 1.2rem; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
figure { margin: .8rem 0; break-inside: avoid; } figure img { max-width: 100%%; } figcaption { font-size: .85rem; color: #444; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; } h2, h3, h4 { break-after: avoid; } tr { break-inside: avoid; }
  figure img { max-height: 16cm; } a { color: inherit; text-decoration: none; }
}
</style></head><body>
""";

  private final StringBuilder markdown = new StringBuilder();
  private final StringBuilder html = new StringBuilder();

  /** Begins it with a title. */
  TwoFormats(String title) {
    html.append(String.format(Locale.ROOT, HEAD, HtmlText.escape(title)));
    heading(1, title);
  }

  TwoFormats heading(int level, String text) {
    markdown.append("#".repeat(level)).append(' ').append(plain(text)).append("\n\n");
    html.append("<h" + level + ">").append(HtmlText.escape(text)).append("</h" + level + ">\n");
    return this;
  }

  TwoFormats paragraph(String text) {
    markdown.append(plain(text)).append("\n\n");
    html.append("<p>").append(HtmlText.escape(text)).append("</p>\n");
    return this;
  }

  /** A list; {@code none} says so if it is empty. */
  TwoFormats items(List<String> items, String none) {
    if (items.isEmpty()) {
      return paragraph(none);
    }
    items.forEach(item -> markdown.append("* ").append(plain(item)).append('\n'));
    markdown.append('\n');
    html.append(
        items.stream()
            .map(item -> "<li>" + HtmlText.escape(item) + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n")));
    return this;
  }

  /** A table; {@code none} says so if it has no rows. */
  TwoFormats table(List<String> headers, List<List<String>> rows, String none) {
    if (rows.isEmpty()) {
      return paragraph(none);
    }
    markdown.append(line(headers)).append("|---".repeat(headers.size())).append("|\n");
    rows.forEach(row -> markdown.append(line(row)));
    markdown.append('\n');
    html.append("<table><thead>").append(row("th", headers)).append("</thead><tbody>\n");
    rows.forEach(row -> html.append(row("td", row)));
    html.append("</tbody></table>\n");
    return this;
  }

  /** A figure; the Markdown's alternative text and the HTML's caption are the same. */
  TwoFormats figure(String file, String caption) {
    markdown.append("![").append(plain(caption)).append("](").append(file).append(")\n\n");
    String text = HtmlText.escape(caption);
    html.append("<figure><img src=\"").append(HtmlText.escape(file));
    html.append("\" alt=\"").append(text).append("\"><figcaption>").append(text);
    html.append("</figcaption></figure>\n");
    return this;
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> plain(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String row(String element, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + element + ">" + HtmlText.escape(cell) + "</" + element + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  /** Text that Markdown takes as it is: no line ends, no emphasis, no tags. */
  private static String plain(String text) {
    return text.replaceAll("\\s*\\n\\s*", " ").replaceAll("([\\\\`*_\\[\\]<>])", "\\\\$1");
  }

  String markdown() {
    return markdown.toString().strip() + "\n";
  }

  String html() {
    return html + "</body></html>\n";
  }
}
