package org.helixbook.kernel.execution;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import org.helixbook.kernel.execution.CellPieces.Piece;
import org.helixbook.kernel.failure.CellFailure;
import org.helixbook.kernel.failure.CellPlaces;
import org.helixbook.kernel.failure.CompileReport;
import org.helixbook.kernel.failure.Traceback;
import org.helixbook.kernel.magic.ClasspathMagic;
import org.helixbook.kernel.magic.Magics;
import org.helixbook.kernel.magic.MavenMagic;

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
          "import static org.helixbook.kernel.runtime.Kernel.*;",
          "public void printf(String format, Object... args) { System.out.printf(format, args); }");

  private final CellInterrupter interrupter;
  private final Consumer<String> notes;
  private final CellExecutionControl control;
  private final JShell shell;
  private final CellThread cell;
  private final Magics magics;
  private final StartUp startUp;
  private final CellPlaces places = new CellPlaces();
  private final Traceback traceback = new Traceback(places);
  private final List<String> classPath =
      new CopyOnWriteArrayList<>(System.getProperty("java.class.path").split(File.pathSeparator));
  private int count;

  /**
   * Starts a JShell.
   *
   * @param cell the thread that runs the code
   * @param interrupter ends cells
   * @param notes receives sentences for the user that are no failures
   * @param environment the variables of the process
   */
  public CellEvaluator(
      CellThread cell,
      CellInterrupter interrupter,
      Consumer<String> notes,
      Map<String, String> environment) {
    this.cell = cell;
    this.interrupter = interrupter;
    this.notes = notes;
    this.control = new CellExecutionControl(cell, interrupter);
    this.startUp = new StartUp(environment);
    this.shell =
        JShell.builder()
            .executionEngine(new CellControlProvider(control), Map.of())
            .compilerOptions(startUp.compilerOptions())
            .build();
    this.magics =
        new Magics(
            new ClasspathMagic(this::addToClassPath),
            new MavenMagic(this::addToClassPath, interrupter::isRequested),
            code -> evaluatePieces(code, count));
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
    this.count = count;
    control.allow(startUp.timeout());
    for (String magic : startUp.classPath()) {
      try {
        magics.run(magic);
      } catch (CellFailure e) {
        notes.accept("IJAVA_CLASSPATH: " + e.getMessage() + "\n");
      }
    }
    for (String script : startUp.scripts()) {
      evaluatePieces(script, count);
    }
    return evaluatePieces(cell, count);
  }

  /**
   * Evaluates code that a cell asks for; called on the cell's thread.
   *
   * @return the value of the last snippet, or null
   * @throws Exception as for a cell
   */
  public Object evaluateWithin(String code) throws Exception {
    return elsewhere(() -> evaluatePieces(code, count).orElse(null));
  }

  /**
   * Runs a magic that a cell asks for; called on the cell's thread.
   *
   * @param body what follows a cell magic; null for a line magic
   * @return what the magic gives, or null
   * @throws Exception if there is no such magic, or it cannot do what is asked
   */
  public Object runMagic(String name, List<String> arguments, String body) throws Exception {
    return elsewhere(() -> magics.run(name, arguments, body));
  }

  private Object elsewhere(Callable<Object> work) throws Exception {
    try {
      return cell.awaitElsewhere(work);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  private Optional<Object> evaluatePieces(String text, int count) throws CellFailure {
    String cell = magics.withoutAssignedMagics(text);
    CellPieces pieces = new CellPieces(shell.sourceCodeAnalysis(), cell);
    List<Unresolved> unresolved = new ArrayList<>();
    Optional<Object> value = Optional.empty();
    for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
      if (interrupter.isRequested()) {
        throw CellFailure.interrupted();
      }
      Piece piece = next.get();
      if (piece.magic()) {
        value = Optional.ofNullable(magics.run(piece.source()));
      } else {
        if (!unresolved.isEmpty() && !isDeclaration(piece)) {
          checkResolved(unresolved, cell);
        }
        value = evaluate(piece, cell, count, unresolved);
      }
    }
    checkResolved(unresolved, cell);
    return value;
  }

  /** A declaration that refers to what may follow in the same cell. */
  private record Unresolved(DeclarationSnippet snippet, int offset) {}

  private boolean isDeclaration(Piece piece) {
    return shell.sourceCodeAnalysis().sourceToSnippets(piece.source()).stream()
        .allMatch(DeclarationSnippet.class::isInstance);
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

  /**
   * Where the classes of the cells come from: the kernel's own class path, and what magics added.
   *
   * @return files and folders
   */
  public List<String> classPath() {
    return classPath;
  }

  private void addToClassPath(String path) {
    shell.addToClasspath(path);
    classPath.add(path);
  }

  private Optional<Object> evaluate(
      Piece piece, String cell, int count, List<Unresolved> unresolved) throws CellFailure {
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
      checkCompiled(event, cell, piece.offset(), unresolved);
      hasValue = isShown(event.snippet().subKind());
    }
    return hasValue ? Optional.ofNullable(value) : Optional.empty();
  }

  private void checkCompiled(
      SnippetEvent event, String cell, int offset, List<Unresolved> unresolved) throws CellFailure {
    if (event.status().isDefined() && event.status() != Snippet.Status.RECOVERABLE_DEFINED) {
      return;
    }
    boolean mayFollow =
        event.status() != Snippet.Status.REJECTED
            && (event.snippet() instanceof TypeDeclSnippet
                || event.snippet() instanceof MethodSnippet);
    if (!mayFollow) {
      throw notCompiled(event.snippet(), cell, offset);
    }
    unresolved.add(new Unresolved((DeclarationSnippet) event.snippet(), offset));
  }

  /** Whether all is there by now that these declarations refer to. */
  private void checkResolved(List<Unresolved> unresolved, String cell) throws CellFailure {
    for (Unresolved one : unresolved) {
      Snippet.Status status = shell.status(one.snippet());
      if (status == Snippet.Status.RECOVERABLE_DEFINED) {
        notes.accept(
            one.snippet().name()
                + " is declared, but cannot be used before "
                + missing(one.snippet())
                + " is.\n");
      } else if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED
          || status == Snippet.Status.REJECTED) {
        throw notCompiled(one.snippet(), cell, one.offset());
      }
    }
    unresolved.clear();
  }

  private CellFailure notCompiled(Snippet snippet, String cell, int offset) {
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    if (!errors.isEmpty()) {
      return CompileReport.of(cell, offset, errors, shell.sourceCodeAnalysis());
    }
    String missing = snippet instanceof DeclarationSnippet one ? missing(one) : "";
    return CellFailure.sentence(
        "CompileError", "no cell has declared " + (missing.isEmpty() ? "this" : missing));
  }

  private String missing(DeclarationSnippet snippet) {
    return shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
  }

  private static boolean isShown(Snippet.SubKind kind) {
    return kind == Snippet.SubKind.VAR_VALUE_SUBKIND
        || kind == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND
        || kind == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }
}
