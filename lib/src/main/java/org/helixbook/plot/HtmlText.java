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
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
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
