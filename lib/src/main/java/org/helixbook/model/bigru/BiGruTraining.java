package org.helixbook.model.bigru;

import org.helixbook.feedback.InputProblem;

/**
 * How the network of many tasks is trained.
 *
 * @param epochs passes over the training windows, at least 1; the paper's 61
 * @param batchSize windows a step, at least 1; the paper's 20
 * @param learningRate of Adam, above 0; the paper's 1e-3
 * @param patience epochs without a better loss on the validation windows after which training ends;
 *     0 to go on to the last epoch, as the paper did
 * @param judgesEveryEpoch whether F1 at 0.5 of each task is computed after each epoch, on
 *     validation and test windows: for the paper's "best over all epochs", which is optimistic. No
 *     epoch is chosen by it.
 * @param seed of initial weights, dropout and the order of the windows
 */
public record BiGruTraining(
    int epochs,
    int batchSize,
    double learningRate,
    int patience,
    boolean judgesEveryEpoch,
    long seed) {

  /**
   * Checks the ranges.
   *
   * @throws InputProblem naming what is out of range
   */
  public BiGruTraining {
    require(epochs >= 1, "epochs", epochs);
    require(batchSize >= 1, "batchSize", batchSize);
    require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate);
    require(patience >= 0, "patience", patience);
  }

  private static void require(boolean good, String setting, Object value) {
    if (!good) {
      throw new InputProblem(
          "training setting " + setting,
          value + " is out of range",
          "use at least 1 epoch and 1 window a batch, a learning rate above 0, and 0 or more epochs"
              + " of patience");
    }
  }

  /** The paper's: 61 epochs of batches of 20 at 1e-3, no early end. */
  public static BiGruTraining paper(long seed) {
    return new BiGruTraining(61, 20, 1e-3, 0, true, seed);
  }
}
