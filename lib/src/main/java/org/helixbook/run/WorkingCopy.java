package org.helixbook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The checkout that the kit runs from, as git knows it. */
public final class WorkingCopy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private WorkingCopy(Path folder) {
    this.folder = folder;
  }

  /**
   * The commit of a checkout. A notebook that was executed and saved, or whose parameters were
   * changed, is still the committed one: its outputs compute nothing, and a run keeps its
   * parameters.
   *
   * @param folder its top folder; a repository that begins further up is of something else
   * @return such as {@code 1a2b3c4}, or {@code 1a2b3c4-dirty} if a tracked file says something else
   *     than in the commit; empty without git or a repository
   */
  public static Optional<String> commit(Path folder) {
    WorkingCopy copy = new WorkingCopy(folder);
    return copy.git("describe", "--always")
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> copy.isDirty() ? name + "-dirty" : name);
  }

  private boolean isDirty() {
    return git("diff", "--name-only", "-z", "HEAD").stream()
        .flatMap(names -> Arrays.stream(names.split("\0")))
        .anyMatch(name -> !name.isEmpty() && !isSavedNotebook(name));
  }

  private boolean isSavedNotebook(String name) {
    if (!name.endsWith(".ipynb")) {
      return false;
    }
    try {
      return cells(git("show", "HEAD:" + name).orElseThrow())
          .equals(cells(Files.readString(folder.resolve(name))));
    } catch (IOException | RuntimeException e) {
      return false; // removed, new, or not a notebook
    }
  }

  /** The kind and the text of every cell but the one with the parameters. */
  private static List<String> cells(String notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : JSON.readTree(notebook).get("cells")) {
      StringBuilder text = new StringBuilder(cell.get("cell_type").asText()).append('\n');
      JsonNode source = cell.get("source");
      if (source.isTextual()) {
        text.append(source.asText());
      }
      source.forEach(line -> text.append(line.asText()));
      boolean parameters = false;
      for (JsonNode tag : cell.at("/metadata/tags")) {
        parameters |= tag.asText().equals("parameters");
      }
      cells.add(parameters ? "parameters" : text.toString());
    }
    return cells;
  }

  private Optional<String> git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "--git-dir=.git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!git.waitFor(5, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
      return git.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
