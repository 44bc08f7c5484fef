package org.helixbook.engine.recurrent;

/** Chooses how a layer of a stack is computed. */
final class Recurrences {
  private Recurrences() {}

  static Recurrence of(RecurrentStack stack, int layer, boolean reversed, boolean fused) {
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
