package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One claim of a paper, or one that this kit adds, with all that is needed to judge it.
 *
 * @param id its id, with which the ids of its measurements begin
 * @param section where the paper says it
 * @param text the claim in one sentence
 * @param published the printed figure or figures; {@code no figure} where there is none
 * @param ours whether it is a control of this kit and not a claim of the paper
 * @param needsData whether the outcome depends on the data set: then an outcome on other data than
 *     the paper's is a replication
 * @param hard what makes it hard to judge
 * @param measure how it is measured and when it is accepted
 * @param notTestable why it cannot be decided at all; empty if it can
 * @param byDesign why it holds of this kit whatever the paper's data are, because the kit was built
 *     so; empty if it was measured
 * @param checks figures of the paper that should agree with each other
 * @param measurements the numbers that it expects; at least one
 */
public record Claim(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String section,
    @JsonProperty(required = true) String text,
    @JsonProperty(required = true) String published,
    @JsonProperty(required = true) boolean ours,
    @JsonProperty(required = true) boolean needsData,
    @JsonProperty(required = true) String hard,
    @JsonProperty(required = true) String measure,
    @JsonProperty(required = true) String notTestable,
    String byDesign,
    @JsonProperty(required = true) List<InternalCheck> checks,
    @JsonProperty(required = true) List<Criterion> measurements) {

  /** Checks that the claim can come to a verdict. */
  public Claim {
    Objects.requireNonNull(id, "id");
    byDesign = byDesign == null ? "" : byDesign;
    checks = List.copyOf(checks);
    measurements = List.copyOf(measurements);
    boolean decided =
        measurements.stream().anyMatch(Criterion::decides)
            || checks.stream().anyMatch(InternalCheck::decisive);
    if (decided != notTestable.isEmpty()) {
      throw new IllegalArgumentException(
          id + ": a claim has either a rule that decides it, or a reason why nothing can");
    }
    for (Criterion criterion : measurements) {
      if (!criterion.id().startsWith(id + "-")) {
        throw new IllegalArgumentException(criterion.id() + " does not belong to " + id);
      }
    }
  }

  /** The parts of the claim, each of which gets a verdict; one empty name if there is one. */
  public List<String> parts() {
    return measurements.stream().map(Criterion::part).distinct().toList();
  }

  /**
   * The numbers of one part.
   *
   * @param part its name
   * @return in the order of the catalogue
   */
  public List<Criterion> of(String part) {
    return measurements.stream().filter(criterion -> criterion.part().equals(part)).toList();
  }

  /** The failing check that settles the claim, if there is one. */
  public Optional<InternalCheck> contradiction() {
    return checks.stream().filter(check -> check.decisive() && !check.holds()).findFirst();
  }
}
