package org.helixbook.paper1;

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
import java.util.stream.Stream;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.experiment.ClassifierReport;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import tech.tablesaw.api.Table;

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
    List<Row> results,
    List<PlateauStudy.Training> plateau) {

  /**
   * What a variant, or a baseline, scored on one set of windows.
   *
   * @param name the variant
   * @param scoredOn the windows, such as {@code human-coding-600}
   * @param windows how many they are
   * @param parameters weights and biases; 0 if unknown
   * @param seeds the base seeds; empty for a method without any
   * @param accuracies the accuracy of each seed, or the one accuracy
   * @param aucs the area under the ROC curve, likewise; class 0 is to be found
   * @param accuracy mean with its 95 % interval
   * @param auc likewise
   * @param runs the ids of the runs
   * @param over what the intervals speak of
   */
  public record Row(
      String name,
      String scoredOn,
      int windows,
      long parameters,
      List<Long> seeds,
      List<Double> accuracies,
      List<Double> aucs,
      ConfidenceInterval accuracy,
      ConfidenceInterval auc,
      List<String> runs,
      String over) {
    /** Copies the lists. */
    public Row {
      seeds = List.copyOf(seeds);
      accuracies = List.copyOf(accuracies);
      aucs = List.copyOf(aucs);
      runs = List.copyOf(runs);
      Objects.requireNonNull(over, "over");
    }

    /** The scores of a variant's trials, or of a method. */
    public static Row of(Trials<? extends Decisions> trials, Bootstrap bootstrap) {
      RepeatedDecisions decisions = trials.decisions();
      return new Row(
          trials.name(),
          trials.dataset(),
          decisions.labels().length,
          trials.parameters(),
          trials.seeds(),
          decisions.accuracies(),
          decisions.aucs(0),
          decisions.accuracy(bootstrap, ClassifierReport.DRAWS_OF_ACCURACY),
          decisions.auc(0, bootstrap, ClassifierReport.DRAWS_OF_AUC),
          trials.runs(),
          decisions.over());
    }

    /** What stands behind it, to be recorded with a figure of a data set. */
    public Provenance provenance(String dataset) {
      return Provenance.on(dataset).withN(windows).withSeeds(seeds).withRuns(runs);
    }

    /** Its accuracy minus one on other windows, see {@link Comparison#independent}. */
    public Comparison minusElsewhere(Row other) {
      return Comparison.independent(
          "accuracy",
          accuracy,
          provenance(scoredOn),
          other.accuracy,
          other.provenance(other.scoredOn));
    }

    /** The same under another name. */
    public Row named(String other) {
      return new Row(
          other, scoredOn, windows, parameters, seeds, accuracies, aucs, accuracy, auc, runs, over);
    }
  }

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
  public static StudyResult of(String study, String question, List<Row> results) {
    return new StudyResult(study, question, "computed here", results, List.of());
  }

  /**
   * Scores of trials.
   *
   * @param study its name
   * @param question what it asks
   * @param trials a row each, networks and methods alike
   * @param bootstrap how intervals are drawn
   * @return the results, computed here
   */
  public static StudyResult of(
      String study,
      String question,
      List<? extends Trials<? extends Decisions>> trials,
      Bootstrap bootstrap) {
    return of(study, question, trials.stream().map(one -> Row.of(one, bootstrap)).toList());
  }

  /**
   * The same with those rows alone whose names begin so.
   *
   * @throws IllegalArgumentException if there is none
   */
  public StudyResult only(String beginning) {
    List<Row> chosen = results.stream().filter(row -> row.name().startsWith(beginning)).toList();
    if (chosen.isEmpty()) {
      throw missing(beginning);
    }
    return new StudyResult(study, question, provenance, chosen, plateau);
  }

  /** The same with one more row. */
  public StudyResult with(Row row) {
    return and(of(study, question, List.of(row)));
  }

  /** The same with the rows and trainings of another, under this one's name. */
  public StudyResult and(StudyResult other) {
    return new StudyResult(
        study,
        question,
        provenance,
        Stream.concat(results.stream(), other.results.stream()).toList(),
        Stream.concat(plateau.stream(), other.plateau.stream()).toList());
  }

  /** The ids of all runs behind it, each once. */
  public List<String> runs() {
    return Stream.concat(
            results.stream().flatMap(row -> row.runs().stream()),
            plateau.stream().map(PlateauStudy.Training::run))
        .distinct()
        .toList();
  }

  /**
   * The rows as a table.
   *
   * @param title the table's name
   * @return {@code variant}, {@code parameters} (missing if unknown), {@code seeds}, accuracy and
   *     AUC with the ends of their 95 % intervals, and what the {@code intervals} are {@code over}
   */
  public Table table(String title) {
    return Columns.of(results)
        .text("variant", Row::name)
        .whole("parameters", row -> row.parameters() == 0 ? null : row.parameters())
        .count("seeds", row -> row.seeds().size())
        .number("accuracy", row -> row.accuracy().value())
        .number("accuracy, from", row -> row.accuracy().low())
        .number("accuracy, to", row -> row.accuracy().high())
        .number("AUC", row -> row.auc().value())
        .number("AUC, from", row -> row.auc().low())
        .number("AUC, to", row -> row.auc().high())
        .text("intervals over", Row::over)
        .table(title);
  }

  /**
   * The accuracy of one method in several studies.
   *
   * @param studies in this order
   * @param name the method
   * @return one each, NaN for a study without it
   */
  public static List<ConfidenceInterval> accuracies(List<StudyResult> studies, String name) {
    return studies.stream().map(one -> one.accuracies(List.of(name)).get(0)).toList();
  }

  /** The same with another provenance. */
  public StudyResult computedBy(String sentence) {
    return new StudyResult(study, question, sentence, results, plateau);
  }

  /** The names of the rows, in order. */
  public List<String> names() {
    return results.stream().map(Row::name).toList();
  }

  /** The mean accuracies with their intervals, in order. */
  public List<ConfidenceInterval> accuracies() {
    return results.stream().map(Row::accuracy).toList();
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
                    .map(Row::accuracy)
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
  public Row result(String name) {
    return results.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name));
  }

  private IllegalArgumentException missing(String name) {
    return new IllegalArgumentException("there is no '" + name + "', only " + names());
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
    return InputProblem.ifRefused(
        file,
        "it cannot be read",
        "restore it from the repository",
        () -> new ObjectMapper().readValue(Files.readAllBytes(file), StudyResult.class));
  }
}
