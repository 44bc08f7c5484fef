package org.helixbook.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.Digest;

/** The files in a run's folder: their names and their forms. */
final class RunFiles {
  /** Raised when the folder's form changes so that an older kit would misread it. */
  static final int FORMAT = 1;

  static final String CONFIG = "config.json";
  static final String ENVIRONMENT = "environment.json";
  static final String HISTORY = "history.csv";
  static final String CHECKPOINT = "checkpoint";
  static final String PREDICTIONS = "predictions.csv";
  static final String METRICS = "metrics.json";
  static final String DIVERGED = "diverged.json";

  private static final String HISTORY_HEAD =
      "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,seconds";

  private final Path folder;
  private final FileWriting writing;

  RunFiles(Path folder, FileWriting writing) {
    this.folder = folder;
    this.writing = writing;
  }

  Path folder() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  void write(String name, String text) throws IOException {
    writing.write(file(name), text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String name, JsonNode json) throws IOException {
    write(name, CanonicalJson.pretty(json));
  }

  /** A JSON file; empty if it is missing or cannot be read as JSON. */
  Optional<JsonNode> json(String name) {
    try {
      JsonNode json = has(name) ? CanonicalJson.parse(Files.readString(file(name))) : null;
      return json != null && json.isObject() ? Optional.of(json) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void writeConfiguration(RunConfiguration configuration) throws IOException {
    ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
    json.put("format", FORMAT);
    json.put("id", configuration.id().text());
    json.set("configuration", configuration.tree());
    write(CONFIG, json);
  }

  /**
   * The configuration; empty if the file is missing or damaged.
   *
   * @throws InputProblem if a newer version of the kit wrote it
   */
  Optional<RunConfiguration> configuration() {
    Optional<JsonNode> json = json(CONFIG);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    int format = json.get().path("format").asInt();
    if (format > FORMAT) {
      throw new InputProblem(
          folder.toString(),
          "a newer version of the kit wrote this run (form "
              + format
              + ", and this version knows "
              + FORMAT
              + ")",
          "update the kit, or set " + RunStore.VARIABLE + " to another folder");
    }
    try {
      RunConfiguration read = RunConfiguration.of(json.get().path("configuration"));
      return read.id().text().equals(json.get().path("id").asText())
          ? Optional.of(read)
          : Optional.empty();
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    }
  }

  void writeHistory(History history) throws IOException {
    StringBuilder text = new StringBuilder(HISTORY_HEAD).append('\n');
    for (EpochRecord e : history.epochs()) {
      text.append(e.epoch()).append(',').append(e.trainLoss()).append(',');
      text.append(e.trainAccuracy()).append(',').append(e.testLoss()).append(',');
      text.append(e.testAccuracy()).append(',').append(e.seconds()).append('\n');
    }
    write(HISTORY, text.toString());
  }

  /** The epochs that can be read: a last line without its end, or a damaged one, is left out. */
  History history() {
    List<EpochRecord> epochs = new ArrayList<>();
    try {
      String text = has(HISTORY) ? Files.readString(file(HISTORY)) : "";
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      for (String line : whole.lines().skip(1).toList()) {
        String[] cells = line.split(",", -1);
        epochs.add(
            new EpochRecord(
                Integer.parseInt(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5])));
      }
      return new History(epochs);
    } catch (IOException | RuntimeException e) {
      return new History(leading(epochs));
    }
  }

  private static List<EpochRecord> leading(List<EpochRecord> epochs) {
    int good = 0;
    while (good < epochs.size() && epochs.get(good).epoch() == good + 1) {
      good++;
    }
    return epochs.subList(0, good);
  }

  void writePredictions(Predictions predictions) throws IOException {
    StringBuilder text = new StringBuilder("image,label,predicted");
    for (int c = 0; c < predictions.classNames().size(); c++) {
      text.append(",p").append(c);
    }
    text.append('\n');
    double[][] probabilities = predictions.probabilities();
    int[] labels = predictions.labels();
    int[] predicted = predictions.predicted();
    for (int i = 0; i < labels.length; i++) {
      text.append(i).append(',').append(labels[i]).append(',').append(predicted[i]);
      for (double p : probabilities[i]) {
        text.append(',').append(p);
      }
      text.append('\n');
    }
    write(PREDICTIONS, text.toString());
  }

  Predictions predictions(List<String> classNames) throws IOException {
    List<String> lines = Files.readAllLines(file(PREDICTIONS));
    int[] labels = new int[lines.size() - 1];
    double[][] probabilities = new double[labels.length][classNames.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      labels[i] = Integer.parseInt(cells[1]);
      for (int c = 0; c < classNames.size(); c++) {
        probabilities[i][c] = Double.parseDouble(cells[3 + c]);
      }
    }
    return new Predictions(probabilities, labels, classNames);
  }

  /** Writes the metrics, and with them the mark that the run is complete; the last file of all. */
  void writeMetrics(Predictions test, int epochs) throws IOException {
    ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
    json.put("epochs", epochs);
    json.put("testImages", test.size());
    json.put("testAccuracy", test.accuracy());
    json.put("testLoss", test.meanLoss());
    ObjectNode digests = json.putObject("sha256");
    for (String name : List.of(HISTORY, PREDICTIONS)) {
      digests.put(name, Digest.sha256(file(name)));
    }
    write(METRICS, json);
  }

  /** The files of a complete run that are missing or not as they were written. */
  List<String> damagedResults() {
    Optional<JsonNode> metrics = json(METRICS);
    if (metrics.isEmpty()) {
      return List.of(METRICS);
    }
    List<String> damaged = new ArrayList<>();
    for (String name : List.of(HISTORY, PREDICTIONS)) {
      try {
        String written = metrics.get().path("sha256").path(name).asText();
        if (!has(name) || !Digest.sha256(file(name)).equals(written)) {
          damaged.add(name);
        }
      } catch (IOException e) {
        damaged.add(name);
      }
    }
    return damaged;
  }

  /** Deletes what a killed process left under temporary names. Only for who holds the lock. */
  void sweep() throws IOException {
    for (Path place : List.of(folder, file(CHECKPOINT))) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      List<Path> left;
      try (Stream<Path> files = Files.list(place)) {
        left = files.filter(file -> file.toString().endsWith(".part")).toList();
      }
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }
}
