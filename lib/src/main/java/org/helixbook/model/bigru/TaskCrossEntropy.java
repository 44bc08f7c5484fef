package org.helixbook.model.bigru;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cross-entropy, natural logarithm, as the mean over tasks, from an output layer without activation
 * function. Labels are {@code [batch, tasks]} of 0 and 1, or NaN where one is not known: the mean
 * over the batch is then over its known labels, and the others have no gradient. The layer has an
 * output a task, or with two-way heads those for "absent" of all tasks and then those for
 * "present".
 *
 * <p>Deeplearning4j's own sum over tasks and clip probabilities at 1e-5.
 */
public final class TaskCrossEntropy implements ILossFunction {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final Heads heads;

  /**
   * A loss.
   *
   * @param heads what the outputs mean
   */
  @JsonCreator
  public TaskCrossEntropy(@JsonProperty("heads") Heads heads) {
    this.heads = heads;
  }

  /**
   * What the probabilities are the logistic function of.
   *
   * @param outputs {@code [batch, outputs]} of the output layer
   * @return {@code [batch, tasks]}
   */
  INDArray logits(INDArray outputs) {
    if (heads == Heads.SIGMOID) {
      return outputs;
    }
    long tasks = outputs.size(1) / 2;
    INDArray present = outputs.get(NDArrayIndex.all(), NDArrayIndex.interval(tasks, 2 * tasks));
    return present.sub(outputs.get(NDArrayIndex.all(), NDArrayIndex.interval(0, tasks)));
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask, boolean average) {
    double sum = computeScoreArray(labels, outputs, activation, mask).sumNumber().doubleValue();
    return average ? sum / labels.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask) {
    INDArray z = logits(outputs);
    INDArray shares = shares(labels);
    INDArray truth = (shares == null ? labels : withoutNaN(labels)).castTo(z.dataType());
    // log(1 + e^z) - y z, without overflow: max(z, 0) - y z + log(1 + e^-|z|)
    INDArray loss =
        Transforms.relu(z, true)
            .subi(truth.mul(z))
            .addi(
                Transforms.log(
                    Transforms.exp(Transforms.abs(z, true).negi(), false).addi(1), false));
    return (shares == null ? loss : loss.muli(shares.castTo(z.dataType()))).mean(true, 1);
  }

  /**
   * What each label counts: 0 where it is not known, and the others alike, as much in all as there
   * are labels; null if all are known.
   */
  private static INDArray shares(INDArray labels) {
    if (!Double.isNaN(labels.sumNumber().doubleValue())) {
      return null;
    }
    INDArray shares = withoutNaN(labels.sub(labels).addi(1));
    return shares.muli(labels.length() / Math.max(1, shares.sumNumber().doubleValue()));
  }

  private static INDArray withoutNaN(INDArray values) {
    INDArray copy = values.dup();
    BooleanIndexing.replaceWhere(copy, 0, Conditions.isNan());
    return copy;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask) {
    INDArray z = logits(outputs);
    INDArray shares = shares(labels);
    INDArray truth = (shares == null ? labels : withoutNaN(labels)).castTo(z.dataType());
    INDArray gradient = Transforms.sigmoid(z, true).subi(truth).divi(labels.size(1));
    if (shares != null) {
      gradient.muli(shares.castTo(z.dataType()));
    }
    if (heads == Heads.SIGMOID) {
      return gradient;
    }
    INDArray both = outputs.ulike();
    long tasks = labels.size(1);
    both.get(NDArrayIndex.all(), NDArrayIndex.interval(0, tasks)).assign(gradient.neg());
    both.get(NDArrayIndex.all(), NDArrayIndex.interval(tasks, 2 * tasks)).assign(gradient);
    return both;
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray outputs, IActivation activation, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, outputs, activation, mask, average),
        computeGradient(labels, outputs, activation, mask));
  }

  @Override
  public String name() {
    return "mean cross-entropy over tasks";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TaskCrossEntropy loss && loss.heads == heads;
  }

  @Override
  public int hashCode() {
    return heads.hashCode();
  }
}
