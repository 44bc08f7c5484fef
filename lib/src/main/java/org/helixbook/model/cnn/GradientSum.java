package org.helixbook.model.cnn;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training step on a batch whose gradient is summed up part by part. The gradient of a batch is
 * the sum over its images, so the step is the one on the whole batch; only the order of the
 * additions differs, which shows in the last bits (relative differences of about 1e-7 a step).
 */
final class GradientSum {
  private final MultiLayerNetwork network;
  private INDArray sum;
  private int images;

  GradientSum(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Adds the gradient of some images.
   *
   * @param features as the network takes them
   * @param labels a one-hot row an image
   */
  void add(INDArray features, INDArray labels) {
    network.setInput(features);
    network.setLabels(labels);
    network.computeGradientAndScore();
    INDArray gradient = network.getGradientsViewArray();
    if (sum == null) {
      sum = gradient.dup();
    } else if (images == 0) {
      sum.assign(gradient);
    } else {
      sum.addi(gradient);
    }
    images += Math.toIntExact(features.size(0));
    network.clearLayersStates();
  }

  /** Changes the weights as Deeplearning4j's own step does, and begins a new sum. */
  @SuppressWarnings("try") // the resource only has to be open
  void step() {
    INDArray gradient = network.getGradientsViewArray().assign(sum);
    int iteration = network.getIterationCount();
    int epoch = network.getEpochCount();
    network
        .getUpdater()
        .update(
            network,
            network.gradient(),
            iteration,
            epoch,
            images,
            LayerWorkspaceMgr.noWorkspaces());
    INDArray weights = network.params();
    weights.subi(gradient.reshape(weights.shape()));
    images = 0;
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      for (TrainingListener listener : network.getListeners()) {
        listener.iterationDone(network, iteration, epoch);
      }
    }
    network.getLayerWiseConfigurations().setIterationCount(iteration + 1);
  }
}
