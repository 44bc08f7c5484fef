package org.helixbook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;
import org.helixbook.storage.Digest;

/** The files in a run's folder: their names and their forms. */
record RunFiles(Path folder, Writing writing) {
  /** How the files are written; tests put full disks here. */
  @FunctionalInterface
  interface Writing {
    /** Whole or not at all, under a temporary name that is moved. */
    Writing ATOMIC = (file, content) -> AtomicFile.write(file, out -> out.write(content));

    /** Writes a file, replacing what is there. */
    void write(Path file, byte[] content) throws IOException;
  }

  /** Raised when the folder's form changes so that an older kit would misread it. */
  static final int FORMAT = 2;

  static final String CONFIG = "config.json";
  static final String ENVIRONMENT = "environment.json";
  static final String HISTORY = "history.csv";
  static final String CHECKPOINT = "checkpoint";
  static final String METRICS = "metrics.json";
  static final String DIVERGED = "diverged.json";

  /** What predicting needs beside configuration and state, see {@link RunKind#model}. */
  static final String MODEL = "model.json";

  /** Beside the records of a run that was exported without its weights. */
  static final String STANDING = "standing.json";

  /** The names that a run needs itself. */
  static final Set<String> OWN = Set.of(CONFIG, ENVIRONMENT, HISTORY, METRICS, DIVERGED);

  /**
   * What the metrics keep a digest of beside what the run leaves. The environment, since verdicts
   * from reference runs name the commit and the seconds that stand in it; metrics of earlier
   * versions of the kit have none of it.
   */
  private static final List<String> WITH_METRICS = List.of(HISTORY, ENVIRONMENT);

  private static final String GENERATION = "generation-\\d{8}-[0-9a-f]{8}\\.zip";

  private static final String DIGESTS = "sha256";

  /** Of the figures beside it; runs of earlier versions of the kit have none. */
  private static final String FIGURES_DIGEST = "figuresSha256";

  private static final String EPOCHS = "epochs";

  /** What is not finite is written as text, since JSON has no such numbers. */
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  Path file(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  void write(String name, String text) throws IOException {
    writing.write(file(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a file of another folder as it is. */
  void copy(String name, RunFiles from) throws IOException {
    writing.write(file(name), Files.readAllBytes(from.file(name)));
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
    write(HISTORY, history.toCsv());
  }

  /** The epochs that can be read: a last line without its end, or a damaged one, is left out. */
  History history() {
    try {
      return has(HISTORY) ? History.ofCsv(Files.readString(file(HISTORY))) : History.empty();
    } catch (IOException e) {
      return History.empty();
    }
  }

  /** A file that a complete run left; empty if it is missing or damaged. */
  Optional<byte[]> left(String name) throws IOException {
    String written = json(METRICS).map(json -> json.path(DIGESTS).path(name).asText()).orElse("");
    byte[] content = has(name) ? Files.readAllBytes(file(name)) : new byte[0];
    return Digest.sha256(content).equals(written) ? Optional.of(content) : Optional.empty();
  }

  /**
   * The newest checkpoint that is whole. Unlike {@link CheckpointFolder#newest} it deletes nothing,
   * and it can be asked of a folder inside a zip file.
   *
   * @throws IOException if there is none
   */
  Checkpoint.Content checkpoint(long seed) throws IOException {
    List<Path> generations;
    try (Stream<Path> list = Files.list(file(CHECKPOINT))) {
      generations =
          list.filter(file -> file.getFileName().toString().matches(GENERATION))
              .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
              .toList();
    }
    for (Path generation : generations) {
      byte[] content = Files.readAllBytes(generation);
      CRC32 sum = new CRC32();
      sum.update(content);
      if (generation
          .getFileName()
          .toString()
          .contains(HexFormat.of().toHexDigits((int) sum.getValue()))) {
        return Checkpoint.read(content, seed);
      }
    }
    throw new IOException("it holds no whole checkpoint");
  }

  /** Writes what a run leaves, and last of all the metrics: the mark that it is complete. */
  void writeResult(RunResult result, int epochs) throws IOException {
    for (Map.Entry<String, byte[]> file : result.files().entrySet()) {
      writing.write(file(file.getKey()), file.getValue());
    }
    ObjectNode json = (ObjectNode) CanonicalJson.tree(result.metrics());
    json.put(EPOCHS, epochs);
    json.put(FIGURES_DIGEST, digestOfFigures(json));
    ObjectNode digests = json.putObject(DIGESTS);
    for (String name : WITH_METRICS) {
      digests.put(name, Digest.sha256(file(name)));
    }
    for (String name : result.files().keySet()) {
      digests.put(name, Digest.sha256(file(name)));
    }
    write(METRICS, json);
  }

  /** What {@link #writeResult} wrote. */
  RunResult result() throws IOException {
    ObjectNode metrics = json(METRICS).orElseThrow().deepCopy();
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : results()) {
      files.put(name, Files.readAllBytes(file(name)));
    }
    SortedMap<String, Number> figures = new TreeMap<>();
    metrics.remove(List.of(DIGESTS, FIGURES_DIGEST, EPOCHS));
    keys(metrics).forEach(name -> figures.put(name, number(metrics.get(name))));
    return new RunResult(files, figures);
  }

  /** The names of what a complete run left beside its history: what it predicted, for instance. */
  List<String> results() {
    return keys(json(METRICS).orElseThrow().path(DIGESTS)).stream()
        .filter(name -> !WITH_METRICS.contains(name))
        .toList();
  }

  private static Number number(JsonNode value) {
    return value.isNumber() ? value.numberValue() : Double.valueOf(value.asText());
  }

  private static String digestOfFigures(JsonNode metrics) {
    return Digest.sha256(CanonicalJson.text(figures(metrics)).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode figures(JsonNode metrics) {
    ObjectNode figures = metrics.deepCopy();
    return figures.remove(List.of(DIGESTS, FIGURES_DIGEST));
  }

  /**
   * True if all figures can be read and, where their digest is kept, are those that were written.
   */
  private static boolean figuresAreWhole(JsonNode metrics) {
    for (JsonNode figure : figures(metrics)) {
      if (!figure.isNumber() && !NOT_FINITE.contains(figure.asText())) {
        return false;
      }
    }
    return !metrics.has(FIGURES_DIGEST)
        || metrics.path(FIGURES_DIGEST).asText().equals(digestOfFigures(metrics));
  }

  private static List<String> keys(JsonNode json) {
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The files of a complete run that are missing or not as they were written. */
  List<String> damagedResults() {
    Optional<JsonNode> metrics = json(METRICS);
    if (metrics.isEmpty()
        || !metrics.get().path(DIGESTS).has(HISTORY)
        || !figuresAreWhole(metrics.get())) {
      return List.of(METRICS);
    }
    JsonNode digests = metrics.get().path(DIGESTS);
    List<String> damaged = new ArrayList<>();
    for (String name : keys(digests)) {
      try {
        if (!has(name) || !Digest.sha256(file(name)).equals(digests.path(name).asText())) {
          damaged.add(name);
        }
      } catch (IOException e) {
        damaged.add(name);
      }
    }
    return damaged;
  }

  /**
   * True if a run ended here as it should, whether or not its larger files came along: none of
   * those that are here is another one than at its end.
   */
  boolean cameToItsEnd() {
    return has(METRICS) && damagedResults().stream().noneMatch(this::has);
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
