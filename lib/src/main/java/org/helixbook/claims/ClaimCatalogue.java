package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helixbook.feedback.InputProblem;

/**
 * Every claim of both papers, from the resource {@code claims.json}, which is the one place that
 * says what is expected and when it is accepted.
 *
 * @param note how the rules came about
 * @param ownData for each paper, the ids of the data sets that are its own: outcomes on others are
 *     replications
 * @param claims in the order of the papers
 */
public record ClaimCatalogue(
    @JsonProperty(required = true) String note,
    @JsonProperty(required = true) Map<String, List<String>> ownData,
    @JsonProperty(required = true) List<Claim> claims) {

  /** Results that belong to no claim begin so: times, sizes, what a notebook adds. */
  public static final String KIT = "kit-";

  private static final String RESOURCE = "claims.json";

  /** Checks that no id is there twice. */
  public ClaimCatalogue {
    ownData = Map.copyOf(ownData);
    claims = List.copyOf(claims);
    Map<String, Integer> seen = new HashMap<>();
    for (Claim claim : claims) {
      seen.merge(claim.id(), 1, Integer::sum);
      claim.measurements().forEach(criterion -> seen.merge(criterion.id(), 1, Integer::sum));
    }
    seen.forEach(
        (id, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException("the id " + id + " is there " + count + " times");
          }
        });
  }

  /** The catalogue of the library. */
  public static ClaimCatalogue load() {
    try (InputStream in = ClaimCatalogue.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readValue(in, ClaimCatalogue.class);
    } catch (IOException e) {
      throw new IllegalStateException("the library's own " + RESOURCE + " cannot be read", e);
    }
  }

  /**
   * One claim.
   *
   * @param id such as {@code P1.7}
   * @return the claim
   * @throws IllegalArgumentException for another id
   */
  public Claim claim(String id) {
    return claims.stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no claim '" + id + "'"));
  }

  /**
   * Whether a result may be recorded under an id.
   *
   * @param measurement such as {@code P1.7-accuracy}, or beginning with {@value #KIT}
   * @return whether a claim expects it, or it belongs to none
   */
  public boolean expects(String measurement) {
    return measurement.startsWith(KIT)
        || claims.stream()
            .flatMap(claim -> claim.measurements().stream())
            .anyMatch(criterion -> criterion.id().equals(measurement));
  }

  /**
   * Refuses a result that no claim expects: it would be lost from the ledger.
   *
   * @param measurement the id that it is to be recorded under
   * @throws InputProblem in one sentence that names the ids of the claim
   */
  public void require(String measurement) {
    if (expects(measurement)) {
      return;
    }
    String prefix = measurement.contains("-") ? measurement.split("-", 2)[0] : measurement;
    List<String> near =
        claims.stream()
            .filter(claim -> claim.id().equals(prefix))
            .flatMap(claim -> claim.measurements().stream())
            .map(Criterion::id)
            .sorted(Comparator.naturalOrder())
            .toList();
    throw new InputProblem(
        "result '" + measurement + "'",
        "no claim expects it",
        near.isEmpty()
            ? "give it an id of claims.json such as P1.7-accuracy, or begin it with "
                + KIT
                + " if it belongs to no claim"
            : prefix
                + " expects "
                + String.join(", ", near)
                + "; use one of them, add it to claims.json, or begin it with "
                + KIT
                + " if it belongs to no claim");
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
    return claims.stream()
        .flatMap(claim -> claim.measurements().stream())
        .filter(criterion -> criterion.id().equals(result.id()))
        .findFirst()
        .map(entry -> result.described(entry.label(), entry.unit(), entry.published()))
        .orElseGet(
            () -> result.described(result.id().substring(KIT.length()).replace('-', ' '), "", ""));
  }

  /** Whether a data set is the paper's own. */
  boolean isOwn(String paper, String dataset) {
    return ownData.getOrDefault(paper, List.of()).contains(dataset);
  }
}
