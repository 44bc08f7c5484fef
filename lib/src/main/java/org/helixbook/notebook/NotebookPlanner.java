package org.helixbook.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.helixbook.engine.KitProcess;
import org.helixbook.experiment.sweep.PlannedRun;
import org.helixbook.experiment.sweep.Point;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.storage.KitFolder;

/**
 * Finds out which runs a notebook's first training would be with other parameters, by evaluating
 * its cells up to that training, for one choice of the parameters after the other, in a process of
 * its own.
 */
public final class NotebookPlanner {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the kernel imports. */
  private static final List<String> IMPORTS =
      List.of(
          "java.util.*",
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.util.concurrent.*",
          "java.util.prefs.*",
          "java.util.regex.*");

  /** Comes before a line for the process that asked. */
  private static final String MARK = "@plan ";

  private final Path notebook;
  private final Path folder;

  /**
   * A planner.
   *
   * @param notebook the file, or its name below {@code notebooks/} without the ending
   * @param folder for its own files; made if it is missing
   * @throws InputProblem if there is no such notebook
   */
  public NotebookPlanner(String notebook, Path folder) {
    this.notebook = find(notebook);
    this.folder = folder;
  }

  private static Path find(String name) {
    Path kit = KitFolder.root();
    for (Path file :
        List.of(
            KitFolder.place(name),
            kit.resolve("notebooks").resolve(name),
            kit.resolve("notebooks").resolve(name + ".ipynb"))) {
      if (Files.isRegularFile(file)) {
        return file.toAbsolutePath().normalize();
      }
    }
    throw new InputProblem(
        "notebook '" + name + "'",
        "there is no such file",
        "write its place, such as paper1-spectrogram-cnn/04-model-2");
  }

  /** The notebook's name: its place below {@code notebooks/}, or that of its file. */
  public String name() {
    String text = notebook.toString().replace('\\', '/').replaceFirst("\\.ipynb$", "");
    int at = text.lastIndexOf("/notebooks/");
    return at < 0
        ? notebook.toFile().getName().replaceFirst("\\.ipynb$", "")
        : text.substring(at + "/notebooks/".length());
  }

  /**
   * What a notebook would train.
   *
   * @param variant for a reader
   * @param runs one a choice and seed, with the parameters' own names; without those of the choices
   *     that failed
   * @param problems why the others failed
   */
  public record Plan(String variant, List<PlannedRun> runs, Map<Point, String> problems) {}

  /**
   * Asks the notebook.
   *
   * @param points the choices of its parameters
   * @param seeds how many, consecutive
   * @param progress is told of each choice
   * @throws InputProblem if the notebook does not take one of the parameters before it trains, or
   *     no choice came to a training
   */
  public Plan plan(List<Point> points, int seeds, Progress progress) {
    return InputProblem.ifRefused(
        folder,
        "the sweep cannot be planned there",
        "make room or name another folder",
        () -> asked(points, seeds, progress));
  }

  private Plan asked(List<Point> points, int seeds, Progress progress) throws IOException {
    Files.createDirectories(folder);
    Path question = folder.resolve("plan.json");
    Path choices = folder.resolve("choices.json");
    Files.writeString(
        choices, JSON.writeValueAsString(points.stream().map(Point::settings).toList()));
    ProcessBuilder builder =
        KitProcess.of(
            NotebookPlanner.class,
            List.of(notebook.toString(), choices.toString(), question.toString(), "" + seeds));
    builder.environment().put(SweepPlan.VARIABLE, question.toString());
    builder.environment().put(Notebook.PROGRESS_VARIABLE, "silent");
    // What the cells record before their training must not take the place of a reader's results.
    builder.environment().put(ReportFolder.VARIABLE, folder.resolve("planning").toString());
    Process process = builder.redirectError(folder.resolve("planning.log").toFile()).start();
    progress.begin("planning " + name(), points.size(), "settings");
    Plan plan = new Plan("", new ArrayList<>(), new LinkedHashMap<>());
    int done = 0;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MARK)) {
          plan = with(plan, points.get(done++), JSON.readTree(line.substring(MARK.length())));
          progress.advance(done, "");
        }
      }
    } finally {
      process.destroy();
      await(process);
      progress.end(done + " of " + points.size() + " settings planned");
    }
    if (done < points.size()) {
      throw new InputProblem(
          notebook.toString(),
          "planning ended too early; the last line of "
              + folder.resolve("planning.log")
              + " is: "
              + lastLine(),
          "run the notebook by itself to see what fails");
    }
    if (plan.runs().isEmpty()) {
      throw new InputProblem(
          notebook.toString(),
          "no choice of the parameters came to a training: "
              + plan.problems().values().iterator().next(),
          "run the notebook by itself with these parameters");
    }
    return plan;
  }

  private static void await(Process process) {
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("planning.log"));
    return lines.isEmpty() ? "(empty)" : lines.get(lines.size() - 1);
  }

  private Plan with(Plan plan, Point point, JsonNode said) throws IOException {
    if (said.has("problem")) {
      plan.problems().put(point, said.path("problem").asText());
      return plan;
    }
    Path kept = folder.resolve("kept.json");
    Files.writeString(kept.resolveSibling("kept.json.answer"), said.path("answer").asText());
    SweepPlan.Answer answer = SweepPlan.answer(kept).orElseThrow();
    Map<String, String> settings = new LinkedHashMap<>();
    point
        .settings()
        .forEach(
            (typed, value) -> {
              String name = answer.names().get(Parameters.variable(typed));
              if (name == null) {
                throw new InputProblem(
                    "sweep over '" + typed + "'",
                    name() + " takes no such parameter before its first training",
                    "choose from these: " + String.join(", ", answer.names().values()));
              }
              settings.put(name, value);
            });
    answer
        .configurations()
        .forEach(run -> plan.runs().add(new PlannedRun(new Point(settings), run)));
    return new Plan(answer.variant(), plan.runs(), plan.problems());
  }

  /**
   * Evaluates the cells of a notebook: for {@link #plan}, which starts this process.
   *
   * @param arguments notebook, choices, question, and number of seeds
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    List<String> cells = cells(Path.of(arguments[0]));
    Path question = Path.of(arguments[2]);
    for (JsonNode choice : JSON.readTree(Path.of(arguments[1]).toFile())) {
      Map<String, String> settings = new LinkedHashMap<>();
      choice.fields().forEachRemaining(e -> settings.put(e.getKey(), e.getValue().asText()));
      Optional<String> problem;
      try {
        SweepPlan.ask(question, settings, Integer.parseInt(arguments[3]));
        problem = evaluate(cells, question);
      } catch (IOException e) {
        problem = Optional.of(question + " cannot be written (" + e.getMessage() + ")");
      }
      Optional<SweepPlan.Answer> answer = SweepPlan.answer(question);
      Map<String, String> said =
          answer.isPresent()
              ? Map.of("answer", Files.readString(Path.of(question + ".answer")))
              : Map.of("problem", problem.orElse("the notebook trains nothing as a run"));
      answers.println(MARK + JSON.writeValueAsString(said));
      answers.flush();
    }
    System.exit(0);
  }

  private static List<String> cells(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : JSON.readTree(notebook.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        StringBuilder text = new StringBuilder();
        JsonNode source = cell.path("source");
        if (source.isArray()) {
          source.forEach(line -> text.append(line.asText()));
        } else {
          text.append(source.asText());
        }
        cells.add(text.toString());
      }
    }
    return cells;
  }

  /** Evaluates until there is an answer; the first failure, if there is none. */
  private static Optional<String> evaluate(List<String> cells, Path question) throws IOException {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
      for (String cell : cells) {
        String rest = cell;
        while (!rest.isBlank()) {
          SourceCodeAnalysis.CompletionInfo piece =
              shell.sourceCodeAnalysis().analyzeCompletion(rest);
          String source = piece.source() == null ? rest : piece.source();
          for (SnippetEvent event : shell.eval(source)) {
            if (SweepPlan.answer(question).isPresent()) {
              return Optional.empty();
            }
            Optional<String> problem = problem(shell, event);
            if (problem.isPresent()) {
              return problem;
            }
          }
          rest = piece.source() == null ? "" : piece.remaining();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(JShell shell, SnippetEvent event) {
    if (event.exception() instanceof EvalException thrown) {
      return Optional.of(
          thrown.getExceptionClassName().equals(InputProblem.class.getName())
              ? thrown.getMessage()
              : thrown.getExceptionClassName() + ": " + thrown.getMessage());
    }
    if (event.exception() != null || event.status() == Snippet.Status.REJECTED) {
      return Optional.of(
          shell
                  .diagnostics(event.snippet())
                  .filter(Diag::isError)
                  .findFirst()
                  .map(error -> error.getMessage(null).lines().findFirst().orElse(""))
                  .orElse("a cell cannot be evaluated")
              + " ("
              + event.snippet().source().lines().findFirst().orElse("").strip()
              + ")");
    }
    return Optional.empty();
  }
}
