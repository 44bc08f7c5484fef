package org.helixbook.plot;

import java.util.Objects;
import org.helixbook.model.motif.PositionWeightMatrix;

/**
 * One motif of a figure of sequence logos.
 *
 * @param name written above it
 * @param motif its base counts
 */
public record LogoPanel(String name, PositionWeightMatrix motif) {
  /** Checks that both are there. */
  public LogoPanel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(motif, "motif");
  }
}
