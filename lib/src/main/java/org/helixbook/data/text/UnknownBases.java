package org.helixbook.data.text;

/** What becomes of an N, which is no letter of a text, when a sequence is read as one. */
public enum UnknownBases {
  /** The sequence is refused. */
  REFUSE,
  /**
   * They are left out, and the text goes on with the base behind them: one wrong neighbour for each
   * run of N.
   */
  LEAVE_OUT
}
