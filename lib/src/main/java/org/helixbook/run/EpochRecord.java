package org.helixbook.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was measured at the end of one epoch.
 *
 * @param epoch its number, from 1
 * @param metrics figures by name, in the order of their columns in {@code history.csv}. A name is
 *     in camel case and says on which set it was measured: {@code trainLoss}, {@code testAccuracy},
 *     {@code validationPerplexity}. What is undefined is NaN.
 * @param seconds wall time of the epoch, evaluation included
 */
public record EpochRecord(int epoch, Map<String, Double> metrics, double seconds) {
  static final String EPOCH = "epoch";
  static final String SECONDS = "seconds";
  private static final Set<String> RESERVED = Set.of(EPOCH, SECONDS);

  /**
   * Copies the figures and checks their names.
   *
   * @throws IllegalArgumentException if a name is not of letters and digits, or is {@code epoch} or
   *     {@code seconds}
   */
  public EpochRecord {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    for (String name : metrics.keySet()) {
      if (!name.matches("[A-Za-z][A-Za-z0-9]*") || RESERVED.contains(name)) {
        throw new IllegalArgumentException("'" + name + "' cannot be the name of a metric");
      }
    }
  }

  /**
   * The name of a figure as a reader sees it.
   *
   * @param metric such as {@code validationPerplexity}
   * @return such as {@code validation perplexity}
   */
  public static String words(String metric) {
    return metric.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * One figure.
   *
   * @param name such as {@code validationPerplexity}
   * @return its value; NaN if it is undefined in this epoch
   * @throws IllegalArgumentException if no such figure is measured
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no '" + name + "' is measured here, only " + metrics.keySet());
    }
    return value;
  }

  /** Mean loss over the training set, natural logarithm, nats an example. */
  public double trainLoss() {
    return metric("trainLoss");
  }

  /** Share of training examples classified right, in [0, 1]. */
  public double trainAccuracy() {
    return metric("trainAccuracy");
  }

  /** Mean loss over the test set. */
  public double testLoss() {
    return metric("testLoss");
  }

  /** Share of test examples classified right, in [0, 1]. */
  public double testAccuracy() {
    return metric("testAccuracy");
  }
}
