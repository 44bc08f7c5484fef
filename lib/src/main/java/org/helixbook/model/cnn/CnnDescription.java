package org.helixbook.model.cnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.NumericBackend;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.layer.Layout;
import org.helixbook.storage.Seeds;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network before training as data: what a run's configuration says of it, and enough to make it.
 *
 * @param network the layers
 * @param channels channels of an image
 * @param height rows
 * @param width columns
 * @param initialisation how the weights are drawn
 */
public record CnnDescription(
    Cnn network, int channels, int height, int width, Initialisation initialisation) {

  /**
   * Checks that nothing is missing.
   *
   * @throws InputProblem if the layers are the kit's and nothing says how to draw their weights
   */
  public CnnDescription {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(initialisation, "initialisation");
    if ((initialisation == Initialisation.AS_CONFIGURED) != network.plain().isPresent()) {
      throw new InputProblem(
          network.name(),
          "its initial weights cannot be " + initialisation,
          "take AS_CONFIGURED for plain Deeplearning4j, and another for the kit's layers");
    }
  }

  /** The description as JSON. */
  public ObjectNode toJson() {
    ObjectNode json = network.toJson();
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
    try {
      return new CnnDescription(
          Cnn.of(json),
          json.path("channels").asInt(),
          json.path("height").asInt(),
          json.path("width").asInt(),
          Initialisation.valueOf(json.path("initialisation").asText()));
    } catch (IllegalArgumentException e) {
      throw new InputProblem(
          "description of a network", e.getMessage(), "give the JSON that the kit wrote", e);
    }
  }

  /** Weights and biases. */
  public long parameters() {
    return network.parameters(channels, height, width);
  }

  /**
   * The network with its initial weights. Of the kit's layers: cross-entropy on softmax, used once;
   * {@link org.helixbook.engine.HeavyBall}; L2 on weights and biases, as PyTorch's weight decay.
   *
   * @param settings seed, learning rate, momentum and L2 are used here
   * @return a new classifier, which takes images as {@link org.helixbook.signal.LabelledImages}
   *     stores them
   * @throws InputProblem if the image is too small for the network, or the network too large
   */
  public ImageClassifier create(TrainingSettings settings) {
    NumericBackend.prepare();
    return ComputeThread.call(
        () -> {
          MultiLayerNetwork made =
              new MultiLayerNetwork(
                  network.configuration(
                      channels, height, width, settings, Layout.CHANNELS_LAST, DataType.FLOAT));
          // Deeplearning4j's own initial weights come from this generator.
          Nd4j.getRandom().setSeed(settings.seed());
          made.init();
          if (initialisation != Initialisation.AS_CONFIGURED) {
            initialise(made, new Seeds(settings.seed()));
          }
          return new ImageClassifier(
              network.name(), made, network.channelsLast(), channels, height, width);
        });
  }

  /**
   * Draws weights and biases with the kit's own named seeds, so that they do not depend on the
   * thread, on the layout or on ND4J's generator.
   */
  private void initialise(MultiLayerNetwork made, Seeds seeds) {
    int number = 0;
    for (Layer layer : made.getLayers()) {
      Map<String, INDArray> parameters = layer.paramTable();
      if (parameters == null || parameters.isEmpty()) {
        continue;
      }
      number++;
      INDArray weights = parameters.get("W");
      long fanIn =
          weights.rank() == 4
              ? weights.size(1) * weights.size(2) * weights.size(3)
              : weights.size(0);
      SplittableRandom random = seeds.generator("initial parameters of layer " + number);
      double[] drawn = new double[Math.toIntExact(weights.length())];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = initialisation.weight(random, fanIn);
      }
      weights.assign(Nd4j.createFromArray(drawn).reshape('c', weights.shape()));
      INDArray bias = parameters.get("b");
      double[] drawnBias = new double[Math.toIntExact(bias.length())];
      for (int i = 0; i < drawnBias.length; i++) {
        drawnBias[i] = initialisation.bias(random, fanIn);
      }
      bias.assign(Nd4j.createFromArray(drawnBias).reshape(bias.shape()));
    }
  }
}
