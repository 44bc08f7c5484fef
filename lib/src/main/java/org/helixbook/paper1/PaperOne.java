package org.helixbook.paper1;

import org.helixbook.claims.Paper;

/** Paper 1, as the ledger and the notebooks find it. */
public final class PaperOne extends Paper {
  /** Reads {@code paper1.json}. */
  public PaperOne() {
    super("paper1.json");
  }

  /** Its models and their results as printed. */
  public PublishedResults printed() {
    return read(PublishedResults.class);
  }
}
