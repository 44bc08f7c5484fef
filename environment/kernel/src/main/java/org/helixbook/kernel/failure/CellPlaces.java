package org.helixbook.kernel.failure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows from which cell and line every snippet came. */
public final class CellPlaces {

  /**
   * A line of a cell.
   *
   * @param cell the cell's execution count
   * @param line the line, counted from 1
   * @param text what stands there
   */
  public record Line(int cell, int line, String text) {}

  private record Start(int cell, int line, String source) {}

  private final Map<String, Start> starts = new HashMap<>();

  /**
   * Remembers a snippet.
   *
   * @param snippetId JShell's id of the snippet
   * @param cell the execution count of its cell
   * @param line the line of the cell where it starts, counted from 1
   * @param source the text of the whole cell
   */
  public void remember(String snippetId, int cell, int line, String source) {
    starts.put(snippetId, new Start(cell, line, source));
  }

  /**
   * Finds the line of a stack frame.
   *
   * @param snippetId JShell's id of the snippet
   * @param lineInSnippet counted from 1
   * @return the line, if the snippet came from a cell
   */
  public Optional<Line> find(String snippetId, int lineInSnippet) {
    Start start = starts.get(snippetId);
    if (start == null) {
      return Optional.empty();
    }
    int line = start.line() + Math.max(1, lineInSnippet) - 1;
    String[] lines = start.source().split("\n", -1);
    return Optional.of(
        new Line(start.cell(), line, line <= lines.length ? lines[line - 1].strip() : ""));
  }
}
