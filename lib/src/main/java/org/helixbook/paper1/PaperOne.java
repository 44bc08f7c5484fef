package org.helixbook.paper1;

import org.helixbook.claims.Paper;

/** Paper 1 as the ledger finds it. */
public final class PaperOne extends Paper {
  /** Reads {@code paper1.json}. */
  public PaperOne() {
    super("paper1.json");
  }
}
