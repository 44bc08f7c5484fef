package org.helixbook.model.language;

import org.helixbook.engine.recurrent.RecurrentCell;
import org.helixbook.engine.recurrent.ResetGate;

/** The cells that Paper 2 compares by perplexity. */
public enum CharacterCell {
  /** A vanilla recurrent network. */
  RNN,
  /** Long short-term memory. */
  LSTM,
  /** A gated recurrent unit, with the reset gate before the matrix product. */
  GRU;

  /** The cell as the layer takes it. */
  RecurrentCell cell() {
    return switch (this) {
      case RNN -> RecurrentCell.vanilla();
      case LSTM -> RecurrentCell.lstm();
      case GRU -> RecurrentCell.gru(ResetGate.BEFORE_PRODUCT);
    };
  }
}
