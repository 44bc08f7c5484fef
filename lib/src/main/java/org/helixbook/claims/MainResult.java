package org.helixbook.claims;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.plot.NumberText;

/**
 * The old way to write a {@link Result}, for calls that have not moved yet; text, unit and printed
 * figure come from the entry all the same. One main result as a notebook measured it. What is not
 * known is null; the notebook's name and the profile are filled in when it is recorded.
 *
 * @param id a measurement that the claims expect, such as {@code P1.7-accuracy}; the list is in
 *     {@code claims.json}. Results that belong to no claim begin with {@code kit-}
 * @param text what was measured, for a reader
 * @param value the measured number; null if it is undefined
 * @param low lower end of the 95 % interval, or null
 * @param high upper end of the 95 % interval, or null
 * @param unit such as {@code seconds}; empty for a pure number
 * @param published what the paper prints, as it prints it; empty if it prints nothing
 * @param dataset the data set's id
 * @param variant which of several readings of the paper was measured, such as {@code 2a}; empty if
 *     there is only one. Each variant gets a verdict of its own
 * @param n how many examples, tasks or pairs are behind the number, or null
 * @param p the p-value of the test that compares, or null
 * @param against what the value is compared with, such as {@code period-3 ratio}; empty if nothing
 * @param profile smoke, quick or paper
 * @param notebook which notebook measured it
 * @param seeds the base seeds of the runs behind it
 * @param runs the ids of the runs behind it
 */
@JsonPropertyOrder({
  "id",
  "text",
  "value",
  "low",
  "high",
  "unit",
  "published",
  "dataset",
  "variant",
  "n",
  "p",
  "against",
  "profile",
  "notebook",
  "seeds",
  "runs"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MainResult(
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
    String against,
    String profile,
    String notebook,
    List<Long> seeds,
    List<String> runs) {

  /** Checks what must be there; NaN becomes null, because JSON has no NaN. */
  public MainResult {
    if (Objects.requireNonNull(id, "id").isBlank()) {
      throw new IllegalArgumentException("a result needs an id");
    }
    Objects.requireNonNull(text, "text");
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
    unit = unit == null ? "" : unit;
    published = published == null ? "" : published;
    dataset = dataset == null ? "" : dataset;
    variant = variant == null ? "" : variant;
    against = against == null ? "" : against;
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    runs = runs == null ? List.of() : List.copyOf(runs);
  }

  private static Double finite(Double number) {
    return number == null || number.isNaN() || number.isInfinite() ? null : number;
  }

  /** A copy whose fields can be set one by one. */
  private static final class Draft {
    private final MainResult from;
    private Double low;
    private Double high;
    private String unit;
    private String published;
    private String dataset;
    private String variant;
    private Long n;
    private Double p;
    private String against;
    private String profile;
    private String notebook;
    private List<Long> seeds;
    private List<String> runs;

    Draft(MainResult from) {
      this.from = from;
      low = from.low;
      high = from.high;
      unit = from.unit;
      published = from.published;
      dataset = from.dataset;
      variant = from.variant;
      n = from.n;
      p = from.p;
      against = from.against;
      profile = from.profile;
      notebook = from.notebook;
      seeds = from.seeds;
      runs = from.runs;
    }

    MainResult done() {
      return new MainResult(
          from.id,
          from.text,
          from.value,
          low,
          high,
          unit,
          published,
          dataset,
          variant,
          n,
          p,
          against,
          profile,
          notebook,
          seeds,
          runs);
    }
  }

  private MainResult with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /**
   * A result with nothing but its number.
   *
   * @param id the measurement, such as {@code P1.7-accuracy}
   * @param text what was measured
   * @param value the number; NaN if it is undefined
   * @return the result
   */
  public static MainResult of(String id, String text, double value) {
    return new MainResult(
        id, text, value, null, null, "", "", "", "", null, null, "", null, null, null, null);
  }

  /**
   * A result with a 95 % interval.
   *
   * @param id the measurement, such as {@code P1.7-accuracy}
   * @param text what was measured
   * @param measured the number and its interval; NaN where it is undefined
   * @return the result
   */
  public static MainResult of(String id, String text, ConfidenceInterval measured) {
    return of(id, text, measured.value()).interval(measured.low(), measured.high());
  }

  /**
   * The same with a 95 % interval.
   *
   * @param lower its lower end
   * @param upper its upper end
   * @return a new result
   */
  public MainResult interval(double lower, double upper) {
    return with(
        draft -> {
          draft.low = lower;
          draft.high = upper;
        });
  }

  /**
   * The same with a unit.
   *
   * @param name such as {@code seconds}
   * @return a new result
   */
  public MainResult inUnit(String name) {
    return with(draft -> draft.unit = name);
  }

  /**
   * The same with the paper's figure.
   *
   * @param figure as the paper prints it
   * @return a new result
   */
  public MainResult published(String figure) {
    return with(draft -> draft.published = figure);
  }

  /**
   * The same with its data set.
   *
   * @param name the data set's id in the manifest
   * @return a new result
   */
  public MainResult on(String name) {
    return with(draft -> draft.dataset = name);
  }

  /**
   * The same as one of several readings of the paper, each of which gets a verdict of its own.
   *
   * @param name such as {@code 2a}; empty if there is only one
   * @return a new result
   */
  public MainResult variant(String name) {
    return with(draft -> draft.variant = name);
  }

  /**
   * The same with the number of examples, tasks or pairs behind it.
   *
   * @param count how many
   * @return a new result
   */
  public MainResult n(long count) {
    return with(draft -> draft.n = count);
  }

  /**
   * The same as a comparison.
   *
   * @param other what the value is compared with, such as {@code Model 1}
   * @param pValue the paired test's p-value, in [0, 1]; NaN without a test
   * @return a new result
   */
  public MainResult against(String other, double pValue) {
    return with(
        draft -> {
          draft.against = other;
          draft.p = pValue;
        });
  }

  /**
   * The same with the seeds behind it.
   *
   * @param base the base seeds
   * @return a new result
   */
  public MainResult seeds(long... base) {
    return with(draft -> draft.seeds = Arrays.stream(base).boxed().toList());
  }

  /**
   * The same with the runs behind it.
   *
   * @param ids the run ids
   * @return a new result
   */
  public MainResult runs(String... ids) {
    return with(draft -> draft.runs = List.of(ids));
  }

  /**
   * The same, measured by this notebook in this profile.
   *
   * @param name the notebook
   * @param label the profile
   * @return a new result
   */
  public MainResult measuredBy(String name, String label) {
    return with(
        draft -> {
          draft.notebook = name;
          draft.profile = label;
        });
  }

  /** The same in the new form. */
  public Result toResult() {
    return new Result(
        id, text, value, low, high, unit, published, dataset, variant, n, p, profile, notebook, "",
        seeds, runs);
  }

  /** What one notebook records once: a second result with the same key replaces the first. */
  String key() {
    return id + "\n" + dataset + "\n" + variant;
  }

  /**
   * One line for a reader, such as {@code P1.7-accuracy: Model 2 0.83 (0.79 to 0.87); paper: .98}.
   */
  public String line() {
    StringBuilder line = new StringBuilder(id);
    if (!variant.isEmpty()) {
      line.append(" [").append(variant).append(']');
    }
    line.append(": ").append(text).append(" = ");
    boolean ranged = low != null && high != null;
    line.append(value == null ? "NA" : NumberText.measured(value, ranged));
    if (!unit.isEmpty()) {
      line.append(' ').append(unit);
    }
    if (ranged) {
      line.append(" (").append(NumberText.measured(low, true)).append(" to ");
      line.append(NumberText.measured(high, true)).append(')');
    }
    if (p != null) {
      line.append(", p ").append(NumberText.probability(p));
    }
    if (!published.isEmpty()) {
      line.append("; paper: ").append(published);
    }
    return line.toString();
  }
}
