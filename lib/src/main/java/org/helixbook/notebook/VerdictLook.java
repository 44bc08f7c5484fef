package org.helixbook.notebook;

import java.awt.Color;
import java.util.Locale;
import org.helixbook.claims.Verdict;
import org.helixbook.plot.HtmlText;

/**
 * How a verdict looks, in the ledger and in figures of it.
 *
 * @param name for style sheets
 * @param sign stands before its words, so that it is told apart without colour; HTML
 * @param dot the colour of its text, and of its dots in figures
 * @param ground the colour behind its text
 */
record VerdictLook(String name, String sign, Color dot, Color ground) {
  /** Of a figure that a paper prints. */
  static final Color PRINTED = new Color(0x22, 0x22, 0x22);

  static VerdictLook of(Verdict verdict) {
    return switch (verdict) {
      case REPRODUCED -> look("reproduced", "&#10003;", 0x0b5d2e, 0xe3f4e8);
      case NOT_REPRODUCED -> look("not-reproduced", "&#10007;", 0xb02a0c, 0xfbe6df);
      case UNDECIDED -> look("undecided", "&#177;", 0x8a6100, 0xfbf1d3);
      case BY_DESIGN -> look("by-design", "=", 0x3d6470, 0xeef3f5);
      case FINDING -> look("finding", "&#9656;", 0x0b4a9a, 0xe3effa);
      case CONTRADICTED -> look("contradicted", "&#8800;", 0x6a2f98, 0xefe6f7);
      case NOT_TESTABLE -> look("not-testable", "?", 0x666666, 0xeeeeee);
      case NOT_RUN -> look("not-run", "&#8211;", 0x767676, 0xffffff);
    };
  }

  private static VerdictLook look(String name, String sign, int dot, int ground) {
    return new VerdictLook(name, sign, new Color(dot), new Color(ground));
  }

  /** The rules of a style sheet for all verdicts. */
  static String style() {
    StringBuilder css = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      VerdictLook look = of(verdict);
      css.append(".hb-").append(look.name()).append(" { color: ").append(css(look.dot()));
      css.append("; background: ").append(css(look.ground())).append("; }\n");
    }
    return css.toString();
  }

  private static String css(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
  }

  /** A verdict as a label. */
  static String badge(Verdict verdict) {
    VerdictLook look = of(verdict);
    return "<span class=\"hb-verdict hb-"
        + look.name()
        + "\">"
        + look.sign()
        + " "
        + HtmlText.escape(verdict.label())
        + "</span>";
  }
}
