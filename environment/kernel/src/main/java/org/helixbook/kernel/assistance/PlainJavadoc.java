package org.helixbook.kernel.assistance;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A documentation comment as a reader of plain text wants it: no HTML, no inline tags. */
final class PlainJavadoc {
  /** An inline tag (braces in it come in pairs), a tag of HTML, or an entity. */
  private static final Pattern MARK =
      Pattern.compile(
          "\\{@(?<tag>\\w+)\\s*(?<text>(?:[^{}]|\\{[^{}]*})*)}"
              + "|</?(?<html>[a-zA-Z]\\w*)[^>]*>"
              + "|&(?<entity>\\w+|#\\d+);");

  private static final Pattern LINK = Pattern.compile("(?s)([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)");

  private PlainJavadoc() {}

  /**
   * Makes plain text.
   *
   * @param comment as in the source, without its stars
   * @return the same text; block tags such as {@code @param} stay
   */
  static String of(String comment) {
    return MARK.matcher(comment)
        .replaceAll(found -> Matcher.quoteReplacement(plain(found)))
        .replaceAll("(?m)^ | +$", "")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private static String plain(MatchResult found) {
    if (found.group(1) != null) {
      return found.group(1).startsWith("link") ? linked(found.group(2)) : found.group(2);
    }
    if (found.group(3) != null) {
      return found.group().equals("<li>") ? "* " : "";
    }
    return switch (found.group(4)) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "nbsp" -> " ";
      case "#64" -> "@";
      default -> found.group();
    };
  }

  /** The words of a link, or else what it leads to. */
  private static String linked(String link) {
    Matcher parts = LINK.matcher(link);
    if (!parts.matches()) {
      return link;
    }
    return parts.group(2).isEmpty()
        ? parts.group(1).replaceFirst("^#", "").replace('#', '.')
        : parts.group(2);
  }
}
