package org.helixbook.experiment;

import java.util.List;

/**
 * One training, seen as an attempt to leave the plateau of guessing.
 *
 * @param model the architecture
 * @param start how its weights and inputs began, for a reader
 * @param seed its base seed
 * @param trainLosses mean training loss of each epoch, nats
 * @param leftIn the first epoch below the rule's loss, from 1; 0 if it never left
 * @param testAccuracy at the end
 * @param commonestShare the share of the test windows that were given the class given most often: 1
 *     means one class always, as in the paper's table of Model 3
 * @param run the run's id
 */
public record PlateauTrial(
    String model,
    String start,
    long seed,
    List<Double> trainLosses,
    int leftIn,
    double testAccuracy,
    double commonestShare,
    String run) {

  /** The share from which on a network counts as giving one class always: the paper's is .9975. */
  public static final double ONE_CLASS = 0.98;

  /** Copies the list. */
  public PlateauTrial {
    trainLosses = List.copyOf(trainLosses);
  }

  /** Whether it left the plateau. */
  public boolean left() {
    return leftIn > 0;
  }

  /** Whether it gives nearly one class always. */
  public boolean oneClass() {
    return commonestShare >= ONE_CLASS;
  }
}
