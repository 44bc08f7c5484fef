package org.helixbook.plot;

/** Text made safe to stand inside HTML. */
public final class HtmlText {
  private HtmlText() {}

  /**
   * Escapes what HTML would read as markup, in text and in quoted attributes.
   *
   * @param text any text
   * @return the text with {@code & < > " '} as entities
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The text that {@link #escape} made this of. */
  public static String unescape(String escaped) {
    return escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
