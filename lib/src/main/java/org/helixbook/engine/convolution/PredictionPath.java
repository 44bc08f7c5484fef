package org.helixbook.engine.convolution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The output of a network for prediction, computed faster than training computes it. The {@link
 * ReluConvolution} and {@link ReluMaxPooling} layers at its beginning go to oneDNN in one go: ReLU
 * inside the convolution, images a few at a time so that they stay near the processor, and 3 x 3
 * kernels by Winograd's minimal filtering (A. Lavin, S. Gray, 2016), which takes 4 multiplications
 * where the definition takes 9 to 16. It is the same function; its rounding differs in the sixth
 * digit. All that comes after them, and networks that begin with something else, are left to
 * Deeplearning4j.
 *
 * <p>Where oneDNN's library is missing (it is there on Linux, x86-64), or the processor has no
 * AVX2, everything is Deeplearning4j; where it has no AVX-512, oneDNN computes without Winograd.
 *
 * <p>For the compute thread alone. The network's weights may change between two calls.
 */
public final class PredictionPath implements AutoCloseable {
  /** Bytes of two neighbouring layers' outputs, at most, unless one image alone takes more. */
  static final long NEAR_BYTES = 40_000_000;

  /** Kept for this many numbers of images; more come up only if somebody tries them all. */
  private static final int PLANS = 4;

  private final MultiLayerNetwork network;
  private final boolean winograd;
  private final List<Layer> leading;
  private final Map<List<Long>, ConvolutionPlan> plans = new LinkedHashMap<>(PLANS, 0.75f, true);

  /**
   * A path through a network.
   *
   * @param network what predicts; images in channels-last order
   */
  public PredictionPath(MultiLayerNetwork network) {
    this(network, Instructions.here().fast(), true);
  }

  PredictionPath(MultiLayerNetwork network, boolean oneDnn, boolean winograd) {
    this.network = network;
    this.winograd = winograd;
    this.leading = oneDnn ? leading(network) : List.of();
  }

  /** Whether oneDNN's own library is there. */
  public static boolean available() {
    return Instructions.here() != Instructions.ABSENT;
  }

  /** The layers that oneDNN can compute in one go; none if there is nothing to gain. */
  static List<Layer> leading(MultiLayerNetwork network) {
    List<Layer> leading = new ArrayList<>();
    if (network.params().dataType() == DataType.FLOAT) {
      Layer[] layers = network.getLayers();
      // The last layer stays with Deeplearning4j, which wants one to begin with.
      for (int i = 0; i < layers.length - 1 && layers[i] instanceof TrainingPath.Member; i++) {
        if (layers[i] instanceof ReluConvolutionLayer convolution
            && !convolution.rectified()
            && !(layers[i + 1] instanceof ReluMaxPoolingLayer)) {
          break;
        }
        leading.add(layers[i]);
      }
    }
    // Deeplearning4j goes through a part of a network only if that has two layers or more.
    return leading.size() + 2 > network.getLayers().length ? List.of() : List.copyOf(leading);
  }

  /**
   * What {@code network.output(images, false)} computes.
   *
   * @param images {@code [n, height, width, channels]}; left as they are
   * @return probabilities, {@code [n, classes]}; the caller's own
   */
  public INDArray output(INDArray images) {
    if (leading.isEmpty()
        || images.rank() != 4
        || images.dataType() != DataType.FLOAT
        || images.ordering() != 'c'
        || !Shape.hasDefaultStridesForShape(images)
        || images.isView()) {
      return network.output(images, false);
    }
    Layer[] layers = network.getLayers();
    // It asks its input for the number of images.
    network.setInput(images);
    try (INDArray features = features(images)) {
      return network.activateSelectedLayers(leading.size(), layers.length - 1, features);
    } finally {
      network.setInput(null);
      for (int i = leading.size(); i < layers.length; i++) {
        layers[i].clear();
      }
    }
  }

  /** The output of the leading layers, {@code [n, height, width, channels]}. */
  INDArray features(INDArray images) {
    int count = Math.toIntExact(images.size(0));
    List<ConvolutionPlan.Stage> stages = stages(leading, images);
    long[] shape = stages.get(stages.size() - 1).output(count);
    long[] starts = parts(stages, count, NEAR_BYTES);
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    FloatPointer pixels = (FloatPointer) images.data().pointer();
    FloatPointer out = (FloatPointer) result.data().pointer();
    Set<ConvolutionPlan> ready = new HashSet<>();
    for (int part = 0; part < starts.length - 1; part++) {
      ConvolutionPlan plan = plan(starts[part + 1] - starts[part], images, stages);
      if (ready.add(plan)) {
        plan.readWeights();
      }
      plan.run(
          pixels.getPointer(starts[part] * (images.length() / count)),
          out.getPointer(starts[part] * (result.length() / count)));
    }
    return result;
  }

  /** The layers for images of this shape, {@code [n, height, width, channels]}. */
  static List<ConvolutionPlan.Stage> stages(List<Layer> leading, INDArray images) {
    List<ConvolutionPlan.Stage> stages = new ArrayList<>();
    long height = images.size(1);
    long width = images.size(2);
    long channels = images.size(3);
    for (Layer layer : leading) {
      ConvolutionPlan.Stage stage = ConvolutionPlan.Stage.of(layer, height, width, channels);
      stages.add(stage);
      height = stage.outHeight();
      width = stage.outWidth();
      channels = stage.outChannels();
    }
    return stages;
  }

  /**
   * Cuts images into parts that stay near the processor.
   *
   * @param bytes of two neighbouring layers' outputs, at most, unless one image alone takes more
   * @return where each part begins, and the number of images; sizes differ by at most one
   */
  static long[] parts(List<ConvolutionPlan.Stage> stages, long images, long bytes) {
    long most = 1;
    for (ConvolutionPlan.Stage stage : stages) {
      most = Math.max(most, stage.inputValues() + stage.outputValues());
    }
    long largest = Math.max(1, Math.min(1 << 20, bytes / (Float.BYTES * most)));
    int parts = Math.toIntExact((images + largest - 1) / largest);
    return LongStream.rangeClosed(0, parts).map(part -> images * part / parts).toArray();
  }

  private ConvolutionPlan plan(long count, INDArray images, List<ConvolutionPlan.Stage> stages) {
    List<Long> key = List.of(count, images.size(1), images.size(2), images.size(3));
    ConvolutionPlan plan = plans.get(key);
    if (plan == null) {
      if (plans.size() == PLANS) {
        plans.remove(plans.keySet().iterator().next()).close();
      }
      plan = new ConvolutionPlan(stages, count, winograd);
      plans.put(key, plan);
    }
    return plan;
  }

  /** Which of oneDNN's kernels computes each convolution; for the curious and for tests. */
  List<String> kernels() {
    return plans.values().stream().findFirst().map(ConvolutionPlan::kernels).orElse(List.of());
  }

  /** Gives back memory; the path can be used again. */
  @Override
  public void close() {
    plans.values().forEach(ConvolutionPlan::close);
    plans.clear();
  }
}
