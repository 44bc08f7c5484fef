package org.helixbook.paper2;

import org.helixbook.claims.Paper;

/**
 * Paper 2, as the ledger and the notebooks find it: what the poster, the longer report and the
 * authors' public code print, so that no cell holds a number of the paper.
 */
public final class PaperTwo extends Paper {
  /** Reads {@code paper2.json}. */
  public PaperTwo() {
    super("paper2.json");
  }
}
