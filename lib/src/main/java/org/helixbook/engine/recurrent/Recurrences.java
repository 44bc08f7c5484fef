package org.helixbook.engine.recurrent;

import org.helixbook.engine.NumericBackend;

/** Chooses how a layer of a stack is computed. */
final class Recurrences {
  private Recurrences() {}

  static Recurrence of(RecurrentStack stack, int layer, boolean reversed, boolean fused) {
    // Two directions keep two threads busy by themselves.
    boolean halves =
        fused && stack.directions() == Directions.FORWARD && NumericBackend.prepare() > 1;
    return halves
        ? new HalvedRecurrence(one(stack, layer, reversed, true), one(stack, layer, reversed, true))
        : one(stack, layer, reversed, fused);
  }

  private static Recurrence one(RecurrentStack stack, int layer, boolean reversed, boolean fused) {
    RecurrentCell cell = stack.cell();
    int inputs = stack.inputs(layer);
    int units = stack.units();
    return switch (cell.kind()) {
      case GRU_BEFORE, GRU_AFTER ->
          fused
              ? new FusedGru(inputs, units, cell.kind() == RecurrentCell.Kind.GRU_AFTER, reversed)
              : new PlainGru(cell, units, reversed);
      case LSTM ->
          fused ? new FusedLstm(inputs, units, reversed) : new PlainLstm(cell, units, reversed);
      case VANILLA ->
          fused
              ? new FusedVanilla(inputs, new Clock(cell, units), reversed)
              : new PlainVanilla(cell, units, reversed);
    };
  }
}
