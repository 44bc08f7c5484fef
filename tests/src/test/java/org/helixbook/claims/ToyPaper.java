package org.helixbook.claims;

/** A paper that only tests know. */
public final class ToyPaper extends Paper {
  public ToyPaper() {
    super("toy.json");
  }
}
