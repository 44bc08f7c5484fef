package org.helixbook.engine.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Names, places and first values of a stack's parameters. Of a single layer read forward they are
 * W, RW and b; otherwise they carry the layer and the direction, such as 0fW for the lowest,
 * forward.
 */
final class StackParameters implements ParamInitializer {
  static final StackParameters INSTANCE = new StackParameters();
  static final String INPUT = "W";
  static final String RECURRENT = "RW";
  static final String BIAS = "b";

  private StackParameters() {}

  static String prefix(RecurrentStack stack, int layer, int direction) {
    if (stack.layers() == 1 && stack.directions() == Directions.FORWARD) {
      return "";
    }
    return layer + (direction == 0 ? "f" : "b");
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    RecurrentStack stack = (RecurrentStack) layer;
    long sum = 0;
    for (int l = 0; l < stack.layers(); l++) {
      sum += stack.directions().count() * stack.cell().parameters(stack.inputs(l), stack.units());
    }
    return sum;
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return keys(layer, INPUT, RECURRENT, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(layer, INPUT, RECURRENT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(layer, BIAS);
  }

  private static List<String> keys(Layer layer, String... names) {
    RecurrentStack stack = (RecurrentStack) layer;
    List<String> keys = new ArrayList<>();
    for (int l = 0; l < stack.layers(); l++) {
      for (int d = 0; d < stack.directions().count(); d++) {
        for (String name : names) {
          keys.add(prefix(stack, l, d) + name);
        }
      }
    }
    return keys;
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return key.endsWith(INPUT);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.endsWith(BIAS);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray parameters, boolean initialize) {
    RecurrentStack stack = (RecurrentStack) configuration.getLayer();
    if (initialize) {
      Map<String, INDArray> flat = views(stack, parameters, false);
      for (int l = 0; l < stack.layers(); l++) {
        for (int d = 0; d < stack.directions().count(); d++) {
          initialize(stack, l, flat, prefix(stack, l, d));
        }
      }
    }
    paramKeys(stack).forEach(configuration::addVariable);
    return views(stack, parameters, true);
  }

  private static void initialize(
      RecurrentStack stack, int layer, Map<String, INDArray> flat, String prefix) {
    int inputs = stack.inputs(layer);
    int units = stack.units();
    int columns = stack.cell().kind().gates * units;
    IWeightInit init = stack.getWeightInitFn();
    IWeightInit recurrentInit =
        stack.getWeightInitFnRecurrent() == null ? init : stack.getWeightInitFnRecurrent();
    init.init(inputs, units, new long[] {inputs, columns}, 'f', flat.get(prefix + INPUT));
    INDArray recurrent =
        recurrentInit.init(
            units, units, new long[] {units, columns}, 'f', flat.get(prefix + RECURRENT));
    if (stack.cell().kind() == RecurrentCell.Kind.VANILLA) {
      new Clock(stack.cell(), units).clearForbidden(recurrent.reshape('f', units, columns));
    }
    INDArray bias = flat.get(prefix + BIAS);
    bias.assign(stack.getBiasInit());
    switch (stack.cell().kind()) {
      case GRU_BEFORE, GRU_AFTER -> bias.get(interval(0, 2L * units)).assign(stack.gateBias());
      case LSTM -> bias.get(interval(units, 2L * units)).assign(stack.gateBias());
      case VANILLA -> {}
    }
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray gradients) {
    return views((RecurrentStack) configuration.getLayer(), gradients, true);
  }

  private static Map<String, INDArray> views(RecurrentStack stack, INDArray all, boolean shaped) {
    INDArray flat = all.reshape(all.length());
    int units = stack.units();
    int columns = stack.cell().kind().gates * units;
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (int l = 0; l < stack.layers(); l++) {
      for (int d = 0; d < stack.directions().count(); d++) {
        String prefix = prefix(stack, l, d);
        for (String name : List.of(INPUT, RECURRENT, BIAS)) {
          long rows = name.equals(INPUT) ? stack.inputs(l) : name.equals(RECURRENT) ? units : 1;
          long wide = name.equals(BIAS) ? stack.cell().biases(units) : columns;
          INDArray view = flat.get(interval(from, from + rows * wide));
          views.put(prefix + name, shaped ? view.reshape('f', rows, wide) : view);
          from += rows * wide;
        }
      }
    }
    return views;
  }
}
