package org.helixbook.engine.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.feedback.InputProblem;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Computes {@link RecurrentStack}. */
final class RecurrentStackLayer extends BaseRecurrentLayer<RecurrentStack> {
  private static final long serialVersionUID = 1L;
  static final String CLOCK = "clock";

  private transient Recurrence[][] recurrences;
  // Arrays that stay from batch to batch, by purpose.
  private transient Map<String, INDArray> kept;
  // Of the last forward pass: its input, and each layer's output with both directions.
  private transient INDArray read;
  private transient INDArray[] outputs;
  private transient boolean remembered;

  RecurrentStackLayer(NeuralNetConfiguration configuration, DataType precision) {
    super(configuration, precision);
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return compute(training, Map.of(), workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray newInput, LayerWorkspaceMgr workspaces) {
    if (layerConf().directions() != Directions.FORWARD) {
      throw new UnsupportedOperationException(
          "a stack that also reads backward cannot be given one step at a time");
    }
    setInput(newInput, workspaces);
    INDArray out = compute(false, stateMap, workspaces);
    stateMap.putAll(finalState(stateMap));
    return out;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray newInput, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    setInput(newInput, workspaces);
    INDArray out = compute(training, tBpttStateMap, workspaces);
    if (store) {
      tBpttStateMap.putAll(finalState(tBpttStateMap));
    }
    return out;
  }

  private INDArray compute(
      boolean training, Map<String, INDArray> state, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    RecurrentStack stack = layerConf();
    if (input.rank() != 3) {
      throw new IllegalArgumentException(
          "a recurrent layer reads [batch, features, time], not " + Arrays.toString(input.shape()));
    }
    applyDropOutIfNecessary(training, workspaces);
    INDArray x =
        featuresFirst(permuteIfNWC(input.castTo(dataType)), ArrayType.ACTIVATIONS, workspaces);
    if (x.size(1) != stack.inputs(0)) {
      throw new IllegalArgumentException(
          "the layer reads " + stack.inputs(0) + " features and was given " + x.size(1));
    }
    long batch = x.size(0);
    long steps = x.size(2);
    int directions = stack.directions().count();
    int units = stack.units();
    long width = (long) directions * units;
    ready();
    INDArray[] initialOrder = initial(state, batch);
    long clock = state.containsKey(CLOCK) ? state.get(CLOCK).getLong(0) : 0;

    INDArray result =
        stack.lastStates()
            ? null
            : featuresFirst(ArrayType.ACTIVATIONS, workspaces, batch, width, steps);
    outputs = new INDArray[stack.layers()];
    Weights[][] weights = new Weights[stack.layers()][directions];
    INDArray[][] from = new INDArray[stack.layers()][directions];
    INDArray[][] to = new INDArray[stack.layers()][directions];
    for (int l = 0; l < stack.layers(); l++) {
      boolean top = l == stack.layers() - 1;
      outputs[l] = top && result != null ? result : kept("out" + l, batch, width, steps);
      for (int d = 0; d < directions; d++) {
        from[l][d] = l == 0 ? x : seenBy(d, outputs[l - 1]);
        to[l][d] = half(outputs[l], d);
        weights[l][d] = weights(l, d, training, workspaces);
      }
    }
    INDArray mask = maskArray;
    int parts = stack.cell().stateParts();
    layerByLayer(
        true,
        (l, d) -> {
          int at = (l * directions + d) * parts;
          recurrences[l][d].forward(
              from[l][d],
              to[l][d],
              weights[l][d],
              mask,
              initialOrder == null ? null : Arrays.copyOfRange(initialOrder, at, at + parts),
              clock,
              training);
        });
    read = x;
    remembered = training;
    if (result == null) {
      return lastStates(outputs[stack.layers() - 1], workspaces);
    }
    return permuteIfNWC(result);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return tbpttBackpropGradient(epsilon, -1, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backLength, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!remembered) {
      throw new IllegalStateException("no forward pass for training came before");
    }
    RecurrentStack stack = layerConf();
    int layers = stack.layers();
    int directions = stack.directions().count();
    long batch = read.size(0);
    int steps = (int) read.size(2);
    int reach = backLength > 0 ? backLength : steps;
    INDArray[] last = new INDArray[directions];
    INDArray[][] errors = new INDArray[layers][directions];
    if (stack.lastStates() && maskArray == null) {
      for (int d = 0; d < directions; d++) {
        last[d] = columns(epsilon, d);
      }
    } else {
      INDArray sequence =
          stack.lastStates()
              ? spreadLast(epsilon, batch, steps)
              : featuresFirst(
                  permuteIfNWC(epsilon.castTo(dataType)), ArrayType.BP_WORKING_MEM, workspaces);
      for (int d = 0; d < directions; d++) {
        errors[layers - 1][d] = half(sequence, d);
      }
    }
    INDArray dx = featuresFirst(ArrayType.ACTIVATION_GRAD, workspaces, batch, read.size(1), steps);
    // By what a layer reads: where directions share it, the backward one's part is kept apart.
    INDArray[][] inputErrors = new INDArray[layers][directions];
    for (int l = 0; l < layers; l++) {
      INDArray whole =
          l == 0 ? dx : kept("error" + l, batch, (long) directions * stack.units(), steps);
      boolean shared = l == 0 || stack.directions() == Directions.BOTH_JOINED;
      for (int d = 0; d < directions; d++) {
        inputErrors[l][d] =
            !shared
                ? half(whole, d)
                : d == 0 ? whole : kept("second" + l, batch, whole.size(1), steps);
        if (l > 0) {
          errors[l - 1][d] = half(whole, d);
        }
      }
    }
    Weights[][] gradients = new Weights[layers][directions];
    for (int l = 0; l < layers; l++) {
      for (int d = 0; d < directions; d++) {
        gradients[l][d] = weights(gradientViews, StackParameters.prefix(stack, l, d));
      }
    }
    layerByLayer(
        false,
        (l, d) ->
            recurrences[l][d].backward(
                errors[l][d],
                l == layers - 1 ? last[d] : null,
                inputErrors[l][d],
                gradients[l][d],
                reach),
        l -> {
          if (directions == 2 && (l == 0 || stack.directions() == Directions.BOTH_JOINED)) {
            // In the order of memory, as ND4J adds arrays of another order element by element.
            inputErrors[l][0].permute(1, 0, 2).addi(inputErrors[l][1].permute(1, 0, 2));
          }
        });
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return new Pair<>(gradient, permuteIfNWC(backpropDropOutIfPresent(dx)));
  }

  private interface Part {
    void run(int layer, int direction);
  }

  private void layerByLayer(boolean up, Part part) {
    layerByLayer(up, part, l -> {});
  }

  /** Runs every layer and direction, directions side by side where the precision allows. */
  private void layerByLayer(boolean up, Part part, IntConsumer afterLayer) {
    int layers = layerConf().layers();
    int directions = layerConf().directions().count();
    boolean apart = layerConf().directions() != Directions.BOTH_JOINED;
    Runnable all =
        () -> {
          if (apart) {
            each(
                directions,
                d -> {
                  for (int i = 0; i < layers; i++) {
                    part.run(up ? i : layers - 1 - i, d);
                  }
                });
            afterLayer.accept(0);
          } else {
            for (int i = 0; i < layers; i++) {
              int l = up ? i : layers - 1 - i;
              each(directions, d -> part.run(l, d));
              afterLayer.accept(l);
            }
          }
        };
    if (fused()) {
      Sgemm.oneThreadACall(all);
    } else {
      all.run();
    }
  }

  private void each(int directions, IntConsumer work) {
    if (fused()) {
      TwoThreads.each(directions, work);
    } else {
      for (int d = 0; d < directions; d++) {
        work.accept(d);
      }
    }
  }

  private boolean fused() {
    return dataType == DataType.FLOAT;
  }

  private void ready() {
    if (recurrences != null) {
      return;
    }
    RecurrentStack stack = layerConf();
    kept = new HashMap<>();
    recurrences = new Recurrence[stack.layers()][stack.directions().count()];
    for (int l = 0; l < recurrences.length; l++) {
      for (int d = 0; d < recurrences[l].length; d++) {
        recurrences[l][d] = Recurrences.of(stack, l, d == 1, fused());
      }
    }
  }

  private Weights weights(int l, int d, boolean training, LayerWorkspaceMgr workspaces) {
    String prefix = StackParameters.prefix(layerConf(), l, d);
    return new Weights(
        getParamWithNoise(prefix + StackParameters.INPUT, training, workspaces),
        getParamWithNoise(prefix + StackParameters.RECURRENT, training, workspaces),
        getParam(prefix + StackParameters.BIAS));
  }

  private static Weights weights(Map<String, INDArray> table, String prefix) {
    return new Weights(
        table.get(prefix + StackParameters.INPUT),
        table.get(prefix + StackParameters.RECURRENT),
        table.get(prefix + StackParameters.BIAS));
  }

  /** What a direction of the next layer reads of a layer's output. */
  private INDArray seenBy(int direction, INDArray output) {
    return layerConf().directions() == Directions.BOTH_JOINED ? output : half(output, direction);
  }

  /** One direction's features of a sequence. */
  private INDArray half(INDArray sequence, int direction) {
    if (layerConf().directions().count() == 1) {
      return sequence;
    }
    long units = layerConf().units();
    return sequence.get(all(), interval(direction * units, (direction + 1) * units), all());
  }

  /** One direction's features of a matrix. */
  private INDArray columns(INDArray matrix, int direction) {
    long units = layerConf().units();
    return matrix.get(all(), interval(direction * units, (direction + 1) * units));
  }

  private INDArray lastStates(INDArray top, LayerWorkspaceMgr workspaces) {
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {top.size(0), top.size(1)}, 'f');
    int[] lengths = lengths();
    for (int d = 0; d < layerConf().directions().count(); d++) {
      if (d == 1 || lengths == null) {
        columns(out, d).assign(half(top, d).get(all(), all(), point(d == 1 ? 0 : top.size(2) - 1)));
      } else {
        for (int row = 0; row < lengths.length; row++) {
          columns(out, d)
              .getRow(row)
              .assign(half(top, d).get(point(row), all(), point(Math.max(0, lengths[row] - 1))));
        }
      }
    }
    return out;
  }

  private INDArray spreadLast(INDArray epsilon, long batch, long steps) {
    int directions = layerConf().directions().count();
    INDArray sequence = kept("last", batch, (long) directions * layerConf().units(), steps);
    sequence.assign(0);
    int[] lengths = lengths();
    for (int d = 0; d < directions; d++) {
      for (int row = 0; row < batch; row++) {
        long t = d == 1 ? 0 : Math.max(0, lengths[row] - 1);
        half(sequence, d).get(point(row), all(), point(t)).assign(columns(epsilon, d).getRow(row));
      }
    }
    return sequence;
  }

  /** Steps up to the last unmasked one of each sequence, or null without a mask. */
  private int[] lengths() {
    if (maskArray == null) {
      return null;
    }
    int[] lengths = new int[(int) maskArray.size(0)];
    for (int row = 0; row < lengths.length; row++) {
      for (int t = 0; t < maskArray.size(1); t++) {
        if (maskArray.getDouble(row, t) != 0) {
          lengths[row] = t + 1;
        }
      }
    }
    return lengths;
  }

  private String key(int l, int d, int part) {
    return StackParameters.prefix(layerConf(), l, d) + (part == 0 ? "state" : "cell");
  }

  private INDArray[] initial(Map<String, INDArray> state, long batch) {
    if (state.isEmpty()) {
      return null;
    }
    RecurrentStack stack = layerConf();
    int directions = stack.directions().count();
    int parts = stack.cell().stateParts();
    INDArray[] initial = new INDArray[stack.layers() * directions * parts];
    for (int l = 0; l < stack.layers(); l++) {
      for (int d = 0; d < directions; d++) {
        for (int part = 0; part < parts; part++) {
          INDArray value = state.get(key(l, d, part));
          if (value == null || value.size(0) != batch || value.size(1) != stack.units()) {
            throw new InputProblem(
                "carried state of a recurrent layer",
                "it does not fit a batch of " + batch + " and a layer of " + stack.units(),
                "keep the batch size, or clear the state first");
          }
          initial[(l * directions + d) * parts + part] = value;
        }
      }
    }
    return initial;
  }

  @SuppressWarnings("try") // the resource only has to be open
  private Map<String, INDArray> finalState(Map<String, INDArray> before) {
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      Map<String, INDArray> state = new HashMap<>();
      for (int l = 0; l < recurrences.length; l++) {
        for (int d = 0; d < recurrences[l].length; d++) {
          INDArray[] parts = recurrences[l][d].state();
          for (int part = 0; part < parts.length; part++) {
            state.put(key(l, d, part), parts[part]);
          }
        }
      }
      long clock = before.containsKey(CLOCK) ? before.get(CLOCK).getLong(0) : 0;
      state.put(CLOCK, Nd4j.createFromArray(clock + read.size(2)));
      return state;
    }
  }

  @SuppressWarnings("try") // the resource only has to be open
  private INDArray kept(String name, long batch, long features, long steps) {
    INDArray array = kept.get(name);
    if (array == null
        || array.size(0) != batch
        || array.size(1) != features
        || array.size(2) != steps) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        long[] shape = {features, batch, steps};
        array = Nd4j.createUninitialized(dataType, shape, 'f').permute(1, 0, 2);
      }
      kept.put(name, array);
    }
    return array;
  }

  /** A sequence {@code [batch, features, time]} with features the fastest, batch the next. */
  private INDArray featuresFirst(
      ArrayType place, LayerWorkspaceMgr workspaces, long batch, long features, long steps) {
    long[] shape = {features, batch, steps};
    return workspaces.createUninitialized(place, dataType, shape, 'f').permute(1, 0, 2);
  }

  private INDArray featuresFirst(INDArray sequence, ArrayType place, LayerWorkspaceMgr workspaces) {
    long features = sequence.size(1);
    long[] strides = {features, 1, features * sequence.size(0)};
    boolean right = !sequence.isView() && Arrays.equals(sequence.stride(), strides);
    return right
        ? sequence
        : workspaces.dup(place, sequence.permute(1, 0, 2), 'f').permute(1, 0, 2);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int minibatchSize) {
    Pair<INDArray, MaskState> next = super.feedForwardMaskArray(mask, state, minibatchSize);
    // A mask of steps means nothing to a layer that reads the last states.
    return layerConf().lastStates() ? new Pair<>(null, state) : next;
  }

  @Override
  public void clear() {
    super.clear();
    read = null;
    outputs = null;
    remembered = false;
  }
}
