package org.helixbook.databuilder;

import java.util.List;
import java.util.Set;
import org.helixbook.data.coding.SplitSide;

/**
 * The two sides of a gene-disjoint split by neighbourhoods.
 *
 * @param neighbourhoods what belongs together
 * @param test the neighbourhoods of the test side
 */
record GeneDisjointSides(Neighbourhoods neighbourhoods, Set<String> test) {
  /** The side of a candidate's neighbourhood. */
  SplitSide of(Candidate candidate) {
    return test.contains(neighbourhoods.of(candidate)) ? SplitSide.TEST : SplitSide.TRAIN;
  }

  /** The candidates of a side, in their order. */
  List<Candidate> on(SplitSide side, List<Candidate> candidates) {
    return candidates.stream().filter(candidate -> of(candidate) == side).toList();
  }
}
