package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Range;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.plot.NumberText;

/**
 * One number as a notebook measured it. What is not known is null. Text, unit and printed figure
 * are those of the claim's entry; they, the notebook, the profile and the anchor are filled in when
 * it is recorded.
 *
 * @param id a measurement that a claim expects; results of no claim begin with {@code kit-}
 * @param text what was measured, for a reader
 * @param value the measured number; null if it is undefined
 * @param low lower end of the 95 % interval, or of a range where the entry's text says so, or null
 * @param high its upper end, or null
 * @param unit such as {@code seconds}; empty for a pure number
 * @param published what the paper prints, as it prints it; empty if it prints nothing, and on a
 *     reader's own data
 * @param dataset the data set's id
 * @param variant which of several readings of the paper was measured, such as {@code 2a}; empty if
 *     there is only one. Each variant gets a verdict of its own
 * @param n how many examples, tasks or pairs are behind the number, or null
 * @param p the p-value of the test that compares, in [0, 1], or null
 * @param profile smoke, quick or paper; {@value #REFERENCE} of the kit's own runs of a protocol
 * @param notebook which notebook measured it
 * @param anchor the name of the place in the notebook's page where it stands; empty in reports of
 *     earlier versions
 * @param seeds the base seeds of the runs behind it
 * @param runs the ids of the runs behind it
 * @param departure in what the runs behind it depart from the published protocol, such as {@code
 *     epochs 3, not 125}; empty if in nothing, and in profiles that do not run it. What departs
 *     decides no claim that only the protocol can decide
 */
@JsonPropertyOrder({"id", "text", "shown"})
// "against" stands in results of earlier versions.
@JsonIgnoreProperties(
    value = {"against", "shown", "readers"},
    allowGetters = true)
public record Result(
    String id,
    String text,
    Double value,
    Double low,
    Double high,
    String unit,
    String published,
    String dataset,
    String variant,
    Long n,
    Double p,
    String profile,
    String notebook,
    String anchor,
    List<Long> seeds,
    List<String> runs,
    String departure) {
  /** The profile of what the kit's reference runs gave, and no run of the reader. */
  public static final String REFERENCE = "reference";

  /** Checks what must be there; NaN becomes null, because JSON has no NaN. */
  public Result {
    if (Objects.requireNonNull(id, "id").isBlank()) {
      throw new IllegalArgumentException("a result needs an id");
    }
    value = finite(value);
    low = finite(low);
    high = finite(high);
    p = finite(p);
    if (low != null && high != null && low > high) {
      throw new IllegalArgumentException(
          id + ": the interval's lower end " + low + " is above its upper end " + high);
    }
    if (p != null && (p < 0 || p > 1)) {
      throw new IllegalArgumentException(id + ": the p-value " + p + " is not in [0, 1]");
    }
    if (n != null && n < 0) {
      throw new IllegalArgumentException(id + ": there cannot be " + n + " examples");
    }
    text = text == null ? "" : text;
    unit = unit == null ? "" : unit;
    published = published == null ? "" : published;
    dataset = dataset == null ? "" : dataset;
    variant = variant == null ? "" : variant;
    anchor = anchor == null ? "" : anchor;
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    runs = runs == null ? List.of() : List.copyOf(runs);
    departure = departure == null ? "" : departure;
  }

  private static Double finite(Double number) {
    return number == null || number.isNaN() || number.isInfinite() ? null : number;
  }

  /**
   * A number without an interval.
   *
   * @param id the measurement
   * @param value the number; NaN if it is undefined
   * @param provenance what stands behind it
   */
  public static Result of(String id, double value, Provenance provenance) {
    return of(id, value, null, null, null, provenance);
  }

  /**
   * A number with a 95 % interval.
   *
   * @param id the measurement
   * @param measured the number and its interval; NaN where it is undefined
   * @param provenance what stands behind it
   */
  public static Result of(String id, ConfidenceInterval measured, Provenance provenance) {
    return of(id, measured.value(), measured.low(), measured.high(), null, provenance);
  }

  /**
   * A number with the range that was seen.
   *
   * @param id a measurement whose text says what the range is of
   * @param measured the number and the range; NaN where it is undefined
   * @param provenance what stands behind it
   */
  public static Result of(String id, Range measured, Provenance provenance) {
    return of(id, measured.value(), measured.low(), measured.high(), null, provenance);
  }

  /**
   * A comparison: its difference with the interval, and the p-value of its paired test.
   *
   * @param id the measurement
   * @param comparison NaN where it is undefined
   */
  public static Result of(String id, Comparison comparison) {
    return of(id, comparison.difference(), comparison.provenance()).withP(comparison.p());
  }

  private static Result of(
      String id, Double value, Double low, Double high, Double p, Provenance provenance) {
    Long n = provenance.n().isPresent() ? provenance.n().getAsLong() : null;
    String data = provenance.dataset();
    String reading = provenance.variant();
    List<Long> seeds = provenance.seeds();
    List<String> runs = provenance.runs();
    return new Result(
        id, "", value, low, high, "", "", data, reading, n, p, null, null, "", seeds, runs, "");
  }

  /**
   * The same with the p-value of the test that compares.
   *
   * @param pValue in [0, 1]; NaN without a test
   */
  public Result withP(double pValue) {
    return new Result(
        id, text, value, low, high, unit, published, dataset, variant, n, pValue, profile, notebook,
        anchor, seeds, runs, departure);
  }

  /**
   * The same of runs that depart from the published protocol.
   *
   * @param how in what, beside what is known already; those that are empty say nothing
   */
  public Result departing(String... how) {
    String all =
        Stream.concat(Stream.of(departure), Stream.of(how))
            .flatMap(each -> Stream.of(each.split("; ")))
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return new Result(
        id, text, value, low, high, unit, published, dataset, variant, n, p, profile, notebook,
        anchor, seeds, runs, all);
  }

  /** The same as a figure of the kit's reference runs, whatever the profile that records it. */
  public Result ofReference() {
    return recorded(notebook, REFERENCE, anchor);
  }

  /** Whether it is of the kit's reference runs. */
  @JsonIgnore
  public boolean isReference() {
    return REFERENCE.equals(profile);
  }

  /** The same with the words of the claim's entry. */
  Result described(String what, String inUnit, String printed) {
    return new Result(
        id, what, value, low, high, inUnit, printed, dataset, variant, n, p, profile, notebook,
        anchor, seeds, runs, departure);
  }

  /**
   * The same as a notebook recorded it: of a reader's own data without what the paper prints.
   *
   * @param by its name
   * @param in the profile's label
   * @param at the anchor; empty without a page
   */
  public Result recorded(String by, String in, String at) {
    String beside = readers() ? "" : published;
    return new Result(
        id, text, value, low, high, unit, beside, dataset, variant, n, p, in, by, at, seeds, runs,
        departure);
  }

  /** Whether it is of data that a reader brought, see {@link ReadersData}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean readers() {
    return ReadersData.is(dataset);
  }

  /** What one notebook records once: a second result with the same key replaces the first. */
  String key() {
    return id + "\n" + dataset + "\n" + variant + "\n" + profile;
  }

  /**
   * What was measured, with the reading in brackets, such as {@code test accuracy [2a]}, and
   * whether a reference run gave it.
   */
  public String label() {
    return text
        + (variant.isEmpty() ? "" : " [" + variant + "]")
        + (isReference() ? ", reference run" : "");
  }

  /** The number for a reader, such as {@code 0.842 (0.813 to 0.869), p 0.034}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String shown() {
    return shown(value, low, high, unit, p);
  }

  static String shown(Double value, Double low, Double high, String unit, Double p) {
    StringBuilder shown = new StringBuilder();
    boolean ranged = low != null && high != null;
    shown.append(value == null ? "NA" : NumberText.measured(value, ranged));
    if (!unit.isEmpty()) {
      shown.append(' ').append(unit);
    }
    if (ranged) {
      shown.append(" (").append(NumberText.measured(low, true)).append(" to ");
      shown.append(NumberText.measured(high, true)).append(')');
    }
    if (p != null) {
      shown.append(", p ").append(NumberText.probability(p));
    }
    return shown.toString();
  }

  /**
   * One line for a reader: {@code Model 2: test accuracy [2a] 0.842 (0.813 to 0.869); paper .98}.
   */
  public String line() {
    return label() + " " + shown() + (published.isEmpty() ? "" : "; paper " + published);
  }
}
