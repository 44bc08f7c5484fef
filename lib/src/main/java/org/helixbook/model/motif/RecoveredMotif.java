package org.helixbook.model.motif;

import java.util.List;

/**
 * A motif that a network gave back.
 *
 * @param matrix the bases of the aligned sites
 * @param sites where they lie, one a window; rows are those of the windows that were searched
 */
public record RecoveredMotif(PositionWeightMatrix matrix, List<MotifSite> sites) {
  /** Copies the list. */
  public RecoveredMotif {
    sites = List.copyOf(sites);
  }
}
