package org.helixbook.engine.convolution;

import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.engine.convolution.ConvolutionPlan.Stage;
import org.helixbook.feedback.InputProblem;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps of training in which the {@link ReluConvolution} and {@link ReluMaxPooling} layers at the
 * beginning of a network are computed as one: a few images at a time, so that they stay near the
 * processor, in oneDNN's own order, and kernels of 3 x 3 by Winograd's minimal filtering (A. Lavin,
 * S. Gray, 2016), forward, for the gradient of the images and for that of the weights. It is the
 * same function; its rounding differs in the sixth digit. Parameters, updater, loss and all other
 * layers are Deeplearning4j's: its step runs as ever, and the last of the leading layers computes
 * for all of them.
 *
 * <p>Where oneDNN's library or AVX2 is missing, and in double precision, nothing changes; where
 * AVX-512 is missing, nothing goes by Winograd, and in {@link Precision#BFLOAT16} nothing does.
 *
 * <p>For the compute thread alone. The same images, weights and number of threads give the same
 * bits on the same machine.
 */
public final class TrainingPath implements AutoCloseable {
  private static final int PLANS = 4;

  /** A layer that can leave its work to the path. */
  interface Member extends Layer {
    /** From now on the path computes while it {@link TrainingPath#runs}. */
    void join(TrainingPath path);
  }

  private final List<Layer> leading;
  private final boolean winograd;
  private final long nearBytes;
  private final Map<List<Long>, TrainingPlan> plans = new LinkedHashMap<>(PLANS, 0.75f, true);
  private BytePointer store = new BytePointer();
  private INDArray images;
  private boolean runs;
  private Precision precision = Precision.FLOAT32;

  /**
   * A path for a network, whose layers know of it from now on.
   *
   * @param network what is trained; images in channels-last order
   */
  public TrainingPath(MultiLayerNetwork network) {
    this(network, Instructions.here(), true, PredictionPath.NEAR_BYTES);
  }

  TrainingPath(
      MultiLayerNetwork network, Instructions instructions, boolean winograd, long nearBytes) {
    List<Layer> found = PredictionPath.leading(network);
    this.leading = suit(instructions, found) ? found : List.of();
    this.winograd = winograd;
    this.nearBytes = nearBytes;
    leading.forEach(layer -> ((Member) layer).join(this));
  }

  /** Whether oneDNN has fast kernels for all gradients of all these layers. */
  private static boolean suit(Instructions instructions, List<Layer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof ReluConvolutionLayer convolution) {
        long[] weights = convolution.getParam(WEIGHT_KEY).shape();
        if (!instructions.suit(weights[2], weights[1], i == 0)) {
          return false;
        }
      } else if (i == 0) {
        return false;
      }
    }
    return !layers.isEmpty();
  }

  /**
   * Does something in which steps of training go through the path.
   *
   * @param numbers in which the leading layers are computed
   * @param steps what to do
   * @param <T> its result
   * @return the result
   * @throws InputProblem if they cannot be computed so here
   */
  public <T> T in(Precision numbers, Supplier<T> steps) {
    require(numbers);
    precision = numbers;
    runs = true;
    try {
      return steps.get();
    } finally {
      runs = false;
      images = null;
    }
  }

  /**
   * Checks that the leading layers can be computed so here.
   *
   * @throws InputProblem if they cannot
   */
  public void require(Precision numbers) {
    if (numbers == Precision.FLOAT32) {
      return;
    }
    if (leading.isEmpty()) {
      throw new InputProblem(
          "precision bfloat16",
          "the network does not begin with layers that can be computed in it",
          "train in float32");
    }
    if (!Instructions.multiplyBfloat16()) {
      throw new InputProblem(
          "precision bfloat16",
          "this processor has no instructions for products of its matrices (Intel's AMX)",
          "train in float32, or where they are");
    }
  }

  /** Whether the path computes for its layers at this moment. */
  boolean runs() {
    return runs;
  }

  /**
   * What a layer hands on. Only the last one's output is what its documentation says; the others
   * hand on an array of one number an image.
   */
  INDArray activate(int layer, INDArray input, LayerWorkspaceMgr workspaces) {
    if (layer == 0) {
      images = ReluConvolutionLayer.inOrder(input, ArrayType.ACTIVATIONS, workspaces);
    }
    if (layer < leading.size() - 1) {
      return workspaces.createUninitialized(
          ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {images.size(0), 1, 1, 1}, 'c');
    }
    List<Stage> stages = stages();
    INDArray output =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            stages.get(stages.size() - 1).output(images.size(0)),
            'c');
    forward(stages, output);
    return output;
  }

  private void forward(List<Stage> stages, INDArray output) {
    long[] starts = PredictionPath.parts(stages, images.size(0), nearBytes);
    long count = images.size(0);
    Set<TrainingPlan> ready = new HashSet<>();
    FloatPointer pixels = (FloatPointer) images.data().addressPointer();
    FloatPointer result = (FloatPointer) output.data().addressPointer();
    for (int part = 0; part < starts.length - 1; part++) {
      TrainingPlan plan = plan(starts[part + 1] - starts[part], stages);
      if (ready.add(plan)) {
        plan.readWeights();
      }
      if (part == 0 && store.capacity() < plan.keptBytes(count)) {
        store.close();
        store = new BytePointer(plan.keptBytes(count));
      }
      plan.forward(
          pixels.getPointer(starts[part] * (images.length() / count)),
          result.getPointer(starts[part] * (output.length() / count)),
          store,
          count,
          starts[part]);
    }
  }

  /**
   * The gradient that a layer hands on, null at the first; the last one, which Deeplearning4j calls
   * first, computes the gradients of all layers' parameters.
   */
  INDArray backward(int layer, INDArray gradient, LayerWorkspaceMgr workspaces) {
    if (layer == leading.size() - 1) {
      backward(ReluConvolutionLayer.inOrder(gradient, ArrayType.BP_WORKING_MEM, workspaces));
    }
    return layer == 0
        ? null
        : workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, DataType.FLOAT, new long[] {images.size(0), 1, 1, 1}, 'c');
  }

  private void backward(INDArray gradient) {
    List<Stage> stages = stages();
    long count = images.size(0);
    long[] starts = PredictionPath.parts(stages, count, nearBytes);
    FloatPointer place = (FloatPointer) gradient.data().addressPointer();
    for (int part = 0; part < starts.length - 1; part++) {
      plan(starts[part + 1] - starts[part], stages)
          .backward(
              place.getPointer(starts[part] * (gradient.length() / count)),
              store,
              count,
              starts[part]);
    }
  }

  private List<Stage> stages() {
    return PredictionPath.stages(leading, images);
  }

  private TrainingPlan plan(long count, List<Stage> stages) {
    List<Long> key =
        List.of(count, images.size(1), images.size(2), images.size(3), (long) precision.ordinal());
    TrainingPlan plan = plans.get(key);
    if (plan == null) {
      if (plans.size() == PLANS) {
        plans.remove(plans.keySet().iterator().next()).close();
      }
      plan = new TrainingPlan(stages, count, precision, winograd);
      plans.put(key, plan);
    }
    return plan;
  }

  /** Which of oneDNN's kernels computes each convolution; for the curious and for tests. */
  List<String> kernels() {
    return plans.values().stream().findFirst().map(TrainingPlan::kernels).orElse(List.of());
  }

  /** Gives back memory; the path can be used again. */
  @Override
  public void close() {
    plans.values().forEach(TrainingPlan::close);
    plans.clear();
    store.close();
    store = new BytePointer();
  }
}
