package org.helixbook.model.bigru;

/** The cells that the network can be built of. */
public enum CellType {
  /** The paper's gated recurrent unit, reset gate before the matrix product. */
  GRU,
  /** PyTorch's, reset gate after the matrix product. */
  GRU_RESET_AFTER,
  /** A vanilla recurrent network. */
  RNN,
  /** Long short-term memory. */
  LSTM,
  /** A clockwork network; see {@link BiGruDescription#periods}. */
  CLOCKWORK
}
