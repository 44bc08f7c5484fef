package org.helixbook.engine.recurrent;

import org.helixbook.feedback.InputProblem;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Which units of a clockwork network tick when, and which see which. */
final class Clock {
  private final int[] periods;
  private final int units;
  private final int module;

  /**
   * @param units units of the layer
   * @throws InputProblem if the units cannot be shared evenly among the modules
   */
  Clock(RecurrentCell cell, int units) {
    this.periods = cell.periods().length == 0 ? new int[] {1} : cell.periods();
    this.units = units;
    this.module = units / periods.length;
    if (module * periods.length != units) {
      throw new InputProblem(
          "clockwork layer of " + units + " units",
          "they cannot be shared evenly among " + periods.length + " modules",
          "choose a multiple of " + periods.length);
    }
  }

  /** True if there is more than one module or its period is longer than a step. */
  boolean needed() {
    return periods.length > 1 || periods[0] > 1;
  }

  /** Whether a unit is computed at a step, steps counted from 0. */
  boolean ticks(int unit, long step) {
    return step % periods[unit / module] == 0;
  }

  /** The first unit after the last that is computed at a step; 0 if none is. */
  int end(long step) {
    for (int i = periods.length - 1; i >= 0; i--) {
      if (step % periods[i] == 0) {
        return (i + 1) * module;
      }
    }
    return 0;
  }

  /**
   * Clears what a module must not see: modules with a shorter period.
   *
   * @param recurrent {@code [units, units]}, from the units of rows to the units of columns
   */
  void clearForbidden(INDArray recurrent) {
    for (int i = 1; i < periods.length; i++) {
      recurrent
          .get(
              NDArrayIndex.interval(0, i * module),
              NDArrayIndex.interval(i * module, (i + 1) * module))
          .assign(0);
    }
  }

  int units() {
    return units;
  }
}
