package org.helixbook.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Nearest;

/**
 * The exercises of the notebooks: the answer to each, a hint, and what to say of answers that are
 * often given instead. They stand in {@code exercises.json}, so that no notebook holds an answer.
 */
record Exercises(Map<String, JsonNode> byId) {
  private static final String FILE = "exercises.json";

  static Exercises load() {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    try (InputStream in = Exercises.class.getResourceAsStream(FILE)) {
      for (JsonNode one : (ArrayNode) new ObjectMapper().readTree(in)) {
        byId.put(one.get("id").asText(), one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the kit's own " + FILE + " cannot be read", e);
    }
    return new Exercises(byId);
  }

  Set<String> ids() {
    return byId.keySet();
  }

  /**
   * What a reader is told of an answer.
   *
   * @param answer a number; null as long as there is none
   * @return a sentence that begins with the exercise's id
   * @throws InputProblem if there is no such exercise
   */
  String tell(String id, Number answer) {
    JsonNode exercise = byId.get(id);
    if (exercise == null) {
      throw new InputProblem(
          "exercise '" + id + "'",
          "there is none of this name",
          Nearest.to(id, ids()).map(one -> "did you mean " + one + "? ").orElse("")
              + "choose one of "
              + String.join(", ", ids()));
    }
    if (answer == null) {
      return id + ": no answer yet.";
    }
    double within = exercise.get("within").asDouble();
    if (isNear(exercise, within, answer)) {
      return id + ": right.";
    }
    for (JsonNode slip : exercise.get("slips")) {
      if (isNear(slip, within, answer)) {
        return id + ": not yet. " + slip.get("hint").asText();
      }
    }
    return id + ": not yet. " + exercise.get("hint").asText();
  }

  private static boolean isNear(JsonNode one, double within, Number answer) {
    return Math.abs(one.get("answer").asDouble() - answer.doubleValue()) <= within;
  }
}
