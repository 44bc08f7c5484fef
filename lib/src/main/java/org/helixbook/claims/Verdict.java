package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the ledger says of a claim on one data set in one profile. */
public enum Verdict {
  /** Every rule of the claim holds, by a run of its own protocol. */
  REPRODUCED("reproduced"),
  /** A rule fails, by a run of the claim's own protocol, and the interval excludes the claim. */
  NOT_REPRODUCED("not reproduced"),
  /** The protocol was run, and what was measured excludes neither the claim nor its contrary. */
  UNDECIDED("undecided"),
  /** The paper's own figures exclude it, whatever is measured. */
  CONTRADICTED("contradicted by the paper itself"),
  /** True because the kit was built so; it says nothing for the paper. */
  BY_DESIGN("matched by design"),
  /** What it would take is not there; the reason says what. */
  NOT_TESTABLE("not testable here"),
  /** Nothing was measured yet that could decide it. */
  NOT_RUN("not run in this profile"),
  /** A control of this kit: what was found, which no paper claims. */
  FINDING("finding of ours");

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
