package org.helixbook.plot;

/** A page of sentences, tables and figures that needs no other file. */
public final class HtmlPage {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  /** A page with a heading and nothing below it. */
  public HtmlPage(String title) {
    this.title = title;
  }

  /** Adds a paragraph. */
  public HtmlPage say(String sentence) {
    body.append("<p>").append(HtmlText.escape(sentence)).append("</p>\n");
    return this;
  }

  /** Adds a table. */
  public HtmlPage show(HtmlTable table) {
    body.append(table.toHtml()).append('\n');
    return this;
  }

  /** Adds a figure. */
  public HtmlPage show(Figure figure) {
    body.append("<p>").append(figure.toHtml().markup()).append("</p>\n");
    return this;
  }

  /** The page as a file holds it, UTF-8. */
  public String html() {
    String escaped = HtmlText.escape(title);
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escaped
        + "</title><style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
        + "</style></head>\n<body><h1>"
        + escaped
        + "</h1>\n"
        + body
        + "</body></html>\n";
  }
}
