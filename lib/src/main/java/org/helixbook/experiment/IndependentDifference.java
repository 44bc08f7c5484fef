package org.helixbook.experiment;

import org.helixbook.eval.ConfidenceInterval;

/** The difference of two figures that were measured on different windows. */
public final class IndependentDifference {
  private IndependentDifference() {}

  /**
   * The first minus the second, with Newcombe's interval: the distances from each value to the end
   * of its interval, squared and added (MOVER; Zou and Donner 2008, doi 10.1002/sim.3095).
   *
   * @param first with its interval
   * @param second with its interval, of the same level and other windows
   * @return the difference
   */
  public static ConfidenceInterval of(ConfidenceInterval first, ConfidenceInterval second) {
    double difference = first.value() - second.value();
    return new ConfidenceInterval(
        difference,
        difference - Math.hypot(first.value() - first.low(), second.high() - second.value()),
        difference + Math.hypot(first.high() - first.value(), second.value() - second.low()),
        first.level());
  }
}
