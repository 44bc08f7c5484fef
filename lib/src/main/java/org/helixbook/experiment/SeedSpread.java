package org.helixbook.experiment;

import java.util.Arrays;
import java.util.List;
import org.helixbook.plot.NumberText;

/**
 * One number from several trainings that differ by their seed.
 *
 * @param values one for each seed
 */
public record SeedSpread(List<Double> values) {
  /** Copies the list, which must not be empty. */
  public SeedSpread {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("give the value of at least one seed");
    }
  }

  /** From the values, one for each seed. */
  public static SeedSpread of(double... values) {
    return new SeedSpread(Arrays.stream(values).boxed().toList());
  }

  /** Their mean. */
  public double mean() {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }

  /** Their standard deviation, with n - 1; NaN of one value. */
  public double deviation() {
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
  }

  /**
   * Mean and standard deviation.
   *
   * @param decimals digits after the point
   * @return such as {@code 0.712 ± 0.004}; without the second of one value
   */
  public String text(int decimals) {
    String mean = NumberText.fixed(mean(), decimals);
    return values.size() < 2 ? mean : mean + " ± " + NumberText.fixed(deviation(), decimals);
  }

  /**
   * Each value.
   *
   * @param decimals digits after the point
   * @return such as {@code 0.708, 0.712, 0.716}
   */
  public String each(int decimals) {
    return String.join(
        ", ", values.stream().map(v -> NumberText.fixed(v, decimals)).toArray(String[]::new));
  }
}
