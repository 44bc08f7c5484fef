package org.helixbook.claims;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.InputProblem;
import tech.tablesaw.api.Table;

/**
 * Every claim of some papers: what is expected of each, and when it is accepted.
 *
 * @param papers in the order of the ledger
 */
public record ClaimCatalogue(List<Paper> papers) {

  /** Results that belong to no claim begin so: times, sizes, what a notebook adds. */
  public static final String KIT = "kit-";

  /**
   * Checks that no id is there twice.
   *
   * @throws IllegalArgumentException if one is
   */
  public ClaimCatalogue {
    papers = List.copyOf(papers);
    Map<String, Integer> seen = new HashMap<>();
    for (Paper paper : papers) {
      for (Claim claim : paper.claims()) {
        seen.merge(claim.id(), 1, Integer::sum);
        claim.measurements().forEach(criterion -> seen.merge(criterion.id(), 1, Integer::sum));
      }
    }
    seen.forEach(
        (id, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException("the id " + id + " is there " + count + " times");
          }
        });
  }

  /** The claims of all papers that have registered themselves. */
  public static ClaimCatalogue load() {
    return new ClaimCatalogue(Paper.all());
  }

  /** All claims, paper by paper. */
  public List<Claim> claims() {
    return papers.stream().flatMap(paper -> paper.claims().stream()).toList();
  }

  private Stream<Criterion> criteria() {
    return claims().stream().flatMap(claim -> claim.measurements().stream());
  }

  private Optional<Criterion> criterion(String id) {
    return criteria().filter(criterion -> criterion.id().equals(id)).findFirst();
  }

  /**
   * A result with the words of its entry: what was measured, its unit, and what the paper prints.
   *
   * @param result a number under its id
   * @return the same with text, unit and printed figure; one of no claim is named by its id
   * @throws InputProblem if no claim expects the id
   */
  public Result describe(Result result) {
    require(result.id());
    return criterion(result.id())
        .map(entry -> result.described(entry.label(), entry.unit(), entry.published()))
        .orElseGet(
            () -> result.described(result.id().substring(KIT.length()).replace('-', ' '), "", ""));
  }

  /**
   * Refuses a result that no claim expects: it would be lost from the ledger.
   *
   * @param measurement the id that it is to be recorded under
   * @throws InputProblem in one sentence that names the ids of the claim
   */
  public void require(String measurement) {
    if (measurement.startsWith(KIT) || criterion(measurement).isPresent()) {
      return;
    }
    String claim = measurement.split("-", 2)[0];
    List<String> ids = criteria().map(Criterion::id).toList();
    List<String> near = ids.stream().filter(id -> id.startsWith(claim + "-")).sorted().toList();
    throw new InputProblem(
        "result '" + measurement + "'",
        "no claim expects it",
        (near.isEmpty()
                ? "give it the id of a measurement"
                    + ids.stream().findFirst().map(id -> " such as " + id).orElse("")
                : claim + " expects " + String.join(", ", near) + "; use one of them")
            + ", add it to the paper's JSON file, or begin it with "
            + KIT
            + " if it belongs to no claim");
  }

  /**
   * How each claim is judged: what makes it hard, how it is measured, and when it is accepted,
   * written down before measuring.
   *
   * @return one row a claim
   */
  public Table rules() {
    return Columns.of(claims())
        .text("claim", Claim::id)
        .text("section", Claim::section)
        .text("what makes it hard", Claim::hard)
        .text("how it is measured", Claim::measure)
        .text("accepted if", ClaimCatalogue::acceptedIf)
        .table("The rules");
  }

  private static String acceptedIf(Claim claim) {
    List<String> rules =
        claim.measurements().stream()
            .filter(Criterion::decides)
            .map(Criterion::acceptedIf)
            .toList();
    return rules.isEmpty() ? "-" : String.join("\n", rules);
  }
}
