package org.helixbook.eval;

import java.util.List;
import java.util.OptionalInt;

/**
 * The plateau on which a network of two classes sits that guesses: cross-entropy ln 2 = 0.693. A
 * training counts as having left it in the first epoch whose training loss is below {@value #LEFT},
 * a rule fixed before looking.
 */
public final class ChancePlateau {
  /** The loss of a guess between two classes, nats. */
  public static final double LOSS = Math.log(2);

  /** Training losses below this one have left the plateau, nats. */
  public static final double LEFT = 0.67;

  private ChancePlateau() {}

  /**
   * How many trainings left the plateau.
   *
   * @param trainingLosses of each training one an epoch, nats
   */
  public static int left(List<double[]> trainingLosses) {
    return (int) trainingLosses.stream().filter(losses -> leftIn(losses).isPresent()).count();
  }

  /**
   * When a training left the plateau.
   *
   * @param trainingLosses one an epoch, nats
   * @return the epoch, from 1; empty if it never left
   */
  public static OptionalInt leftIn(double[] trainingLosses) {
    for (int i = 0; i < trainingLosses.length; i++) {
      if (trainingLosses[i] < LEFT) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }
}
