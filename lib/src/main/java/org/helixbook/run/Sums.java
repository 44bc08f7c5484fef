package org.helixbook.run;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the batches of an epoch add up to: the items that were learned from, and named sums over
 * them, such as the summed loss.
 *
 * @param items rows, windows or characters, at least 0
 * @param values sums by name
 */
public record Sums(long items, SortedMap<String, Double> values) {

  /** Copies the values. */
  public Sums {
    if (items < 0) {
      throw new IllegalArgumentException("there cannot be " + items + " items");
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Before the first batch. */
  public static Sums none() {
    return new Sums(0, new TreeMap<>());
  }

  /**
   * The sums of one batch.
   *
   * @param items how many items it had
   * @param values sums over them by name, such as {@code loss}
   */
  public static Sums of(long items, Map<String, Double> values) {
    return new Sums(items, new TreeMap<>(values));
  }

  /**
   * These sums and those of one more batch.
   *
   * @return new sums; a name that only one of the two has counts as 0 in the other
   */
  public Sums plus(Sums batch) {
    SortedMap<String, Double> both = new TreeMap<>(values);
    batch.values.forEach((name, value) -> both.merge(name, value, Double::sum));
    return new Sums(items + batch.items, both);
  }

  /**
   * One of the sums.
   *
   * @return the sum; 0 before the first batch
   */
  public double of(String name) {
    return values.getOrDefault(name, 0.0);
  }

  /**
   * One of the sums, an item.
   *
   * @return the sum divided by the items; NaN before the first batch
   */
  public double mean(String name) {
    return of(name) / items;
  }

  /** True if each sum is a number and not infinite. */
  public boolean isFinite() {
    return values.values().stream().allMatch(Double::isFinite);
  }
}
