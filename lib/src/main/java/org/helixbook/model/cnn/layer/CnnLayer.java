package org.helixbook.model.cnn.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.helixbook.feedback.InputProblem;

/**
 * One layer of an image classifier: it knows the shape that it leaves of a picture, its parameters
 * and its Deeplearning4j layers. An implementation is a record; its components are its JSON, and
 * nothing else needs to know of it.
 */
public interface CnnLayer {
  /** Writes and reads the components of a record, which may have none. */
  ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  /** The layer's name in a layer table, such as {@code Conv 3x3, 32}. */
  String label();

  /**
   * What it leaves of a picture.
   *
   * @param input a picture, or the values of a flat layer as {@code n x 1 x 1}
   * @return the shape; a side below 1 means that nothing is left
   */
  ImageShape output(ImageShape input);

  /**
   * Weights and biases.
   *
   * @param input as for {@link #output}
   */
  default long parameters(ImageShape input) {
    return 0;
  }

  /**
   * Its Deeplearning4j layers, one as a rule.
   *
   * @param place where it stands in the network
   */
  List<Layer> deeplearning4j(Place place);

  /** Whether it reads pictures and leaves pictures; a fully connected layer does neither. */
  default boolean readsImages() {
    return true;
  }

  /** How many classes it tells apart if it is the last; empty if it cannot be. */
  default OptionalInt classes() {
    return OptionalInt.empty();
  }

  /** Whether its own ReLU may be computed by the next layer. */
  default boolean leavesReluToNext() {
    return false;
  }

  /**
   * Whether it can compute the ReLU of the layer before it, which saves a pass over the picture.
   */
  default boolean computesReluBefore() {
    return false;
  }

  /**
   * The layer as JSON: its components and, as {@code type}, its name with a small first letter; the
   * class's full name if it is none of the kit.
   */
  default JsonNode toJson() {
    ObjectNode json = JSON.valueToTree(this);
    String own = getClass().getSimpleName();
    boolean kit = getClass().getPackage().equals(CnnLayer.class.getPackage());
    String type = Character.toLowerCase(own.charAt(0)) + own.substring(1);
    return json.put("type", kit ? type : getClass().getName());
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param json a layer
   * @return an equal layer
   * @throws InputProblem if there is no such layer
   */
  static CnnLayer of(JsonNode json) {
    try {
      String type = json.path("type").asText();
      Class<?> found =
          type.contains(".")
              ? Class.forName(type, true, Thread.currentThread().getContextClassLoader())
              : Class.forName(
                  CnnLayer.class.getPackageName()
                      + "."
                      + Character.toUpperCase(type.charAt(0))
                      + type.substring(1));
      ObjectNode components = json.deepCopy();
      components.remove("type");
      return JSON.treeToValue(components, found.asSubclass(CnnLayer.class));
    } catch (Exception | LinkageError e) {
      throw new InputProblem(
          "description of a network",
          "there is no layer " + json,
          "give the JSON that the kit wrote",
          e);
    }
  }

  /** Refuses a number below 1. */
  static void requirePositive(int value, String what) {
    if (value < 1) {
      throw new InputProblem(what, "it is " + value, "use at least 1");
    }
  }
}
