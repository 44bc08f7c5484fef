package org.helixbook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON in one form only: keys in alphabetical order, no spaces. Equal data, equal bytes. */
final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private CanonicalJson() {}

  /** Any record or tree as a tree that reading its text would give again. */
  static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this cannot be written as JSON: " + value, e);
    }
  }

  /** The canonical text. */
  static String text(JsonNode tree) {
    return write(tree, false);
  }

  /** The same with line breaks, for people. */
  static String pretty(JsonNode tree) {
    return write(tree, true) + "\n";
  }

  /** A tree as a record. */
  static <T> T value(JsonNode tree, Class<T> type) throws JsonProcessingException {
    return MAPPER.treeToValue(tree, type);
  }

  /** Reads a text. */
  static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  private static String write(JsonNode tree, boolean pretty) {
    try {
      // As maps: Jackson sorts the keys of maps, and leaves those of trees as they are.
      Object maps = MAPPER.treeToValue(tree, Object.class);
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(maps)
          : MAPPER.writeValueAsString(maps);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
