package org.helixbook.recurrent;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

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

  /** Begins anew: the next step starts from a state of 0. */
  public void clear() {
    network.rnnClearPreviousState();
  }
}
