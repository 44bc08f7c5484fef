package org.helixbook.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helixbook.experiment.Variant;
import org.helixbook.feedback.InputProblem;
import org.helixbook.run.RunConfiguration;
import org.helixbook.storage.AtomicFile;

/**
 * What a sweep from the command line asks of a notebook: not to train, but to say which runs its
 * first training would be with other parameters. The environment names a file with the parameters;
 * the answer is written beside it.
 */
final class SweepPlan {
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

  private final Path question;
  private final Map<String, String> settings = new TreeMap<>();
  private final int seeds;

  private SweepPlan(Path question, JsonNode asked) {
    this.question = question;
    asked
        .path("settings")
        .fields()
        .forEachRemaining(e -> settings.put(e.getKey(), e.getValue().asText()));
    this.seeds = asked.path("seeds").asInt(1);
  }

  /** What is asked; empty if nothing is. */
  static Optional<SweepPlan> in(Map<String, String> environment) {
    String file = environment.get(VARIABLE);
    if (file == null || file.isBlank()) {
      return Optional.empty();
    }
    return InputProblem.ifRefused(
        VARIABLE,
        "it names no file that can be read",
        "unset it",
        () -> {
          Path question = Path.of(file.strip());
          return Optional.of(new SweepPlan(question, JSON.readTree(Files.readString(question))));
        });
  }

  /** Writes a question. */
  static void ask(Path question, Map<String, String> settings, int seeds) throws IOException {
    Files.deleteIfExists(answerTo(question));
    AtomicFile.writeText(
        question, JSON.writeValueAsString(Map.of("settings", settings, "seeds", seeds)));
  }

  private static Path answerTo(Path question) {
    return question.resolveSibling(question.toFile().getName() + ".answer");
  }

  /**
   * An answer.
   *
   * @param variant what would be trained, for a reader
   * @param configurations one a seed
   * @param names of the parameters that were taken, by their variables
   */
  record Answer(String variant, List<RunConfiguration> configurations, Map<String, String> names) {}

  /** The answer to a question; empty before there is one. */
  static Optional<Answer> answer(Path question) throws IOException {
    if (!Files.exists(answerTo(question))) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(Files.readString(answerTo(question)));
    List<RunConfiguration> configurations = new ArrayList<>();
    for (JsonNode run : json.path("runs")) {
      configurations.add(RunConfiguration.fromJson(run.asText()));
    }
    Map<String, String> names = new LinkedHashMap<>();
    json.path("names").fields().forEachRemaining(e -> names.put(e.getKey(), e.getValue().asText()));
    return Optional.of(new Answer(json.path("variant").asText(), configurations, names));
  }

  /** The environment in which the parameters are those of the question. */
  Map<String, String> applied(Map<String, String> environment) {
    Map<String, String> changed = new TreeMap<>(environment);
    settings.forEach((name, value) -> changed.put(Parameters.variable(name), value));
    return changed;
  }

  /** How many seeds are asked for. */
  int seeds() {
    return seeds;
  }

  /** A setting that is asked for, under whichever spelling of its name. */
  Optional<String> setting(String name) {
    String variable = Parameters.variable(name);
    return settings.entrySet().stream()
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
    ObjectNode json = JSON.createObjectNode().put("variant", variant.name());
    ArrayNode runs = json.putArray("runs");
    from.forEach(seed -> runs.add(choosing.configuration(seed).toJson()));
    ObjectNode names = json.putObject("names");
    taken.forEach(names::put);
    try {
      AtomicFile.writeText(answerTo(question), json.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(question + " cannot be answered", e);
    }
    throw new Answered();
  }
}
