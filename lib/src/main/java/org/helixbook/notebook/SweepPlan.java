package org.helixbook.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helixbook.experiment.Variant;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.SettingText;
import org.helixbook.run.RunConfiguration;
import org.helixbook.storage.AtomicFile;

/**
 * What a sweep from the command line asks of a notebook: not to train, but to say which runs its
 * first training would be with other parameters. The environment names a file with the parameters;
 * the answer is written beside it.
 */
record SweepPlan(Path question, Asked asked) {
  /** The environment variable that names the file; without it a notebook computes as ever. */
  static final String VARIABLE = "HELIXBOOK_PLAN";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Ends the notebook: all was said. */
  static final class Answered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Answered() {
      super("the runs of the sweep are written down");
    }
  }

  /** What stands in the file: parameters by their names, and the number of seeds. */
  record Asked(Map<String, String> settings, int seeds) {
    Asked {
      if (settings == null || seeds < 1) {
        throw new IllegalArgumentException("it asks for nothing");
      }
    }
  }

  /** What is asked; empty if nothing is. */
  static Optional<SweepPlan> in(Map<String, String> environment) {
    return SettingText.given(environment, VARIABLE).map(SweepPlan::read);
  }

  private static SweepPlan read(String file) {
    return InputProblem.ifRefused(
        VARIABLE,
        "'" + file + "' is no question of a sweep that can be read",
        "unset it; helixbook sweep sets it itself",
        () -> {
          Path question = Path.of(file);
          return new SweepPlan(question, JSON.readValue(question.toFile(), Asked.class));
        });
  }

  /** Writes a question. */
  static void ask(Path question, Map<String, String> settings, int seeds) throws IOException {
    Files.deleteIfExists(answerTo(question));
    AtomicFile.writeText(question, JSON.writeValueAsString(new Asked(settings, seeds)));
  }

  private static Path answerTo(Path question) {
    return question.resolveSibling(question.toFile().getName() + ".answer");
  }

  /**
   * An answer.
   *
   * @param variant what would be trained, for a reader
   * @param runs the configurations as JSON, one a seed
   * @param names of the parameters that were taken, by their variables
   */
  record Answer(String variant, List<String> runs, Map<String, String> names) {
    List<RunConfiguration> configurations() {
      return runs.stream().map(RunConfiguration::fromJson).toList();
    }
  }

  /** The answer to a question; empty before there is one. */
  static Optional<Answer> answer(Path question) throws IOException {
    Path answer = answerTo(question);
    return Files.exists(answer)
        ? Optional.of(JSON.readValue(answer.toFile(), Answer.class))
        : Optional.empty();
  }

  /** The environment in which the parameters are those of the question. */
  Map<String, String> applied(Map<String, String> environment) {
    Map<String, String> changed = new TreeMap<>(environment);
    asked.settings().forEach((name, value) -> changed.put(Parameters.variable(name), value));
    return changed;
  }

  /** How many seeds are asked for. */
  int seeds() {
    return asked.seeds();
  }

  /** A setting that is asked for, under whichever spelling of its name. */
  Optional<String> setting(String name) {
    String variable = Parameters.variable(name);
    return asked.settings().entrySet().stream()
        .filter(setting -> Parameters.variable(setting.getKey()).equals(variable))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Writes the runs down and ends the notebook.
   *
   * @param variant what would be trained
   * @param from the seeds
   * @param taken the names of what was taken, by their variables
   */
  void answer(Variant<?> variant, List<Long> from, Map<String, String> taken) {
    Variant<?> choosing = variant.forChoosing();
    List<String> runs = from.stream().map(seed -> choosing.configuration(seed).toJson()).toList();
    InputProblem.ifRefused(
        answerTo(question),
        "the plan of the sweep cannot be written",
        "make room or name another folder",
        () ->
            AtomicFile.writeText(
                answerTo(question),
                JSON.writeValueAsString(new Answer(variant.name(), runs, taken))));
    throw new Answered();
  }
}
