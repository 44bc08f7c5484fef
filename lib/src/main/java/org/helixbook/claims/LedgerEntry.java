package org.helixbook.claims;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the ledger says of one claim, or part of it, on one data set in one profile.
 *
 * @param id the claim's id
 * @param paper the paper's name
 * @param section where the paper says it
 * @param part which part of the claim; empty if it has one
 * @param text the claim
 * @param published the printed figure
 * @param measured the first number that the claim is judged by, or shows if nothing judges it; null
 *     if it was not measured
 * @param interval its 95 % interval, lower and upper end; null without one
 * @param dataset what it was measured on; empty if nothing was measured
 * @param variant which reading of the paper; empty if there is one
 * @param profile how much work is behind it
 * @param verdict the outcome
 * @param reason the outcome in a sentence
 * @param replication whether it was measured on other data than the paper's
 * @param ours whether the claim is this kit's own
 * @param rule how it is measured and accepted
 * @param hard what makes it hard to judge
 * @param remarks where the paper's figures agree or disagree with each other
 * @param seeds the base seeds behind it
 * @param runs the runs behind it
 * @param measurements all numbers of this part, in the catalogue's order
 */
public record LedgerEntry(
    String id,
    String paper,
    String section,
    String part,
    String text,
    String published,
    Double measured,
    List<Double> interval,
    String dataset,
    String variant,
    String profile,
    Verdict verdict,
    String reason,
    boolean replication,
    boolean ours,
    String rule,
    String hard,
    List<String> remarks,
    List<Long> seeds,
    List<String> runs,
    List<Figure> measurements) {

  /** The first number that a rule says something of, else the first; empty if there is none. */
  public Optional<Figure> leading() {
    return Stream.concat(
            measurements.stream().filter(figure -> figure.outcome() != Rule.Outcome.OPEN),
            measurements.stream())
        .findFirst();
  }

  /**
   * One measured number of an entry.
   *
   * @param text what was measured
   * @param value the number; null if it is undefined
   * @param interval lower and upper end; null without one
   * @param p the paired test's p-value; null without one
   * @param n how many examples are behind it; null if unknown
   * @param published the paper's figure
   * @param rule what is expected
   * @param outcome what the rule says of it
   * @param notebook which notebook measured it
   * @param link to the cell, relative to the report folder; empty if there is no page
   */
  public record Figure(
      String id,
      String text,
      Double value,
      List<Double> interval,
      Double p,
      Long n,
      String unit,
      String published,
      String rule,
      Rule.Outcome outcome,
      String notebook,
      String link) {

    /** What was measured and the number, such as {@code test accuracy: 0.842 (0.813 to 0.869)}. */
    public String line() {
      return text
          + ": "
          + Result.shown(
              value,
              interval == null ? null : interval.get(0),
              interval == null ? null : interval.get(1),
              unit,
              p);
    }
  }
}
