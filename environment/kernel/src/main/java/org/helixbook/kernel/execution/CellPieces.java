package org.helixbook.kernel.execution;

import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Takes a cell apart: one snippet of Java or one magic after the other. */
final class CellPieces {

  /**
   * A piece of a cell.
   *
   * @param source its text
   * @param offset where it starts in the cell, in characters
   * @param magic whether it is a line magic, or the cell magic that the whole cell is
   */
  record Piece(String source, int offset, boolean magic) {}

  private final SourceCodeAnalysis analysis;
  private final String cell;
  private int at;

  CellPieces(SourceCodeAnalysis analysis, String cell) {
    this.analysis = analysis;
    this.cell = cell;
  }

  /** Returns the next piece, or nothing at the end of the cell. */
  Optional<Piece> next() {
    at = skipBlanksAndComments(cell, at);
    if (at >= cell.length()) {
      return Optional.empty();
    }
    int start = at;
    // A snippet cannot start with %, so this is not the remainder operator.
    if (cell.charAt(at) == '%') {
      int end = cell.startsWith("%%", at) ? -1 : cell.indexOf('\n', at);
      at = end < 0 ? cell.length() : end;
      return Optional.of(new Piece(cell.substring(start, at), start, true));
    }
    CompletionInfo info = analysis.analyzeCompletion(cell.substring(start));
    Completeness completeness = info.completeness();
    String remaining = info.remaining();
    boolean whole =
        info.source() == null
            || remaining == null
            || completeness == Completeness.UNKNOWN
            || completeness == Completeness.DEFINITELY_INCOMPLETE;
    // What is not Java, or not complete, is handed on whole: the compiler says why.
    String source = whole ? cell.substring(start) : info.source();
    at = whole ? cell.length() : cell.length() - remaining.length();
    return Optional.of(new Piece(source, start, false));
  }

  /**
   * Where the first character stands, at or after a position, that is neither blank nor comment.
   */
  static int skipBlanksAndComments(String text, int from) {
    int at = from;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at) && text.indexOf("*/", at + 2) >= 0) {
        at = text.indexOf("*/", at + 2) + 2;
      } else {
        return at;
      }
    }
    return at;
  }
}
