package org.helixbook.model.cnn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.helixbook.engine.ComputeThread;
import org.helixbook.engine.NumericBackend;
import org.helixbook.engine.convolution.Precision;
import org.helixbook.engine.convolution.PredictionPath;
import org.helixbook.engine.convolution.TrainingPath;
import org.helixbook.eval.Predictions;
import org.helixbook.feedback.InputProblem;
import org.helixbook.signal.LabelledImages;
import org.helixbook.storage.ZipParts;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A Deeplearning4j network with softmax output that classifies {@link LabelledImages}. It computes
 * on the kit's one compute thread; every call from another thread waits for what is running there,
 * so nobody sees a network in the middle of a step.
 */
public final class ImageClassifier {
  private static final String NETWORK = "network.zip";
  private static final String SHAPE = "classifier.json";

  private final String name;
  private final MultiLayerNetwork network;
  private final boolean channelsLast;
  private final int channels;
  private final int height;
  private final int width;
  private final int classes;
  private final Map<Integer, INDArray> featureBuffers = new HashMap<>();
  private final OutputTap tap = new OutputTap();
  private final GradientSum gradients;
  private final PredictionPath prediction;
  private final TrainingPath training;
  private BatchParts parts;

  /**
   * Wraps a network.
   *
   * @param name for a reader, such as {@code "Model 2a"}
   * @param network initialised, with softmax output and cross-entropy; belongs to the classifier
   *     from now on
   * @param channelsLast true if it takes {@code [n, height, width, channels]}, false for {@code [n,
   *     channels, height, width]}
   * @param channels channels of an image
   * @param height rows
   * @param width columns
   */
  public ImageClassifier(
      String name,
      MultiLayerNetwork network,
      boolean channelsLast,
      int channels,
      int height,
      int width) {
    NumericBackend.prepare();
    this.name = Objects.requireNonNull(name, "name");
    this.network = Objects.requireNonNull(network, "network");
    this.channelsLast = channelsLast;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.classes = Math.toIntExact(network.getOutputLayer().getParam("b").length());
    this.gradients = new GradientSum(network);
    this.prediction = new PredictionPath(network);
    this.training = new TrainingPath(network);
    this.parts =
        BatchParts.fitting(network, BatchParts.images(channelsLast, channels, height, width));
    network.addListeners(tap);
  }

  /** Computes batches in other parts; for tests. */
  void computeIn(BatchParts other) {
    parts = other;
  }

  /** Its name for a reader. */
  public String name() {
    return name;
  }

  /** Weights and biases in all. */
  public long parameters() {
    return network.numParams();
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /**
   * The network itself, after the step that may be running has ended. For looking into it: what
   * changes it goes through {@link ImageLearner}.
   */
  public MultiLayerNetwork network() {
    return ComputeThread.call(() -> network);
  }

  /**
   * Classifies images, {@code batchSize} at a time.
   *
   * @param images of the shape that the network was made for
   * @param batchSize images at a time, at least 1
   * @return probabilities and labels in the order of the images
   * @throws InputProblem if shape or classes do not fit
   */
  public Predictions predict(LabelledImages images, int batchSize) {
    requireFitting(images);
    List<double[]> rows = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += batchSize) {
      int first = from;
      int count = Math.min(batchSize, images.size() - from);
      rows.addAll(ComputeThread.call(() -> List.of(probabilities(images, range(first, count)))));
    }
    ComputeThread.call(
        () -> {
          prediction.close();
          training.close();
          return null;
        });
    return new Predictions(rows.toArray(double[][]::new), images.labels(), images.classNames());
  }

  /** The contents of a saved file by name. */
  Map<String, byte[]> parts() {
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    shape.put("name", name);
    shape.put("channelsLast", channelsLast);
    shape.put("channels", channels).put("height", height).put("width", width);
    Map<String, byte[]> parts = new TreeMap<>();
    parts.put(SHAPE, shape.toString().getBytes(StandardCharsets.UTF_8));
    parts.put(NETWORK, ComputeThread.call(this::modelFile));
    return parts;
  }

  /**
   * Deeplearning4j's model file without its compression: weights hardly shrink, and a run keeps
   * them after every epoch. {@link ModelSerializer} reads it as one of its own.
   */
  private byte[] modelFile() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put(
        ModelSerializer.CONFIGURATION_JSON,
        network.getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8));
    entries.put(ModelSerializer.COEFFICIENTS_BIN, bytes(network.params()));
    INDArray updater = network.getUpdater().getStateViewArray();
    if (updater != null && updater.length() > 0) {
      entries.put(ModelSerializer.UPDATER_BIN, bytes(updater));
    }
    return ZipParts.zip(entries);
  }

  private static byte[] bytes(INDArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Nd4j.write(array, out);
    }
    return bytes.toByteArray();
  }

  /** A classifier from the contents of a saved file. */
  static ImageClassifier of(Map<String, byte[]> parts) throws IOException {
    NumericBackend.prepare();
    byte[] shapeJson = parts.get(SHAPE);
    byte[] saved = parts.get(NETWORK);
    if (shapeJson == null || saved == null) {
      throw new IOException("this is not a saved classifier: it holds " + parts.keySet());
    }
    JsonNode shape = new ObjectMapper().readTree(shapeJson);
    MultiLayerNetwork network =
        ComputeThread.call(
            () -> ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(saved), true));
    return new ImageClassifier(
        shape.path("name").asText(),
        network,
        shape.path("channelsLast").asBoolean(),
        shape.path("channels").asInt(),
        shape.path("height").asInt(),
        shape.path("width").asInt());
  }

  /** True if no weight and no number of the updater is infinite or no number. */
  boolean isFinite() {
    return ComputeThread.call(
        () -> finite(network.params()) && finite(network.getUpdater().getStateViewArray()));
  }

  private static boolean finite(INDArray values) {
    for (float value : values == null ? new float[0] : values.toFloatVector()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  static int[] range(int first, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = first + i;
    }
    return rows;
  }

  void requireFitting(LabelledImages images) {
    if (images.channels() != channels || images.height() != height || images.width() != width) {
      throw new InputProblem(
          name,
          "it was made for images of "
              + channels
              + " x "
              + height
              + " x "
              + width
              + " and got "
              + images.channels()
              + " x "
              + images.height()
              + " x "
              + images.width(),
          "make the network for the shape of the images");
    }
    if (images.classNames().size() != classes) {
      throw new InputProblem(
          name,
          "it tells " + classes + " classes apart and got images of " + images.classNames(),
          "give its last layer one unit a class");
    }
  }

  /** Steps taken since it was made. */
  int steps() {
    return network.getIterationCount();
  }

  /**
   * Checks that a step of training can be computed so here.
   *
   * @throws InputProblem if it cannot
   */
  void require(Precision precision) {
    training.require(precision);
  }

  /**
   * One step of training, in parts if the batch is large. Only on the compute thread.
   *
   * @param precision of the convolutions at the network's beginning
   * @return the probabilities before the step, {@code [rows][classes]}
   */
  double[][] step(LabelledImages images, int[] rows, Precision precision) {
    return training.in(precision, () -> stepInParts(images, rows));
  }

  private double[][] stepInParts(LabelledImages images, int[] rows) {
    List<int[]> cut = parts.cut(rows);
    if (cut.size() == 1) {
      network.fit(features(images, rows), oneHot(images, rows));
      return tap.take();
    }
    List<double[]> probabilities = new ArrayList<>(rows.length);
    for (int[] part : cut) {
      gradients.add(features(images, part), oneHot(images, part));
      probabilities.addAll(List.of(tap.take()));
    }
    gradients.step();
    return probabilities.toArray(double[][]::new);
  }

  /** The probabilities for some images. Only on the compute thread. */
  double[][] probabilities(LabelledImages images, int[] rows) {
    List<double[]> probabilities = new ArrayList<>(rows.length);
    for (int[] part : parts.cut(rows)) {
      try (INDArray output = prediction.output(features(images, part))) {
        probabilities.addAll(List.of(output.toDoubleMatrix()));
      }
    }
    return probabilities.toArray(double[][]::new);
  }

  /**
   * The images as the network takes them, in a buffer that the next call with as many rows writes
   * over: new arrays outside the Java heap would pile up until the collector looks at them.
   */
  private INDArray features(LabelledImages images, int[] rows) {
    INDArray buffer =
        featureBuffers.computeIfAbsent(
            rows.length,
            n ->
                channelsLast
                    ? Nd4j.create(n, height, width, channels)
                    : Nd4j.create(n, channels, height, width));
    int values = images.valuesPerImage();
    int area = height * width;
    float[] pixels = images.pixels();
    float[] batch = new float[rows.length * values];
    for (int i = 0; i < rows.length; i++) {
      int from = Objects.checkIndex(rows[i], images.size()) * values;
      int to = i * values;
      if (!channelsLast) {
        System.arraycopy(pixels, from, batch, to, values);
        continue;
      }
      for (int p = 0; p < area; p++) {
        for (int c = 0; c < channels; c++) {
          batch[to + p * channels + c] = pixels[from + c * area + p];
        }
      }
    }
    ((FloatPointer) buffer.data().pointer()).put(batch, 0, batch.length);
    return buffer;
  }

  private INDArray oneHot(LabelledImages images, int[] rows) {
    float[][] oneHot = new float[rows.length][classes];
    for (int i = 0; i < rows.length; i++) {
      oneHot[i][images.labels()[rows[i]]] = 1;
    }
    return Nd4j.createFromArray(oneHot);
  }

  /** Reads the output that a training step computes anyway and does not hand out. */
  private static final class OutputTap extends BaseTrainingListener {
    private double[][] probabilities;

    // The scope is entered and left, not used.
    @SuppressWarnings("try")
    @Override
    public void onBackwardPass(Model model) {
      IOutputLayer output = (IOutputLayer) ((MultiLayerNetwork) model).getOutputLayer();
      try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
          INDArray result = output.activate(false, LayerWorkspaceMgr.noWorkspaces())) {
        probabilities = result.toDoubleMatrix();
      }
    }

    double[][] take() {
      double[][] taken = probabilities;
      probabilities = null;
      return taken;
    }
  }
}
