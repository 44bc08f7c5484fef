package org.helixbook.claims;

import java.util.Objects;

/**
 * A recorded result and where a reader finds the cell that computed it.
 *
 * @param result what a notebook recorded
 * @param link to the notebook's page, relative to the report folder, with the cell's anchor where
 *     it is known; empty if there is no page
 */
public record Measurement(Result result, String link) {
  /** Checks that both are there. */
  public Measurement {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(link, "link");
  }
}
