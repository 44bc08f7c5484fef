package org.helixbook.kernel.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;
import org.helixbook.feedback.Nearest;

/** Words the errors of the compiler: the line of the cell, a caret under the place, the message. */
public final class CompileReport {
  private static final int SHOWN = 5;

  private CompileReport() {}

  /**
   * Words errors.
   *
   * @param cell the text of the cell
   * @param offset where the snippet starts in it
   * @param errors the errors, at least one, with positions that count from the snippet's start
   * @param analysis knows what names could stand where an unknown one stands
   * @return the failure
   */
  public static CellFailure of(
      String cell, int offset, List<Diag> errors, SourceCodeAnalysis analysis) {
    List<String> lines = new ArrayList<>();
    for (Diag error : errors.subList(0, Math.min(SHOWN, errors.size()))) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      describe(cell, offset, error, lines);
      meant(cell.substring(offset), error, analysis)
          .ifPresent(name -> lines.add("did you mean " + name + "?"));
    }
    if (errors.size() > SHOWN) {
      lines.add("");
      lines.add(Ink.grey("and " + (errors.size() - SHOWN) + " more"));
    }
    return new CellFailure("CompileError", message(errors.get(0)), lines);
  }

  private static void describe(String cell, int offset, Diag error, List<String> lines) {
    int at = Math.min((int) (offset + Math.max(0, error.getStartPosition())), cell.length());
    // "Reached end of file" points behind the text: show the last line that holds something.
    if (at >= cell.stripTrailing().length()) {
      at = Math.max(0, cell.stripTrailing().length() - 1);
    }
    int lineStart = cell.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = cell.indexOf('\n', at);
    String line = cell.substring(lineStart, lineEnd < 0 ? cell.length() : lineEnd);
    int number = (int) cell.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = at - lineStart;
    long length = error.getEndPosition() - error.getStartPosition();
    int carets = (int) Math.max(1, Math.min(length, line.length() - column));
    String margin = String.format(Locale.ROOT, "%4d | ", number);
    lines.add(Ink.red("Compile error in line " + number));
    lines.add(margin + line);
    // Tabs stay tabs, so that the caret stands under its place.
    lines.add(
        " ".repeat(margin.length())
            + line.substring(0, column).replaceAll("[^\t]", " ")
            + Ink.red("^".repeat(carets)));
    lines.add(message(error));
  }

  /**
   * The name that an unknown one may be a slip of: an enum's value, a variable, a method, a class.
   */
  private static Optional<String> meant(String code, Diag error, SourceCodeAnalysis analysis) {
    long end = error.getEndPosition();
    if (!error.getCode().startsWith("compiler.err.cant.resolve") || end > code.length()) {
      return Optional.empty();
    }
    int begin = (int) end;
    while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
      begin--;
    }
    List<String> names =
        analysis.completionSuggestions(code.substring(0, begin), begin, new int[1]).stream()
            .map(one -> one.continuation().replaceFirst("[(<.].*", ""))
            .distinct()
            .sorted()
            .toList();
    return Nearest.to(code.substring(begin, (int) end), names);
  }

  /** The compiler's message without the lines that name JShell's wrapper classes. */
  private static String message(Diag error) {
    return error
        .getMessage(null)
        .lines()
        .filter(line -> !line.strip().startsWith("location:"))
        .collect(Collectors.joining("\n"))
        .replace("REPL.$JShell$", "")
        .stripTrailing();
  }
}
