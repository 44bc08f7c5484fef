package org.helixbook.engine.recurrent;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.helixbook.feedback.InputProblem;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Dropout whose noise follows from a seed and the number of the iteration, and from nothing else: a
 * training that was stopped goes on with the same noise. Each value is kept with a probability and
 * divided by it, or becomes 0.
 */
public final class RepeatableDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final double keep;
  @JsonProperty private final long seed;
  private transient INDArray mask;

  /**
   * A dropout.
   *
   * @param keep probability to keep a value, above 0 and at most 1
   * @param seed of the noise
   * @throws InputProblem if the probability is out of range
   */
  @JsonCreator
  public RepeatableDropout(@JsonProperty("keep") double keep, @JsonProperty("seed") long seed) {
    if (!(keep > 0 && keep <= 1)) {
      throw new InputProblem(
          "dropout",
          "the probability " + keep + " to keep a value is out of range",
          "use above 0, at most 1");
    }
    this.keep = keep;
    this.seed = seed;
  }

  @Override
  @SuppressWarnings("try") // the resource only has to be open
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    SplittableRandom random =
        new SplittableRandom(
            new SplittableRandom(seed + 0x9E3779B97F4A7C15L * iteration).nextLong());
    float[] values = new float[(int) input.length()];
    float scale = (float) (1 / keep);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < keep ? scale : 0;
    }
    try (var none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      mask = Nd4j.create(values, input.shape(), 'f').castTo(input.dataType());
    }
    return input.muli(mask, result);
  }

  @Override
  public INDArray backprop(INDArray epsilon, INDArray result, int iteration, int epoch) {
    if (mask == null) {
      throw new IllegalStateException("no forward pass came before");
    }
    epsilon.muli(mask, result);
    mask = null;
    return result;
  }

  @Override
  public void clear() {
    mask = null;
  }

  @Override
  public RepeatableDropout clone() {
    return new RepeatableDropout(keep, seed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RepeatableDropout dropout
        && dropout.keep == keep
        && dropout.seed == seed;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(keep) * 31 + Long.hashCode(seed);
  }
}
