package org.helixbook.model.cnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.helixbook.feedback.InputProblem;

/**
 * A network before training as data: what a run's configuration says of it, and enough to make it.
 *
 * @param architecture the layers
 * @param channels channels of an image
 * @param height rows
 * @param width columns
 * @param initialisation how the weights are drawn
 */
public record CnnDescription(
    CnnArchitecture architecture,
    int channels,
    int height,
    int width,
    Initialisation initialisation) {

  /** Checks that nothing is missing. */
  public CnnDescription {
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(initialisation, "initialisation");
  }

  /** The description as JSON. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", architecture.name());
    for (LayerSpec layer : architecture.layers()) {
      ObjectNode spec = json.withArray("layers").addObject();
      if (layer instanceof LayerSpec.Convolution convolution) {
        spec.put("type", "convolution");
        spec.put("kernel", convolution.kernel()).put("channels", convolution.channels());
      } else if (layer instanceof LayerSpec.MaxPool pool) {
        spec.put("type", "maxPool").put("size", pool.size());
      } else if (layer instanceof LayerSpec.AveragePool pool) {
        spec.put("type", "averagePool").put("size", pool.size());
      } else if (layer instanceof LayerSpec.ZeroPad padding) {
        spec.put("type", "zeroPad").put("size", padding.size());
      } else if (layer instanceof LayerSpec.RowAverage average) {
        spec.put("type", "rowAverage").put("size", average.rows());
      } else if (layer instanceof LayerSpec.GlobalAverage) {
        spec.put("type", "globalAverage");
      } else if (layer instanceof LayerSpec.Linear linear) {
        spec.put("type", "linear").put("units", linear.units());
      }
    }
    json.put("channels", channels).put("height", height).put("width", width);
    return json.put("initialisation", initialisation.name());
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param json the description
   * @return an equal description
   * @throws InputProblem if it is none
   */
  public static CnnDescription of(JsonNode json) {
    CnnArchitecture.Builder layers = CnnArchitecture.named(json.path("name").asText());
    for (JsonNode layer : json.path("layers")) {
      int size = layer.path("size").asInt();
      switch (layer.path("type").asText()) {
        case "convolution" ->
            layers.convolution(layer.path("kernel").asInt(), layer.path("channels").asInt());
        case "maxPool" -> layers.maxPool(size);
        case "averagePool" -> layers.averagePool(size);
        case "zeroPad" -> layers.zeroPad(size);
        case "rowAverage" -> layers.rowAverage(size);
        case "globalAverage" -> layers.globalAverage();
        case "linear" -> layers.linear(layer.path("units").asInt());
        default -> throw unreadable("there is no layer " + layer, null);
      }
    }
    try {
      return new CnnDescription(
          layers.build(),
          json.path("channels").asInt(),
          json.path("height").asInt(),
          json.path("width").asInt(),
          Initialisation.valueOf(json.path("initialisation").asText()));
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage(), e);
    }
  }

  /**
   * The network with its initial weights.
   *
   * @param settings seed, learning rate, momentum and L2 are used here
   * @return a new classifier
   */
  public ImageClassifier create(TrainingSettings settings) {
    return CnnFactory.create(architecture, channels, height, width, initialisation, settings);
  }

  private static InputProblem unreadable(String what, Exception cause) {
    return new InputProblem(
        "description of a network", what, "give the JSON that the kit wrote", cause);
  }
}
