package org.helixbook.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helixbook.training.TrainingOutcome.Position;
import org.helixbook.training.TrainingOutcome.Status;

/**
 * Everything that going on with a training needs, as one zip: the saved classifier with weights and
 * updater, and {@code position.json} with epoch, batch, sums of the epoch so far, history and seed.
 * The order of the images and the noise of dropout follow from the seed and the position.
 */
final class Checkpoint {
  private static final String POSITION = "position.json";

  private Checkpoint() {}

  static byte[] write(Standing standing, long seed) throws IOException {
    Position position = standing.position();
    ObjectNode json = (ObjectNode) CanonicalJson.tree(Map.of());
    json.put("seed", seed);
    json.put("nextBatch", position.nextBatch());
    // Doubles are printed so that reading gives the same bits.
    json.put("lossSum", position.lossSum());
    json.put("correct", position.correct());
    json.put("seconds", position.seconds());
    json.put("steps", position.steps());
    json.set("epochs", CanonicalJson.tree(position.history().epochs()));
    Map<String, byte[]> parts = standing.classifier().parts();
    parts.put(POSITION, CanonicalJson.pretty(json).getBytes(StandardCharsets.UTF_8));
    return ZipParts.zip(parts);
  }

  static Standing read(byte[] content, long seed) throws IOException {
    Map<String, byte[]> parts = ZipParts.unzip(content);
    byte[] text = parts.get(POSITION);
    if (text == null) {
      throw new IOException("it holds no " + POSITION);
    }
    JsonNode json = CanonicalJson.parse(new String(text, StandardCharsets.UTF_8));
    if (json.path("seed").asLong() != seed) {
      throw new IOException("it is of seed " + json.path("seed") + " and not of " + seed);
    }
    List<EpochRecord> epochs = new ArrayList<>();
    for (JsonNode epoch : json.path("epochs")) {
      epochs.add(CanonicalJson.value(epoch, EpochRecord.class));
    }
    return new Standing(
        ImageClassifier.of(parts),
        new Position(
            Status.INTERRUPTED,
            new History(epochs),
            json.path("nextBatch").asInt(),
            json.path("lossSum").asDouble(),
            json.path("correct").asInt(),
            json.path("seconds").asDouble(),
            json.path("steps").asInt(),
            "kept"));
  }
}
