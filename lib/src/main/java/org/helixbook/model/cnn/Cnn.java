package org.helixbook.model.cnn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.helixbook.engine.HeavyBall;
import org.helixbook.feedback.CountText;
import org.helixbook.feedback.InputProblem;
import org.helixbook.model.cnn.layer.AveragePool;
import org.helixbook.model.cnn.layer.CnnLayer;
import org.helixbook.model.cnn.layer.Convolution;
import org.helixbook.model.cnn.layer.GlobalAverage;
import org.helixbook.model.cnn.layer.ImageShape;
import org.helixbook.model.cnn.layer.Layout;
import org.helixbook.model.cnn.layer.Linear;
import org.helixbook.model.cnn.layer.MaxPool;
import org.helixbook.model.cnn.layer.Place;
import org.helixbook.model.cnn.layer.RowAverage;
import org.helixbook.model.cnn.layer.ZeroPad;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolutional image classifier before training, without weights: layers of the kit's, for
 * pictures of any size, or a configuration of plain Deeplearning4j.
 *
 * <pre>{@code
 * var mine = Cnn.named("Mine")
 *     .convolution(3, 16)
 *     .maxPool(3)
 *     .convolution(3, 32)
 *     .globalAverage()
 *     .linear(2)
 *     .build();
 * }</pre>
 *
 * <p>Convolutions and poolings come first, then linear layers, the last of which has one unit a
 * class and is followed by softmax. ReLU follows every convolution, as Paper 1 says. It also
 * follows every hidden linear layer: the paper does not say so, and without it the linear layers
 * would collapse into one.
 *
 * @param name for a reader, such as {@code "Model 2a"}; its runs are found by it
 * @param layers in order; empty for a configuration of plain Deeplearning4j
 * @param plain that configuration, as Deeplearning4j's own JSON
 */
public record Cnn(String name, List<CnnLayer> layers, Optional<String> plain) {
  /** What one layer learns, or gives of one image, must fit one array. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  /** Initial values are drawn into one Java array; above, the heap of a laptop gives way. */
  private static final long MOST_PARAMETERS = 200_000_000;

  /**
   * Checks the order of the layers.
   *
   * @throws InputProblem if there is no name, if the last layer tells fewer than two classes apart,
   *     or if an image layer comes after a linear one
   */
  public Cnn {
    layers = List.copyOf(layers);
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new InputProblem(
          "network without a name",
          "its runs could not be found again",
          "begin with Cnn.named(\"a name\")");
    }
    if (plain.isEmpty()) {
      requireClasses(name, layers);
      requireImagesFirst(name, layers);
    } else if (!layers.isEmpty()) {
      throw new IllegalArgumentException("layers of the kit's, or plain Deeplearning4j");
    }
  }

  /** Layers of the kit's. */
  public Cnn(String name, List<CnnLayer> layers) {
    this(name, layers, Optional.empty());
  }

  private static void requireClasses(String name, List<CnnLayer> layers) {
    CnnLayer last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    if (last == null || last.classes().isEmpty()) {
      throw new InputProblem(
          name,
          last == null ? "it has no layers" : "its last layer is '" + last.label() + "'",
          "end it with .linear(2), one unit a class");
    }
    if (last.classes().getAsInt() < 2) {
      throw new InputProblem(
          name,
          "its last layer has one unit, and a softmax over one unit is always 1",
          "end it with .linear(2), one unit a class");
    }
  }

  private static void requireImagesFirst(String name, List<CnnLayer> layers) {
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).readsImages() && !layers.get(i - 1).readsImages()) {
        throw new InputProblem(
            name,
            "layer "
                + (i + 1)
                + ", '"
                + layers.get(i).label()
                + "', needs an image and comes after a linear layer, which leaves none",
            "put all linear layers at the end");
      }
    }
  }

  /**
   * Starts a network.
   *
   * @param name for a reader
   * @return a builder without layers
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /**
   * A network in plain Deeplearning4j, trained, stored, restored and compared like any other. Its
   * initial weights, updater and regularisation are as the configuration says; epochs, batch size
   * and seed are those of the {@link TrainingSettings}.
   *
   * @param configuration for pictures of one size: with {@code setInputType}, and a softmax output
   *     layer of a unit a class and a bias
   * @return the network under the name {@code Deeplearning4j network}; see {@link #as}
   * @throws InputProblem if the last layer is no softmax output
   */
  public static Cnn of(MultiLayerConfiguration configuration) {
    Cnn cnn = new Cnn("Deeplearning4j network", List.of(), Optional.of(configuration.toJson()));
    if (!(cnn.last(configuration) instanceof BaseOutputLayer output)
        || !(output.getActivationFn() instanceof ActivationSoftmax)
        || !output.isHasBias()) {
      throw new InputProblem(
          cnn.name,
          "its last layer is no softmax output with a bias",
          "end it with an OutputLayer of Activation.SOFTMAX");
    }
    if (output.getNIn() == 0) {
      throw new InputProblem(
          cnn.name,
          "it does not know the size of its pictures",
          "call setInputType(InputType.convolutional(height, width, channels)) before build()");
    }
    return cnn;
  }

  private Layer last(MultiLayerConfiguration configuration) {
    return configuration.getConf(configuration.getConfs().size() - 1).getLayer();
  }

  /**
   * The same network under another name, so that the runs of one experiment are not listed among
   * those of another.
   *
   * @param other the name
   */
  public Cnn as(String other) {
    return new Cnn(other, layers, plain);
  }

  /** The number of classes: the units of the last layer. */
  public int classes() {
    return plain
        .map(MultiLayerConfiguration::fromJson)
        .map(conf -> Math.toIntExact(((BaseOutputLayer) last(conf)).getNOut()))
        .orElseGet(() -> layers.get(layers.size() - 1).classes().orElseThrow());
  }

  /** Whether it takes the channels of a pixel side by side, as the kit's own layers do. */
  boolean channelsLast() {
    return plain
        .map(MultiLayerConfiguration::fromJson)
        .map(
            conf ->
                conf.getConfs().stream()
                    .map(NeuralNetConfiguration::getLayer)
                    .anyMatch(
                        layer ->
                            layer instanceof ConvolutionLayer convolution
                                && convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC))
        .orElse(true);
  }

  /**
   * Follows an image through the layers.
   *
   * @param channels channels of the image, at least 1
   * @param height its rows, at least 1
   * @param width its columns, at least 1
   * @return one row a layer, and a last one for the softmax
   * @throws InputProblem if the image is too small for a layer, or a layer too large for any
   *     machine
   */
  public List<LayerRow> layerTable(int channels, int height, int width) {
    if (plain.isPresent()) {
      return plainTable(channels, height, width);
    }
    List<LayerRow> rows = new ArrayList<>();
    ImageShape shape = new ImageShape(channels, height, width);
    for (CnnLayer layer : layers) {
      ImageShape output = layer.output(shape);
      if (output.height() < 1 || output.width() < 1) {
        throw new InputProblem(
            name,
            "an image of "
                + height
                + " x "
                + width
                + " pixels is too small: nothing is left of it at layer "
                + (rows.size() + 1)
                + ", '"
                + layer.label()
                + "', which gets "
                + shape.height()
                + " x "
                + shape.width()
                + " pixels of it",
            "use larger images, smaller kernels, or less pooling before that layer");
      }
      long parameters = layer.parameters(shape);
      if (parameters > MOST_VALUES
          || (double) output.channels() * output.height() * output.width() > MOST_VALUES) {
        throw new InputProblem(
            name,
            "layer "
                + (rows.size() + 1)
                + ", '"
                + layer.label()
                + "', would need more than "
                + CountText.of(MOST_VALUES, "number"),
            "make it smaller, or let fewer pixels and channels come to it");
      }
      rows.add(
          layer.readsImages()
              ? LayerRow.of(
                  layer.label(),
                  parameters,
                  (int) output.channels(),
                  (int) output.height(),
                  (int) output.width())
              : LayerRow.of(layer.label(), parameters, (int) output.channels()));
      shape = output;
    }
    rows.add(LayerRow.of("Softmax", 0, classes()));
    return List.copyOf(rows);
  }

  private List<LayerRow> plainTable(int channels, int height, int width) {
    MultiLayerConfiguration conf = MultiLayerConfiguration.fromJson(plain.orElseThrow());
    List<InputType> types =
        conf.getLayerActivationTypes(
            InputType.convolutional(
                height, width, channels, channelsLast() ? CNN2DFormat.NHWC : CNN2DFormat.NCHW));
    List<LayerRow> rows = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      NeuralNetConfiguration layer = conf.getConf(i);
      String label = layer.getLayer().getClass().getSimpleName().replaceFirst("Layer$", "");
      long parameters = layer.getLayer().initializer().numParams(layer);
      rows.add(
          types.get(i) instanceof InputType.InputTypeConvolutional image
              ? LayerRow.of(
                  label,
                  parameters,
                  (int) image.getChannels(),
                  (int) image.getHeight(),
                  (int) image.getWidth())
              : LayerRow.of(label, parameters, (int) types.get(i).arrayElementsPerExample()));
    }
    return List.copyOf(rows);
  }

  /**
   * Weights and biases in all.
   *
   * @param channels channels of the image
   * @param height its rows
   * @param width its columns
   * @return the number of parameters
   * @throws InputProblem as {@link #layerTable}
   */
  public long parameters(int channels, int height, int width) {
    return layerTable(channels, height, width).stream().mapToLong(LayerRow::parameters).sum();
  }

  /**
   * The network as Deeplearning4j is given it, to look at: {@code System.out.println} prints its
   * JSON. Weights are 0 there; they are drawn when a training begins.
   *
   * @param channels channels of an image
   * @param height its rows
   * @param width its columns
   * @return the configuration with the settings of Paper 1
   * @throws InputProblem as {@link #layerTable}
   */
  public MultiLayerConfiguration configuration(int channels, int height, int width) {
    return configuration(
        channels,
        height,
        width,
        TrainingSettings.builder().build(),
        Layout.CHANNELS_LAST,
        DataType.FLOAT);
  }

  /** The same with the settings of a training, laid out in any way. */
  MultiLayerConfiguration configuration(
      int channels,
      int height,
      int width,
      TrainingSettings settings,
      Layout layout,
      DataType precision) {
    long parameters = parameters(channels, height, width);
    if (parameters > MOST_PARAMETERS) {
      throw new InputProblem(
          name,
          "it has "
              + CountText.of(parameters, "parameter")
              + " on images of "
              + height
              + " x "
              + width
              + " pixels, more than "
              + CountText.of(MOST_PARAMETERS, "parameter"),
          "pool more before the first linear layer, or give it fewer units");
    }
    if (plain.isPresent()) {
      MultiLayerConfiguration conf = MultiLayerConfiguration.fromJson(plain.get());
      conf.getConfs().forEach(layer -> layer.setSeed(settings.seed()));
      return conf;
    }
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .dataType(precision)
            .weightInit(WeightInit.ZERO)
            .updater(new HeavyBall(settings.learningRate(), settings.momentum()))
            .l2(settings.l2())
            .l2Bias(settings.l2())
            .list();
    ImageShape shape = new ImageShape(channels, height, width);
    for (int i = 0; i < layers.size(); i++) {
      CnnLayer layer = layers.get(i);
      layer
          .deeplearning4j(
              new Place(
                  layout,
                  shape,
                  i == 0 ? Optional.empty() : Optional.of(layers.get(i - 1)),
                  i + 1 == layers.size() ? Optional.empty() : Optional.of(layers.get(i + 1))))
          .forEach(list::layer);
      shape = layer.output(shape);
    }
    return list.setInputType(InputType.convolutional(height, width, channels, layout.format()))
        .build();
  }

  /** The name and the layers, or Deeplearning4j's own JSON, as a run's configuration has them. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    layers.forEach(layer -> json.withArray("layers").add(layer.toJson()));
    plain.ifPresent(text -> json.set("deeplearning4j", parsed(text)));
    return json;
  }

  private static JsonNode parsed(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          "description of a network", "it is no JSON", "give the JSON that the kit wrote", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param json the description
   * @return an equal network
   * @throws InputProblem if it is none
   */
  public static Cnn of(JsonNode json) {
    return new Cnn(
        json.path("name").asText(),
        StreamSupport.stream(json.path("layers").spliterator(), false).map(CnnLayer::of).toList(),
        Optional.ofNullable(json.get("deeplearning4j"))
            .map(JsonNode::toString)
            .map(text -> MultiLayerConfiguration.fromJson(text).toJson()));
  }

  /** Collects layers in order. */
  public static final class Builder {
    private final String name;
    private final List<CnnLayer> layers = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds any layer, such as one of your own. */
    public Builder layer(CnnLayer layer) {
      layers.add(layer);
      return this;
    }

    /** Adds a convolution with ReLU; see {@link Convolution}. */
    public Builder convolution(int kernel, int channels) {
      return layer(new Convolution(kernel, channels));
    }

    /** Adds a max-pooling; see {@link MaxPool}. */
    public Builder maxPool(int size) {
      return layer(new MaxPool(size));
    }

    /** Adds an average-pooling; see {@link AveragePool}. */
    public Builder averagePool(int size) {
      return layer(new AveragePool(size));
    }

    /** Adds the mean over the whole image; see {@link GlobalAverage}. */
    public Builder globalAverage() {
      return layer(new GlobalAverage());
    }

    /** Adds a border of zeros; see {@link ZeroPad}. */
    public Builder zeroPad(int size) {
      return layer(new ZeroPad(size));
    }

    /** Adds the mean over columns and a few rows; see {@link RowAverage}. */
    public Builder rowAverage(int rows) {
      return layer(new RowAverage(rows));
    }

    /** Adds a fully connected layer; see {@link Linear}. */
    public Builder linear(int units) {
      return layer(new Linear(units));
    }

    /**
     * The network.
     *
     * @throws InputProblem if the layers do not make one
     */
    public Cnn build() {
      return new Cnn(name, layers);
    }
  }
}
