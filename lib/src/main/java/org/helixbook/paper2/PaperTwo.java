package org.helixbook.paper2;

import org.helixbook.claims.Paper;

/** Paper 2 as the ledger finds it: the poster, the longer report and the authors' public code. */
public final class PaperTwo extends Paper {
  /** Reads {@code paper2.json}. */
  public PaperTwo() {
    super("paper2.json");
  }
}
