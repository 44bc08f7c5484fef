package org.helixbook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;

/**
 * All that decides the bits of a training, as data that can be written down, compared and sent
 * elsewhere: a run is a function of it, on processors of one kind.
 *
 * @param kind the name of the {@link RunKind} that can compute it from here alone; empty in runs of
 *     older versions of the kit
 * @param experiment groups runs for a reader, such as {@code "Model 2a"}
 * @param network what is trained: layers, image shape, initialisation, as JSON
 * @param training how it is trained, as JSON: {@code epochs} and {@code seed} in any case, and
 *     whatever its learner needs, such as a learning rate; see {@link #trainingAs}
 * @param data the digest of each set by its name, such as {@code train} and {@code test}
 * @param preparation how the inputs are made, as JSON: from it the kind makes them again, and the
 *     digests tell whether they are the same
 * @param codeVersion which code computes: the digest of the classes on the kind's path and the
 *     version of Deeplearning4j, see {@link LibraryCode}. Not the git commit, which says nothing of
 *     changes that are not committed and changes with every edit of a text; {@code
 *     environment.json} has it
 * @param threads how many threads compute: sums in another order have other last bits
 */
public record RunConfiguration(
    String kind,
    String experiment,
    JsonNode network,
    JsonNode training,
    SortedMap<String, String> data,
    JsonNode preparation,
    String codeVersion,
    int threads) {

  /** Copies what could be changed from outside. */
  public RunConfiguration {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(codeVersion, "codeVersion");
    network = CanonicalJson.tree(network);
    training = CanonicalJson.tree(training);
    if (!training.path("epochs").canConvertToInt() || training.path("epochs").asInt() < 1) {
      throw new InputProblem(
          "run", "its training says no number of epochs", "give 'epochs', a whole number above 0");
    }
    if (!training.path("seed").canConvertToLong()) {
      throw new InputProblem("run", "its training says no seed", "give 'seed', a whole number");
    }
    preparation = CanonicalJson.tree(preparation);
    data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    if (threads < 1) {
      throw new InputProblem("run", threads + " threads cannot compute", "use at least 1");
    }
  }

  /**
   * The configuration of a run by this process: its code and its number of threads.
   *
   * @param kind the name of an installed {@link RunKind}
   * @param network what is trained: JSON, or a record or map that Jackson writes as JSON
   * @param training how: JSON, or a record or map, with {@code epochs} and {@code seed} at least
   * @param data the digest of each set by its name, see {@link RunTask#digests}
   * @param preparation how the inputs are made again: JSON, or what Jackson writes as JSON
   */
  public static RunConfiguration here(
      String kind,
      String experiment,
      Object network,
      Object training,
      Map<String, String> data,
      Object preparation) {
    RunConfiguration run =
        new RunConfiguration(
            kind,
            experiment,
            CanonicalJson.tree(network),
            CanonicalJson.tree(training),
            new TreeMap<>(data),
            CanonicalJson.tree(preparation),
            "",
            NumericBackend.prepare());
    return run.computedBy(RunKind.of(run).code());
  }

  private RunConfiguration computedBy(String code) {
    return new RunConfiguration(
        kind, experiment, network, training, data, preparation, code, threads);
  }

  /** A copy of the network's description. */
  @Override
  public JsonNode network() {
    return network.deepCopy();
  }

  /** A copy of the training's description. */
  @Override
  public JsonNode training() {
    return training.deepCopy();
  }

  /** Passes over the training data, at least 1. */
  public int epochs() {
    return training.path("epochs").asInt();
  }

  /** The base of all seeds of the run. */
  public long seed() {
    return training.path("seed").asLong();
  }

  /**
   * The training's description as a record.
   *
   * @param type such as the settings of its learner
   * @throws InputProblem if the description does not fit the record
   */
  public <T> T trainingAs(Class<T> type) {
    return as(type, "training", training, "give the settings that this kind of run takes");
  }

  /**
   * The network's description as a record.
   *
   * @throws InputProblem if the description does not fit the record
   */
  public <T> T networkAs(Class<T> type) {
    return as(type, "network", network, "give the configuration that the kit wrote");
  }

  private <T> T as(Class<T> type, String part, JsonNode json, String mend) {
    try {
      return CanonicalJson.value(json, type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String what = "its " + part + " cannot be read as " + type.getSimpleName();
      throw new InputProblem("run " + id(), what + " (" + firstLine(e) + ")", mend, e);
    }
  }

  /** A copy of the preparation's description. */
  @Override
  public JsonNode preparation() {
    return preparation.deepCopy();
  }

  /** The name of the run. */
  public RunId id() {
    return RunId.of(this);
  }

  /** The canonical JSON: keys in alphabetical order, no spaces. */
  public String toJson() {
    return CanonicalJson.text(tree());
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws InputProblem if it is no configuration
   */
  public static RunConfiguration fromJson(String json) {
    try {
      return of(CanonicalJson.parse(json));
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new InputProblem(
          "configuration of a run",
          "it cannot be read (" + firstLine(e) + ")",
          "give the JSON that the kit wrote",
          e);
    }
  }

  ObjectNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (!kind.isEmpty()) {
      tree.put("kind", kind);
    }
    tree.put("experiment", experiment);
    tree.set("network", network);
    tree.set("training", training);
    tree.set("data", CanonicalJson.tree(data));
    tree.set("preparation", preparation);
    tree.put("codeVersion", codeVersion);
    tree.put("threads", threads);
    return tree;
  }

  static RunConfiguration of(JsonNode tree) throws JsonProcessingException {
    for (String field :
        List.of("experiment", "network", "training", "data", "preparation", "threads")) {
      if (!tree.has(field)) {
        throw new IllegalArgumentException("it has no " + field);
      }
    }
    SortedMap<String, String> data = new TreeMap<>();
    tree.path("data").fields().forEachRemaining(e -> data.put(e.getKey(), e.getValue().asText()));
    return new RunConfiguration(
        tree.path("kind").asText(),
        tree.path("experiment").asText(),
        tree.path("network"),
        tree.path("training"),
        data,
        tree.path("preparation"),
        tree.path("codeVersion").asText(),
        tree.path("threads").asInt());
  }

  /**
   * Every value by its path, such as {@code training.learningRate}: what a comparison of runs goes
   * by.
   *
   * @return paths in alphabetical order with their values as text
   */
  public SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    flatten("", tree(), values);
    return values;
  }

  static void flatten(String path, JsonNode node, SortedMap<String, String> values) {
    if (node.isContainerNode() && !node.isEmpty()) {
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          flatten(path + "[" + i + "]", node.get(i), values);
        }
      } else {
        for (String key : new TreeSet<>(keys(node))) {
          flatten(path.isEmpty() ? key : path + "." + key, node.get(key), values);
        }
      }
    } else {
      values.put(path, node.isValueNode() ? node.asText() : "");
    }
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new java.util.ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
