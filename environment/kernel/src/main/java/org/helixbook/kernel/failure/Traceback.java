package org.helixbook.kernel.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Words what a cell threw: its traceback without the frames of the kernel and of JShell. */
public final class Traceback {
  private static final int SHOWN = 20;
  private static final List<String> OWN_FRAMES =
      List.of(
          "org.helixbook.kernel.",
          "jdk.jshell.",
          "jdk.internal.reflect.",
          "java.lang.reflect.",
          "java.lang.invoke.",
          "REPL.$");

  private final CellPlaces places;

  /**
   * Makes a wording.
   *
   * @param places finds the cell and line of a frame
   */
  public Traceback(CellPlaces places) {
    this.places = places;
  }

  /**
   * Words a throwable.
   *
   * @param thrown JShell's account of it, with translated frames
   * @param original what was thrown
   * @return the failure
   */
  public CellFailure of(JShellException thrown, Throwable original) {
    if (thrown instanceof UnresolvedReferenceException unresolved) {
      return CellFailure.sentence(
          "UnresolvedReference",
          unresolved.getSnippet().name() + " uses a name that no cell has declared yet");
    }
    if (original instanceof OutOfMemoryError) {
      return CellFailure.sentence(
          "OutOfMemoryError",
          "the cell needs more memory than the kernel's "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB ("
              + original.getMessage()
              + "); set the environment variable _JAVA_OPTIONS=-Xmx8g (or more) before starting"
              + " Jupyter, then restart the kernel");
    }
    // Without a compile dependency: the library may be absent, and IJava does not know it either.
    if (original != null
        && original.getClass().getName().equals("org.helixbook.feedback.InputProblem")) {
      return new CellFailure(
          "InputProblem", original.getMessage(), List.of(String.valueOf(original.getMessage())));
    }
    if (original != null && original.getClass().getName().endsWith(".ExitGuard$ExitRefused")) {
      return CellFailure.sentence("SystemExit", original.getMessage());
    }
    List<String> lines = new ArrayList<>();
    describe(thrown, lines);
    return new CellFailure(className(thrown), message(thrown), lines);
  }

  private void describe(JShellException thrown, List<String> lines) {
    lines.add(
        Ink.red(className(thrown))
            + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()));
    List<StackTraceElement> frames = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (OWN_FRAMES.stream().noneMatch(frame.getClassName()::startsWith)) {
        frames.add(frame);
      }
    }
    List<String> texts = new ArrayList<>();
    int repeats = 0;
    for (StackTraceElement frame : frames) {
      String text = "    at " + describe(frame);
      // A deep recursion says the same a thousand times.
      if (!texts.isEmpty() && texts.get(texts.size() - 1).equals(text)) {
        repeats++;
        continue;
      }
      repeats = tellRepeats(repeats, texts);
      texts.add(text);
    }
    tellRepeats(repeats, texts);
    // Of a long traceback the near end and the far one, which is the cell.
    if (texts.size() > SHOWN + 2) {
      lines.addAll(texts.subList(0, SHOWN));
      lines.add(Ink.grey("    ... " + (texts.size() - SHOWN - 1) + " more"));
      lines.add(texts.get(texts.size() - 1));
    } else {
      lines.addAll(texts);
    }
    if (thrown.getCause() instanceof JShellException cause && cause != thrown) {
      lines.add("Caused by:");
      describe(cause, lines);
    }
  }

  private static int tellRepeats(int repeats, List<String> texts) {
    if (repeats > 0) {
      texts.add(Ink.grey("    ... the same " + repeats + " more times"));
    }
    return 0;
  }

  private String describe(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file != null && file.startsWith("#")) {
      Optional<CellPlaces.Line> line = places.find(file.substring(1), frame.getLineNumber());
      if (line.isPresent()) {
        return inCell(frame, line.get());
      }
    }
    String where =
        frame.isNativeMethod()
            ? "native"
            : file == null ? "unknown" : file + ":" + frame.getLineNumber();
    return frame.getClassName() + "." + frame.getMethodName() + Ink.grey(" (" + where + ")");
  }

  private static String inCell(StackTraceElement frame, CellPlaces.Line line) {
    String method = frame.getMethodName();
    String owner = frame.getClassName();
    StringBuilder text = new StringBuilder();
    if (method.startsWith("lambda$")) {
      text.append("lambda in ");
    } else if (!method.isEmpty() && !method.startsWith("do_it$")) {
      text.append(owner.isEmpty() ? "" : owner + ".").append(method).append(" in ");
    }
    return text.append("cell ")
        .append(line.cell())
        .append(", line ")
        .append(line.line())
        .append(Ink.grey(": " + line.text()))
        .toString();
  }

  private static String className(JShellException thrown) {
    return thrown instanceof EvalException evaluation
        ? evaluation.getExceptionClassName()
        : thrown.getClass().getName();
  }

  private static String message(JShellException thrown) {
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }
}
