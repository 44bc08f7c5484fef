package org.helixbook.model.cnn;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.helixbook.engine.convolution.Precision;
import org.helixbook.feedback.InputProblem;

/**
 * How a network is trained. The defaults are those of Paper 1, section V.
 *
 * @param epochs passes over the training set, at least 1
 * @param batchSize images a step, at least 1; the last batch of an epoch may be shorter
 * @param learningRate step size, above 0
 * @param momentum heavy-ball momentum, in [0, 1)
 * @param l2 weight decay on weights and biases, at least 0; added to the gradient as {@code l2 x
 *     parameter}
 * @param seed the base of all seeds of the run: initial weights and the order of the images
 * @param precision of the convolutions; a configuration that does not say it is float32
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double l2,
    long seed,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = TrainingSettings.Usual.class)
        Precision precision) {

  private static final int CLASSIFIED_AT_A_TIME = 50;

  /** Left out of a configuration, which has the same id then as before there was a choice. */
  static final class Usual {
    @Override
    public boolean equals(Object value) {
      return value == null || value == Precision.FLOAT32;
    }

    @Override
    public int hashCode() {
      return Precision.FLOAT32.hashCode();
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws InputProblem naming the setting that is out of range
   */
  public TrainingSettings {
    require(epochs >= 1, "epochs", epochs, "use a whole number of at least 1");
    require(batchSize >= 1, "batch size", batchSize, "use a whole number of at least 1");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learning rate",
        learningRate,
        "use a number above 0, such as 0.003");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "use a number from 0 to below 1");
    precision = precision == null ? Precision.FLOAT32 : precision;
    require(l2 >= 0 && Double.isFinite(l2), "l2", l2, "use 0 or a small number such as 0.0001");
  }

  private static void require(boolean good, String setting, Object value, String mend) {
    if (!good) {
      throw new InputProblem("training setting " + setting, value + " is out of range", mend);
    }
  }

  /** Images classified at a time: more than a small batch, which takes longer an image. */
  public int classifiedAtATime() {
    return Math.max(batchSize, CLASSIFIED_AT_A_TIME);
  }

  /**
   * Starts from the paper's values: 125 epochs, batch 50, 3e-3, momentum 0.9, L2 1e-4, seed 1,
   * float32.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these settings. */
  public Builder toBuilder() {
    return new Builder()
        .epochs(epochs)
        .batchSize(batchSize)
        .learningRate(learningRate)
        .momentum(momentum)
        .l2(l2)
        .seed(seed)
        .precision(precision);
  }

  /** Collects settings; see {@link TrainingSettings} for their meaning. */
  public static final class Builder {
    private int epochs = 125;
    private int batchSize = 50;
    private double learningRate = 3e-3;
    private double momentum = 0.9;
    private double l2 = 1e-4;
    private long seed = 1;
    private Precision precision = Precision.FLOAT32;

    private Builder() {}

    /** Passes over the training set. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** Images a step. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** Step size. */
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /** Heavy-ball momentum. */
    public Builder momentum(double value) {
      momentum = value;
      return this;
    }

    /** Weight decay on weights and biases. */
    public Builder l2(double value) {
      l2 = value;
      return this;
    }

    /** The base of all seeds. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Of the convolutions. */
    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws InputProblem naming the setting that is out of range
     */
    public TrainingSettings build() {
      return new TrainingSettings(epochs, batchSize, learningRate, momentum, l2, seed, precision);
    }
  }
}
