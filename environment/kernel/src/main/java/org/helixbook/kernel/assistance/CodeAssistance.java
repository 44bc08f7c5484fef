package org.helixbook.kernel.assistance;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.helixbook.kernel.magic.Magics;

/** Helps with code that is being written; positions count UTF-16 units from the cell's start. */
public final class CodeAssistance {

  /** Whether code is ready to run. */
  public enum Readiness {
    /** It can be run. */
    COMPLETE,
    /** More has to follow. */
    INCOMPLETE,
    /** It is not Java. */
    INVALID
  }

  /** What every object has is rarely what somebody looks for. */
  private static final Set<String> OF_EVERY_OBJECT =
      Arrays.stream(Object.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

  private final JShell shell;
  private final Supplier<List<String>> classPath;
  private final JavadocSources sources;

  /**
   * Makes an assistance.
   *
   * @param shell knows what cells have declared
   * @param classPath of the cells, beside whose entries sources are looked for
   */
  public CodeAssistance(JShell shell, Supplier<List<String>> classPath) {
    this.shell = shell;
    this.classPath = classPath;
    this.sources = new JavadocSources(shell.sourceCodeAnalysis());
  }

  /**
   * Completes the name at the cursor.
   *
   * @param code the text of the cell
   * @param cursor the position of the cursor
   * @return what can stand there, those of the expected type first, the methods of every object
   *     last; at the beginning of a line that starts with a percent sign, the magics
   */
  public ReplacementOptions complete(String code, int cursor) {
    int line = code.lastIndexOf('\n', cursor - 1) + 1;
    String begun = code.substring(line, cursor);
    if (begun.matches("%{1,2}\\w*")) {
      return new ReplacementOptions(
          Magics.NAMES.stream()
              .map(begun.startsWith("%%") ? "%%"::concat : "%"::concat)
              .filter(name -> name.startsWith(begun))
              .sorted()
              .toList(),
          line,
          cursor);
    }
    ReplacementOptions whole = complete(code, 0, cursor);
    // JShell is at a loss in a cell of several snippets: then the last one is looked at alone.
    int start = startOfLastSnippet(code, cursor);
    return whole.getReplacements().isEmpty() && start > 0 ? complete(code, start, cursor) : whole;
  }

  private ReplacementOptions complete(String code, int start, int cursor) {
    int[] anchor = {cursor - start};
    List<Suggestion> suggestions =
        shell
            .sourceCodeAnalysis()
            .completionSuggestions(code.substring(start), cursor - start, anchor);
    List<String> texts =
        suggestions.stream()
            .sorted(
                Comparator.comparing((Suggestion one) -> !one.matchesType())
                    .thenComparing(one -> OF_EVERY_OBJECT.contains(nameOf(one))))
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(texts, start + anchor[0], cursor);
  }

  /**
   * Documents the class or method at the cursor.
   *
   * @param code the text of the cell
   * @param cursor a position in or behind its name
   * @return a signature each, and Javadoc where sources are at hand; empty if unknown
   */
  public List<String> document(String code, int cursor) {
    sources.addBeside(classPath.get());
    return documentations(code, cursor).stream()
        .map(
            doc ->
                doc.javadoc() == null
                    ? doc.signature()
                    : doc.signature() + "\n" + PlainJavadoc.of(doc.javadoc()))
        .toList();
  }

  private List<Documentation> documentations(String code, int cursor) {
    int end = Math.min(cursor, code.length());
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int start = startOfLastSnippet(code, end);
    String snippet = code.substring(start);
    int at = end - start;
    int next = at;
    while (next < snippet.length() && Character.isWhitespace(snippet.charAt(next))) {
      next++;
    }
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    if (next < snippet.length() && snippet.charAt(next) == '(') {
      List<Documentation> methods = analysis.documentation(snippet, next + 1, true);
      if (!methods.isEmpty()) {
        return methods;
      }
    }
    return analysis.documentation(snippet, at, true);
  }

  /**
   * Tells whether code is ready to run.
   *
   * @param code the text
   * @return its state
   */
  public Readiness readiness(String code) {
    String rest = code;
    while (true) {
      if (rest.stripLeading().startsWith("%")) {
        int end = rest.indexOf('\n', rest.indexOf('%'));
        rest = end < 0 ? "" : rest.substring(end);
        continue;
      }
      var info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      switch (info.completeness()) {
        case EMPTY, CONSIDERED_INCOMPLETE -> {
          return Readiness.COMPLETE;
        }
        case DEFINITELY_INCOMPLETE -> {
          return Readiness.INCOMPLETE;
        }
        case UNKNOWN -> {
          return Readiness.INVALID;
        }
        default -> rest = info.remaining();
      }
    }
  }

  private static String nameOf(Suggestion suggestion) {
    return suggestion.continuation().replaceFirst("\\(.*", "");
  }

  private int startOfLastSnippet(String code, int cursor) {
    int start = 0;
    while (start < cursor) {
      var info = shell.sourceCodeAnalysis().analyzeCompletion(code.substring(start, cursor));
      String remaining = info.remaining();
      if (!info.completeness().isComplete() || remaining == null || remaining.isBlank()) {
        break;
      }
      start = cursor - remaining.length();
    }
    return start;
  }
}
