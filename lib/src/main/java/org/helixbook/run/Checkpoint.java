package org.helixbook.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helixbook.run.TrainingOutcome.Position;
import org.helixbook.run.TrainingOutcome.Status;
import org.helixbook.storage.ZipParts;

/**
 * Everything that resuming a training needs, as one zip: the learner's own state, {@code
 * history.csv}, and {@code position.json} with batch, sums of the epoch so far and seed. The order
 * of the rows and the noise of dropout follow from the seed and the position.
 */
final class Checkpoint {
  private static final String POSITION = "position.json";

  /** What a checkpoint holds. */
  record Content(Map<String, byte[]> state, Position position) {}

  private Checkpoint() {}

  static byte[] write(Learner learner, Position position, long seed) throws IOException {
    ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
    json.put("seed", seed);
    json.put("nextBatch", position.nextBatch());
    json.put("items", position.sums().items());
    // Doubles are printed so that reading gives the same bits.
    json.set("sums", CanonicalJson.tree(position.sums().values()));
    json.put("seconds", position.seconds());
    json.put("steps", position.steps());
    Map<String, byte[]> parts = new TreeMap<>(learner.state());
    put(parts, POSITION, CanonicalJson.pretty(json));
    put(parts, RunFiles.HISTORY, position.history().toCsv());
    return ZipParts.zip(parts);
  }

  private static void put(Map<String, byte[]> parts, String name, String text) {
    if (parts.put(name, text.getBytes(StandardCharsets.UTF_8)) != null) {
      throw new IllegalStateException("a learner's state must not hold a part named " + name);
    }
  }

  static Content read(byte[] content, long seed) throws IOException {
    Map<String, byte[]> parts = ZipParts.unzip(content);
    JsonNode json = CanonicalJson.parse(take(parts, POSITION));
    if (json.path("seed").asLong() != seed) {
      throw new IOException("it is of seed " + json.path("seed") + " and not of " + seed);
    }
    SortedMap<String, Double> sums = new TreeMap<>();
    json.path("sums").fields().forEachRemaining(e -> sums.put(e.getKey(), e.getValue().asDouble()));
    return new Content(
        parts,
        new Position(
            Status.INTERRUPTED,
            History.ofCsv(take(parts, RunFiles.HISTORY)),
            json.path("nextBatch").asInt(),
            new Sums(json.path("items").asLong(), sums),
            json.path("seconds").asDouble(),
            json.path("steps").asInt(),
            "kept"));
  }

  private static String take(Map<String, byte[]> parts, String name) throws IOException {
    byte[] text = parts.remove(name);
    if (text == null) {
      throw new IOException("it holds no " + name);
    }
    return new String(text, StandardCharsets.UTF_8);
  }
}
