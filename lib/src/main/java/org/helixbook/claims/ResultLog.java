package org.helixbook.claims;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.StoredRun;
import org.helixbook.storage.AtomicFile;

/**
 * The main results of one notebook, kept in one JSON file: an array of {@link Result}. The file is
 * rewritten whole after each result, so it can be read at any moment.
 */
public final class ResultLog {
  private final Path file;
  private final String notebook;
  private final String profile;
  private final Map<String, Result> results = new LinkedHashMap<>();
  private int recordings;
  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultLog(Path file, String notebook, String profile) {
    this.file = file;
    this.notebook = notebook;
    this.profile = profile;
  }

  /**
   * Opens an empty log and writes it, so that an earlier execution's results are not taken for this
   * one's.
   *
   * @param reportFolder the report folder; the file is {@code results/<notebook>.json} in it
   * @param notebook the notebook's name, such as {@code paper1-spectrogram-cnn/04-model-2}
   * @param profile the profile's label
   * @throws InputProblem if the file cannot be written
   */
  public static ResultLog open(Path reportFolder, String notebook, String profile) {
    ResultLog log =
        new ResultLog(
            reportFolder.resolve("results").resolve(notebook + ".json"), notebook, profile);
    log.write();
    return log;
  }

  /**
   * Adds a result, or replaces the one with the same id, data set, variant and profile.
   *
   * @param result what was measured; one of a reference run keeps that profile
   * @return the result as it was written, with notebook, profile and an anchor of its own
   * @throws InputProblem if the file cannot be written
   */
  public Result record(Result result) {
    recordings++;
    String in = result.isReference() ? Result.REFERENCE : profile;
    Result signed = result.recorded(notebook, in, "result-" + recordings);
    results.put(signed.key(), signed);
    write();
    return signed;
  }

  /**
   * Everything that notebooks recorded in a report folder.
   *
   * @return the results, notebook by notebook in alphabetical order; empty if there are none
   * @throws InputProblem if a file is damaged
   */
  public static List<Result> readAll(Path reportFolder) {
    Path folder = reportFolder.resolve("results");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return InputProblem.ifRefused(
        folder,
        "the results cannot be listed",
        "give read permission",
        () -> {
          try (Stream<Path> files = Files.walk(folder)) {
            return files
                .filter(path -> path.toString().endsWith(".json"))
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .sorted()
                .flatMap(file -> read(file).stream())
                .toList();
          }
        });
  }

  /**
   * The results of one file.
   *
   * @param file as {@link #record} writes it
   * @return the results in their order
   * @throws InputProblem if the file is damaged
   */
  public static List<Result> read(Path file) {
    return InputProblem.ifRefused(
        file,
        "this cannot be read as recorded results",
        "delete it and run its notebook again",
        () -> List.of(new ObjectMapper().readValue(file.toFile(), Result[].class)));
  }

  /**
   * What reference runs gave.
   *
   * @param file as {@link #record} writes it
   * @param runs whose records stand beside it
   * @return the results in their order, each as of a reference run
   * @throws InputProblem if the file is damaged, or a result is of another run
   */
  public static List<Result> readReference(Path file, List<StoredRun> runs) {
    Set<String> ids = runs.stream().map(run -> run.id().text()).collect(Collectors.toSet());
    List<Result> results = read(file);
    for (Result result : results) {
      for (String run : result.runs()) {
        if (!ids.contains(run)) {
          throw new InputProblem(
              file + ", result '" + result.id() + "'",
              "it is of run " + run + ", whose records do not stand beside it",
              "restore the folder from the repository, or make it anew");
        }
      }
    }
    return results.stream().map(Result::ofReference).toList();
  }

  /** The results so far, in the order of their first recording. */
  public List<Result> results() {
    return new ArrayList<>(results.values());
  }

  private void write() {
    InputProblem.ifRefused(
        file,
        "the results cannot be written",
        "make room or give write permission, or set HELIXBOOK_REPORT to another folder",
        () -> AtomicFile.writeText(file, json.writeValueAsString(results.values()) + "\n"));
  }
}
