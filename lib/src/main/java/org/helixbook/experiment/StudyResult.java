package org.helixbook.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;

/**
 * The results of one experiment, small enough to be kept in the repository beside what a reader
 * computes.
 *
 * @param study its name, such as {@code rows}
 * @param question what it asks
 * @param provenance who computed it, how and with what: a sentence
 * @param results a row a variant, in the order of the figure
 * @param plateau the trainings of a plateau study; empty in others
 */
public record StudyResult(
    String study,
    String question,
    String provenance,
    List<VariantResult> results,
    List<PlateauTrial> plateau) {

  /** Copies the lists. */
  public StudyResult {
    Objects.requireNonNull(study, "study");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(provenance, "provenance");
    results = results == null ? List.of() : List.copyOf(results);
    plateau = plateau == null ? List.of() : List.copyOf(plateau);
  }

  /**
   * An experiment over variants.
   *
   * @param study its name
   * @param question what it asks
   * @param results a row a variant
   * @return the results, computed here
   */
  public static StudyResult of(String study, String question, List<VariantResult> results) {
    return new StudyResult(study, question, "computed here", results, List.of());
  }

  /** The same with another provenance. */
  public StudyResult computedBy(String sentence) {
    return new StudyResult(study, question, sentence, results, plateau);
  }

  /** The names of the rows, in order. */
  public List<String> names() {
    return results.stream().map(VariantResult::name).toList();
  }

  /** The mean accuracies with their intervals, in order. */
  public List<ConfidenceInterval> accuracies() {
    return results.stream().map(VariantResult::accuracy).toList();
  }

  /**
   * The mean accuracies of some rows.
   *
   * @param wanted their names
   * @return one each, NaN for a row that is not here
   */
  public List<ConfidenceInterval> accuracies(List<String> wanted) {
    ConfidenceInterval none = new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN, 0.95);
    return wanted.stream()
        .map(
            name ->
                results.stream()
                    .filter(one -> one.name().equals(name))
                    .map(VariantResult::accuracy)
                    .findFirst()
                    .orElse(none))
        .toList();
  }

  /**
   * One row.
   *
   * @param name the variant
   * @return its result
   * @throws IllegalArgumentException if there is none
   */
  public VariantResult result(String name) {
    return results.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no '" + name + "', only " + names()));
  }

  /**
   * Writes the file {@code STUDY.json}, whole or not at all.
   *
   * @param folder where to
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    byte[] json = (toJson() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(study + ".json"), out -> out.write(json));
  }

  private String toJson() throws JsonProcessingException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return new ObjectMapper().writer(printer).writeValueAsString(this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param folder where it is
   * @param study its name
   * @return the results
   * @throws InputProblem if there is no such file, or it holds something else
   */
  public static StudyResult read(Path folder, String study) {
    Path file = folder.resolve(study + ".json");
    try {
      return new ObjectMapper().readValue(Files.readAllBytes(file), StudyResult.class);
    } catch (IOException e) {
      throw new InputProblem(
          file.toString(),
          "it cannot be read ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ")",
          "restore it from the repository",
          e);
    }
  }
}
