package org.helixbook.databuilder;

import java.util.List;
import java.util.Map;
import org.helixbook.feedback.InputProblem;

/**
 * An object of R as {@link RdsFile} reads it.
 *
 * @param data an {@code int[]}, a {@code double[]}, a {@code List} of {@code String}, a {@code
 *     List} of {@code RValue}, or null for an object that has attributes only
 * @param attributes its attributes by name; the slots of an S4 object
 */
record RValue(Object data, Map<String, RValue> attributes) {

  RValue {
    attributes = Map.copyOf(attributes);
  }

  /** An attribute or slot that must be there. */
  RValue attribute(String name) {
    RValue value = attributes.get(name);
    if (value == null) {
      throw new InputProblem(
          "R object", "it has no " + name + ", but " + attributes.keySet(), "give another file");
    }
    return value;
  }

  /** The whole numbers of a vector of them. */
  int[] integers() {
    if (data instanceof int[] integers) {
      return integers;
    }
    throw new InputProblem("R object", "it is no vector of whole numbers", "give another file");
  }

  /** The texts of a vector of them. */
  List<String> texts() {
    if (data instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new InputProblem("R object", "it is no vector of texts", "give another file");
  }
}
