package org.helixbook.plot;

import java.util.Objects;

/**
 * A piece of HTML with the plain text that stands for it where HTML cannot be shown.
 *
 * @param markup trusted HTML; whoever makes it escapes its contents with {@link HtmlText}
 * @param text the same in plain text
 */
public record HtmlFragment(String markup, String text) {

  /** Checks that both are there. */
  public HtmlFragment {
    Objects.requireNonNull(markup, "markup");
    Objects.requireNonNull(text, "text");
  }
}
