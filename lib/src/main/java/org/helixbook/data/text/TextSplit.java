package org.helixbook.data.text;

import java.util.Objects;

/**
 * A text to learn from and one that is only ever scored.
 *
 * @param train to learn from
 * @param heldOut never learned from
 */
public record TextSplit(CharacterText train, CharacterText heldOut) {

  /** Checks that both are there. */
  public TextSplit {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(heldOut, "heldOut");
  }
}
