package org.helixbook.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One main result as a notebook measured it. What is not known is null; the notebook's name and the
 * profile are filled in when it is recorded.
 *
 * @param id a claim of the papers such as {@code P1.7}, with a suffix if there are several figures:
 *     {@code P1.7-accuracy}
 * @param text what was measured, for a reader
 * @param value the measured number; null if it is undefined
 * @param low lower end of the interval, or null
 * @param high upper end of the interval, or null
 * @param unit such as {@code seconds}; empty for a pure number
 * @param published what the paper prints, as it prints it; empty if it prints nothing
 * @param dataset the data set's id
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
    if (low != null && high != null && low > high) {
      throw new IllegalArgumentException(
          id + ": the interval's lower end " + low + " is above its upper end " + high);
    }
    unit = unit == null ? "" : unit;
    published = published == null ? "" : published;
    dataset = dataset == null ? "" : dataset;
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    runs = runs == null ? List.of() : List.copyOf(runs);
  }

  private static Double finite(Double number) {
    return number == null || number.isNaN() || number.isInfinite() ? null : number;
  }

  /**
   * A result with nothing but its number.
   *
   * @param id the claim it belongs to
   * @param text what was measured
   * @param value the number; NaN if it is undefined
   * @return the result
   */
  public static MainResult of(String id, String text, double value) {
    return new MainResult(
        id, text, value, null, null, "", "", "", null, null, List.of(), List.of());
  }

  /**
   * The same with an interval.
   *
   * @param lower its lower end
   * @param upper its upper end
   * @return a new result
   */
  public MainResult interval(double lower, double upper) {
    return new MainResult(
        id, text, value, lower, upper, unit, published, dataset, profile, notebook, seeds, runs);
  }

  /**
   * The same with a unit.
   *
   * @param name such as {@code seconds}
   * @return a new result
   */
  public MainResult inUnit(String name) {
    return new MainResult(
        id, text, value, low, high, name, published, dataset, profile, notebook, seeds, runs);
  }

  /**
   * The same with the paper's figure.
   *
   * @param figure as the paper prints it
   * @return a new result
   */
  public MainResult published(String figure) {
    return new MainResult(
        id, text, value, low, high, unit, figure, dataset, profile, notebook, seeds, runs);
  }

  /**
   * The same with its data set.
   *
   * @param name the data set's id in the manifest
   * @return a new result
   */
  public MainResult on(String name) {
    return new MainResult(
        id, text, value, low, high, unit, published, name, profile, notebook, seeds, runs);
  }

  /**
   * The same with the seeds behind it.
   *
   * @param base the base seeds
   * @return a new result
   */
  public MainResult seeds(long... base) {
    List<Long> list = Arrays.stream(base).boxed().toList();
    return new MainResult(
        id, text, value, low, high, unit, published, dataset, profile, notebook, list, runs);
  }

  /**
   * The same with the runs behind it.
   *
   * @param ids the run ids
   * @return a new result
   */
  public MainResult runs(String... ids) {
    List<String> list = List.of(ids);
    return new MainResult(
        id, text, value, low, high, unit, published, dataset, profile, notebook, seeds, list);
  }

  /**
   * The same, measured by this notebook in this profile.
   *
   * @param name the notebook
   * @param label the profile
   * @return a new result
   */
  public MainResult measuredBy(String name, String label) {
    return new MainResult(
        id, text, value, low, high, unit, published, dataset, label, name, seeds, runs);
  }

  /** One line for a reader, such as {@code P1.7: accuracy 0.83 (0.79 to 0.87); paper: .98}. */
  public String line() {
    StringBuilder line = new StringBuilder(id).append(": ").append(text).append(" = ");
    line.append(value == null ? "NA" : NumberText.brief(value));
    if (!unit.isEmpty()) {
      line.append(' ').append(unit);
    }
    if (low != null && high != null) {
      line.append(" (").append(NumberText.brief(low)).append(" to ");
      line.append(NumberText.brief(high)).append(')');
    }
    if (!published.isEmpty()) {
      line.append("; paper: ").append(published);
    }
    return line.toString();
  }
}
