package org.helixbook.engine.recurrent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network step by step, and, if it was configured for truncated back-propagation ({@link
 * BackpropType#TruncatedBPTT}), carries the state of its recurrent layers from one step to the
 * next: each step reads on where the last one ended, and gradients end where it began. Plain {@code
 * fit} forgets the state between calls.
 *
 * <p>The state can be taken out and given back, so that a training can stop and go on. Set the
 * network's {@code tBPTTBackwardLength} to at least the length of a step.
 */
public final class StatefulTraining {
  private static final String PARAMETERS = "parameters";
  private static final String UPDATER = "updater";
  private static final String STEPS = "steps";
  private static final String CARRIED = "carried-";

  private final MultiLayerNetwork network;
  private final boolean carries;

  /**
   * Wraps a network.
   *
   * @param network initialised; its parameters are changed by {@link #step}
   */
  public StatefulTraining(MultiLayerNetwork network) {
    this.network = network;
    this.carries =
        network.getLayerWiseConfigurations().getBackpropType() == BackpropType.TruncatedBPTT;
  }

  /** The network. */
  public MultiLayerNetwork network() {
    return network;
  }

  /**
   * One step of training.
   *
   * @param features what the first layer reads; where a state is carried, as many sequences as in
   *     the step before
   * @param labels what the output layer should give
   * @return the loss before the step, regularisation included
   * @throws org.helixbook.feedback.InputProblem if the carried state has another batch size
   */
  public double step(INDArray features, INDArray labels) {
    network.setInput(features);
    network.setLabels(labels);
    network.computeGradientAndScore();
    int iteration = network.getIterationCount();
    network
        .getUpdater()
        .update(
            network,
            network.gradient(),
            iteration,
            network.getEpochCount(),
            (int) features.size(0),
            LayerWorkspaceMgr.noWorkspaces());
    INDArray parameters = network.params();
    INDArray change = network.gradient().gradient();
    parameters.subi(change.reshape(parameters.shape()));
    network.setIterationCount(iteration + 1);
    double loss = network.score();
    network.setInput(null);
    network.setLabels(null);
    return loss;
  }

  /**
   * What the network gives for what comes next, without learning; the state is carried on.
   *
   * @param features as for {@link #step}
   * @return the output layer's activations
   */
  public INDArray read(INDArray features) {
    network.setInput(features);
    var activations = network.rnnActivateUsingStoredState(features, false, carries);
    network.setInput(null);
    return activations.get(activations.size() - 1);
  }

  /** The state of all recurrent layers, as copies; empty before the first step or after clear. */
  public SortedMap<String, INDArray> state() {
    SortedMap<String, INDArray> all = new TreeMap<>();
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length; i++) {
      if (layers[i] instanceof RecurrentLayer layer) {
        String prefix = i + ".";
        layer.rnnGetTBPTTState().forEach((key, value) -> all.put(prefix + key, value.dup('f')));
      }
    }
    return all;
  }

  /**
   * Replaces the state of all recurrent layers.
   *
   * @param state what {@link #state} gave, of this network or an equal one
   */
  public void setState(Map<String, INDArray> state) {
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length; i++) {
      if (layers[i] instanceof RecurrentLayer layer) {
        String prefix = i + ".";
        Map<String, INDArray> own = new TreeMap<>();
        state.forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value.dup('f'));
              }
            });
        layer.rnnSetTBPTTState(own);
      }
    }
  }

  /**
   * Everything that going on needs, to the last bit: parameters, the updater's numbers, the count
   * of steps, and the carried state.
   *
   * @return parts by name: letters, digits, dots and hyphens
   */
  public SortedMap<String, byte[]> save() {
    SortedMap<String, byte[]> parts = new TreeMap<>();
    parts.put(PARAMETERS, bytes(network.params()));
    parts.put(UPDATER, bytes(network.getUpdater().getStateViewArray()));
    parts.put(STEPS, ByteBuffer.allocate(Long.BYTES).putLong(network.getIterationCount()).array());
    state()
        .forEach(
            (key, value) -> {
              // Two numbers are enough for the shape: [batch, units], or none of the clock.
              boolean matrix = value.rank() == 2;
              String size = matrix ? value.size(0) + "-" + value.size(1) : "0-0";
              parts.put(CARRIED + size + "-" + key, matrix ? bytes(value) : clock(value));
            });
    return parts;
  }

  /**
   * Takes up what {@link #save} gave.
   *
   * @param parts of an equal network; parts under other names are left alone
   * @throws IOException if they are not of such a network
   */
  public void restore(Map<String, byte[]> parts) throws IOException {
    read(parts, PARAMETERS, network.params());
    read(parts, UPDATER, network.getUpdater().getStateViewArray());
    network.setIterationCount(Math.toIntExact(number(part(parts, STEPS))));
    SortedMap<String, INDArray> carried = new TreeMap<>();
    for (Map.Entry<String, byte[]> e : parts.entrySet()) {
      if (e.getKey().startsWith(CARRIED)) {
        String[] name = e.getKey().substring(CARRIED.length()).split("-", 3);
        try {
          long rows = Long.parseLong(name[0]);
          if (rows == 0) {
            carried.put(name[2], Nd4j.createFromArray(number(e.getValue())));
          } else {
            long[] shape = {rows, Long.parseLong(name[1])};
            INDArray value = Nd4j.createUninitialized(network.params().dataType(), shape, 'f');
            read(parts, e.getKey(), value);
            carried.put(name[2], value);
          }
        } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
          throw new IOException("the state has a part of another kind: " + e.getKey(), notOurs);
        }
      }
    }
    clear();
    setState(carried);
  }

  private static byte[] part(Map<String, byte[]> parts, String name) throws IOException {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new IOException("the state lacks '" + name + "'");
    }
    return part;
  }

  private static void read(Map<String, byte[]> parts, String name, INDArray into)
      throws IOException {
    byte[] part = part(parts, name);
    int width = into.dataType().width();
    if (part.length != into.length() * width) {
      throw new IOException("'" + name + "' has another length than this network's");
    }
    ByteBuffer values = ByteBuffer.wrap(part);
    if (into.dataType() == DataType.DOUBLE) {
      double[] numbers = new double[(int) into.length()];
      values.asDoubleBuffer().get(numbers);
      into.assign(Nd4j.create(numbers, into.shape(), into.ordering()));
    } else {
      float[] numbers = new float[(int) into.length()];
      values.asFloatBuffer().get(numbers);
      into.assign(Nd4j.create(numbers, into.shape(), into.ordering()));
    }
  }

  private static byte[] bytes(INDArray array) {
    INDArray whole = array.dup(array.ordering());
    ByteBuffer buffer = ByteBuffer.allocate((int) array.length() * array.dataType().width());
    if (array.dataType() == DataType.DOUBLE) {
      buffer.asDoubleBuffer().put(whole.data().asDouble());
    } else {
      buffer.asFloatBuffer().put(whole.data().asFloat());
    }
    return buffer.array();
  }

  private static byte[] clock(INDArray value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value.getLong(0)).array();
  }

  private static long number(byte[] part) throws IOException {
    if (part.length != Long.BYTES) {
      throw new IOException("a count has " + part.length + " bytes");
    }
    return ByteBuffer.wrap(part).getLong();
  }

  /** Begins anew: the next step starts from a state of 0. */
  public void clear() {
    network.rnnClearPreviousState();
  }
}
