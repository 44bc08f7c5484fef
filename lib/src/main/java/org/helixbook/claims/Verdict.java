package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the ledger says of a claim on one data set in one profile. */
public enum Verdict {
  /** Every rule of the claim holds. */
  REPRODUCED("reproduced"),
  /** A rule of the claim fails. */
  NOT_REPRODUCED("not reproduced"),
  /** The paper's own figures exclude it, whatever is measured. */
  CONTRADICTED("contradicted by the paper itself"),
  /** What it would take is not there; the reason says what. */
  NOT_TESTABLE("not testable here"),
  /** Nothing was measured yet that could decide it. */
  NOT_RUN("not run in this profile");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** As a reader sees it. */
  @JsonValue
  public String label() {
    return label;
  }
}
