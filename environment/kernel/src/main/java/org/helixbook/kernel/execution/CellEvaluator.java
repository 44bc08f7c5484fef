package org.helixbook.kernel.execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.helixbook.kernel.execution.CellPieces.Piece;
import org.helixbook.kernel.failure.CellFailure;
import org.helixbook.kernel.failure.CellPlaces;
import org.helixbook.kernel.failure.CompileReport;
import org.helixbook.kernel.failure.Traceback;
import org.helixbook.kernel.magic.ClasspathMagic;
import org.helixbook.kernel.magic.LineMagics;

/** Evaluates cells, one after the other, in one JShell whose state lasts as long as the kernel. */
public final class CellEvaluator {
  /** What IJava imports; no more, so that a notebook that works here works there. */
  private static final List<String> PREAMBLE =
      List.of(
          "import java.util.*;",
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.util.concurrent.*;",
          "import java.util.prefs.*;",
          "import java.util.regex.*;",
          "import static org.helixbook.kernel.runtime.Display.*;",
          "public void printf(String format, Object... args) { System.out.printf(format, args); }");

  private final CellInterrupter interrupter;
  private final Consumer<String> notes;
  private final CellExecutionControl control;
  private final JShell shell;
  private final LineMagics magics;
  private final CellPlaces places = new CellPlaces();
  private final Traceback traceback = new Traceback(places);

  /**
   * Starts a JShell.
   *
   * @param cell the thread that runs the code
   * @param interrupter ends cells
   * @param notes receives sentences for the user that are no failures
   */
  public CellEvaluator(CellThread cell, CellInterrupter interrupter, Consumer<String> notes) {
    this.interrupter = interrupter;
    this.notes = notes;
    this.control = new CellExecutionControl(cell, interrupter);
    this.shell =
        JShell.builder().executionEngine(new CellControlProvider(control), Map.of()).build();
    this.magics = new LineMagics(new ClasspathMagic(shell::addToClasspath));
    for (String line : PREAMBLE) {
      for (SnippetEvent event : shell.eval(line)) {
        if (event.status() != Snippet.Status.VALID) {
          throw new IllegalStateException("the kernel's own start-up line fails: " + line);
        }
      }
    }
  }

  /**
   * Evaluates a cell: its snippets in order, up to the first that fails or is interrupted.
   *
   * @param cell the text of the cell
   * @param count its execution count, named in tracebacks
   * @return the value of the last snippet, if that is an expression with a value
   * @throws CellFailure if a snippet does not compile, throws, or was interrupted
   */
  public Optional<Object> evaluate(String cell, int count) throws CellFailure {
    CellPieces pieces = new CellPieces(shell.sourceCodeAnalysis(), cell);
    Optional<Object> value = Optional.empty();
    for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
      if (interrupter.isRequested()) {
        throw CellFailure.interrupted();
      }
      Piece piece = next.get();
      if (piece.magic()) {
        magics.run(piece.source());
        value = Optional.empty();
      } else {
        value = evaluate(piece, cell, count);
      }
    }
    return value;
  }

  /**
   * Runs something of the user's, such as a {@code toString}, where an interrupt can reach it.
   *
   * @param <T> the type of its result
   * @param code what to run
   * @return its result
   * @throws Throwable what it threw
   */
  public <T> T runOnCellThread(Callable<T> code) throws Throwable {
    return control.run(code);
  }

  /**
   * The JShell that holds the state, for completion and documentation.
   *
   * @return the JShell
   */
  public JShell shell() {
    return shell;
  }

  private Optional<Object> evaluate(Piece piece, String cell, int count) throws CellFailure {
    List<SnippetEvent> events = shell.eval(piece.source());
    Object value = control.takeValue();
    Throwable thrown = control.takeThrown();
    if (interrupter.isRequested()) {
      throw CellFailure.interrupted();
    }
    int line = (int) cell.substring(0, piece.offset()).chars().filter(c -> c == '\n').count() + 1;
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        places.remember(event.snippet().id(), count, line, cell);
      }
    }
    boolean hasValue = false;
    for (SnippetEvent event : events) {
      // Events with a cause are about earlier snippets that this one changed.
      if (event.causeSnippet() != null) {
        continue;
      }
      if (event.exception() != null) {
        throw traceback.of(event.exception(), thrown);
      }
      checkCompiled(event, cell, piece.offset());
      hasValue = isShown(event.snippet().subKind());
    }
    return hasValue ? Optional.ofNullable(value) : Optional.empty();
  }

  private void checkCompiled(SnippetEvent event, String cell, int offset) throws CellFailure {
    Snippet snippet = event.snippet();
    String missing =
        snippet instanceof DeclarationSnippet declaration
            ? shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "))
            : "";
    if (event.status() == Snippet.Status.RECOVERABLE_DEFINED) {
      String name = ((DeclarationSnippet) snippet).name();
      notes.accept(name + " is declared, but cannot be used before " + missing + " is.\n");
    } else if (!event.status().isDefined()) {
      List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
      if (errors.isEmpty()) {
        throw CellFailure.sentence(
            "CompileError", "no cell has declared " + (missing.isEmpty() ? "this" : missing));
      }
      throw CompileReport.of(cell, offset, errors);
    }
  }

  private static boolean isShown(Snippet.SubKind kind) {
    return kind == Snippet.SubKind.VAR_VALUE_SUBKIND
        || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND
        || kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }
}
