package org.helixbook.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;

/**
 * Percentile intervals from resampling the test examples with replacement (Efron and Tibshirani
 * 1993, chapter 13), within each class, so that every resample has the classes in their true
 * numbers. The interval speaks of the choice of test examples; only {@link #overRuns} holds the
 * variation between training runs, too. Where all examples of a class are judged alike, no resample
 * differs and the interval has no width; see {@link OneClassInterval}.
 *
 * @param resamples how many, at least 1
 * @param level the nominal coverage, in (0, 1)
 * @param seeds where the draws come from
 */
public record Bootstrap(int resamples, double level, Seeds seeds) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Bootstrap {
    if (resamples < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          resamples + " resamples at level " + level + ": at least 1, and a level in (0, 1)");
    }
  }

  /**
   * The usual one: 2,000 resamples, 95 %.
   *
   * @param seeds where the draws come from
   * @return the bootstrap
   */
  public static Bootstrap of(Seeds seeds) {
    return new Bootstrap(2000, 0.95, seeds);
  }

  /**
   * The interval of an accuracy.
   *
   * @param labels the actual class of each example
   * @param predictions the predicted class of each example
   * @param purpose a name for these draws
   * @return accuracy with its interval
   */
  public ConfidenceInterval accuracy(int[] labels, int[] predictions, String purpose) {
    PairedInput.pairUp(labels.length, "label", predictions.length, "prediction");
    return interval(
        labels,
        rows -> {
          int right = 0;
          for (int row : rows) {
            right += labels[row] == predictions[row] ? 1 : 0;
          }
          return (double) right / rows.length;
        },
        purpose);
  }

  /**
   * The interval of an area under the ROC curve.
   *
   * @param scores one for each example, higher for the positive class
   * @param labels the class of each example
   * @param positive which class counts as positive
   * @param purpose a name for these draws
   * @return AUC with its interval
   */
  public ConfidenceInterval auc(double[] scores, int[] labels, int positive, String purpose) {
    return interval(labels, ResampledAuc.of(scores, labels, positive)::auc, purpose);
  }

  /**
   * The interval of any statistic of the test examples.
   *
   * @param strata the class of each example; draws stay within it
   * @param statistic computes the value from the rows drawn; NaN where it is undefined, and that
   *     resample is then left out
   * @param purpose a name for these draws
   * @return the value over all examples with its interval; NaN ends if no resample has a value
   */
  public ConfidenceInterval interval(
      int[] strata, ToDoubleFunction<int[]> statistic, String purpose) {
    int[] all = IntStream.range(0, strata.length).toArray();
    return around(statistic.applyAsDouble(all), resampled(strata, statistic, purpose));
  }

  /**
   * The interval of a mean over training runs and test examples. Both are drawn with replacement,
   * the examples within their class (the two-way bootstrap of Owen 2007, doi 10.1214/07-AOAS122),
   * so the interval also holds the variation between runs, as far as so many of them show it.
   *
   * @param strata the class of each example
   * @param values a row for each run, in it a value for each example
   * @param purpose a name for these draws
   * @return the mean with its interval
   */
  public ConfidenceInterval overRuns(int[] strata, List<double[]> values, String purpose) {
    SplittableRandom random = seeds.generator("bootstrap of runs, " + purpose);
    double[] means =
        resampled(
            strata,
            rows ->
                values.stream()
                    .map(run -> values.get(random.nextInt(values.size())))
                    .mapToDouble(run -> mean(run, rows))
                    .average()
                    .orElseThrow(),
            purpose);
    int[] all = IntStream.range(0, strata.length).toArray();
    return around(
        values.stream().mapToDouble(run -> mean(run, all)).average().orElseThrow(), means);
  }

  /** The mean of the values at some rows, each as often as it is named. */
  static double mean(double[] values, int[] rows) {
    double sum = 0;
    for (int row : rows) {
      sum += values[row];
    }
    return sum / rows.length;
  }

  private double[] resampled(int[] strata, ToDoubleFunction<int[]> statistic, String purpose) {
    Map<Integer, List<Integer>> byClass = new TreeMap<>();
    for (int row = 0; row < strata.length; row++) {
      byClass.computeIfAbsent(strata[row], c -> new ArrayList<>()).add(row);
    }
    List<int[]> groups =
        byClass.values().stream()
            .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    SplittableRandom random = seeds.generator("bootstrap " + purpose);
    double[] values = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      int[] drawn = new int[strata.length];
      int next = 0;
      for (int[] group : groups) {
        for (int k = 0; k < group.length; k++) {
          drawn[next++] = group[random.nextInt(group.length)];
        }
      }
      values[i] = statistic.applyAsDouble(drawn);
    }
    return values;
  }

  /**
   * A value with the interval of what was measured on the resamples; NaN among them is left out.
   */
  ConfidenceInterval around(double value, double[] values) {
    double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double tail = (1 - level) / 2;
    return new ConfidenceInterval(
        value, quantile(defined, tail), quantile(defined, 1 - tail), level);
  }

  /**
   * A quantile with linear interpolation between order statistics (type 7 of Hyndman and Fan 1996,
   * the default of numpy and R).
   *
   * @param sorted the values in rising order
   * @param share in [0, 1]
   * @return the quantile; NaN without values
   */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
