package org.helixbook.model.language;

import org.helixbook.feedback.InputProblem;

/**
 * How a language model is trained: Adam (our assumption: the paper names it for its other network)
 * on truncated back-propagation. The text is cut into as many stretches as a batch has rows; a step
 * reads on in each of them, its state carried over from the step before, and gradients end where
 * the step began.
 *
 * @param epochs passes over the text, at least 1
 * @param batchSize stretches that are read side by side, at least 1
 * @param length characters of each stretch that a step reads, at least 1
 * @param learningRate of Adam, above 0
 * @param seed of the initial weights
 */
public record CharacterTraining(
    int epochs, int batchSize, int length, double learningRate, long seed) {

  /**
   * Checks the ranges.
   *
   * @throws InputProblem naming what is out of range
   */
  public CharacterTraining {
    require(epochs >= 1, "epochs", epochs);
    require(batchSize >= 1, "batchSize", batchSize);
    require(length >= 1, "length", length);
    require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate);
  }

  static void require(boolean good, String setting, Object value) {
    if (!good) {
      throw new InputProblem(
          "language model setting " + setting,
          value + " is out of range",
          "use a learning rate above 0, 1 to 3 layers, and at least 1 of what is counted");
    }
  }
}
