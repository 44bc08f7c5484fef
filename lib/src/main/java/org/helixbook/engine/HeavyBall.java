package org.helixbook.engine;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Stochastic gradient descent with classical ("heavy-ball") momentum, as PyTorch's {@code
 * torch.optim.SGD} does it. With gradient g, momentum m and learning rate r:
 *
 * <pre>
 *   v := m v + g        (v starts at 0)
 *   w := w - r v
 * </pre>
 *
 * <p>Deeplearning4j itself has only Nesterov's variant. Weight decay is not in here: Deeplearning4j
 * adds {@code l2} and {@code l2Bias} times the parameter to the gradient before the updater sees
 * it, which is what PyTorch's {@code weight_decay} does. Reference: B. T. Polyak, Some methods of
 * speeding up the convergence of iteration methods, 1964.
 */
public final class HeavyBall implements IUpdater {
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private ISchedule learningRateSchedule;
  private final double momentum;

  /**
   * A constant learning rate.
   *
   * @param learningRate step size, above 0
   * @param momentum share of the last velocity that is kept, in [0, 1)
   * @throws IllegalArgumentException outside these ranges
   */
  public HeavyBall(double learningRate, double momentum) {
    this(learningRate, null, momentum);
  }

  /** The form that a saved model is read back into. */
  @JsonCreator
  HeavyBall(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("learningRateSchedule") ISchedule learningRateSchedule,
      @JsonProperty("momentum") double momentum) {
    if (learningRateSchedule == null && !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "the learning rate is " + learningRate + ", and it must be above 0");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "the momentum is " + momentum + ", and it must be at least 0 and below 1");
    }
    this.learningRate = learningRate;
    this.learningRateSchedule = learningRateSchedule;
    this.momentum = momentum;
  }

  /** Share of the last velocity that is kept, in [0, 1). */
  public double momentum() {
    return momentum;
  }

  @Override
  public long stateSize(long numParams) {
    return numParams;
  }

  @Override
  public GradientUpdater<HeavyBall> instantiate(INDArray viewArray, boolean initializeViewArray) {
    INDArray flat = viewArray.reshape(viewArray.length());
    HeavyBallUpdater updater = new HeavyBallUpdater(this);
    updater.setStateViewArray(flat, flat.shape(), flat.ordering(), initializeViewArray);
    return updater;
  }

  @Override
  public GradientUpdater<HeavyBall> instantiate(
      Map<String, INDArray> updaterState, boolean initializeStateArrays) {
    HeavyBallUpdater updater = new HeavyBallUpdater(this);
    updater.setState(updaterState, initializeStateArrays);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    this.learningRate = rate;
    this.learningRateSchedule = schedule;
  }

  // The interface asks for clone(); a constructor does it without the traps of Object.clone.
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  @Override
  public IUpdater clone() {
    return new HeavyBall(learningRate, learningRateSchedule, momentum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeavyBall that
        && Double.compare(learningRate, that.learningRate) == 0
        && Double.compare(momentum, that.momentum) == 0
        && Objects.equals(learningRateSchedule, that.learningRateSchedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, learningRateSchedule, momentum);
  }

  @Override
  public String toString() {
    return "HeavyBall(learningRate=" + learningRate + ", momentum=" + momentum + ")";
  }
}
