package org.helixbook.engine;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** Applies {@link HeavyBall} to one block of parameters and holds its velocity. */
final class HeavyBallUpdater implements GradientUpdater<HeavyBall> {
  /** The name of the velocity in a saved state. */
  static final String VELOCITY = "V";

  private final HeavyBall config;
  private INDArray velocity;

  HeavyBallUpdater(HeavyBall config) {
    this.config = config;
  }

  @Override
  public HeavyBall getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    if (state.size() != 1 || !state.containsKey(VELOCITY)) {
      throw new IllegalArgumentException(
          "the state of heavy-ball momentum has the one key "
              + VELOCITY
              + ", not "
              + state.keySet());
    }
    velocity = state.get(VELOCITY);
    if (initialize) {
      velocity.assign(0);
    }
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(VELOCITY, velocity);
  }

  @Override
  public void setStateViewArray(
      INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
    if (initialize) {
      view.assign(0);
    }
    velocity = view.reshape(gradientOrder, gradientShape);
  }

  /**
   * Turns the gradient, in place, into what Deeplearning4j subtracts from the parameters.
   *
   * @param gradient of the shape of the state, changed in place
   */
  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    if (velocity == null) {
      throw new IllegalStateException("the velocity has not been set");
    }
    INDArray flat = gradient.reshape(velocity.shape());
    velocity.muli(config.momentum()).addi(flat);
    flat.assign(velocity).muli(config.getLearningRate(iteration, epoch));
  }
}
