package org.helixbook.eval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.helixbook.storage.Seeds;

/**
 * Percentile intervals from resampling with replacement (Efron and Tibshirani 1993, chapter 13).
 * Training runs and test examples are both drawn ({@link Units} says which examples as one), so an
 * interval speaks of the choice of examples and of the variation between runs together (the two-way
 * bootstrap of Owen 2007, doi 10.1214/07-AOAS122); of one run, it speaks of the examples only. What
 * three runs can show of the variation between runs is little: resampled, their mean varies by two
 * thirds of the true variance only.
 *
 * <p>Where all examples of a class are judged alike, no resample differs and the interval has no
 * width; see {@link OneClassInterval}.
 *
 * @param resamples how many, at least 1
 * @param level the nominal coverage, in (0, 1)
 * @param seeds where the draws come from
 */
public record Bootstrap(int resamples, double level, Seeds seeds) {
  // Resamples that are drawn before they are measured, by all threads: bounds the memory.
  private static final int AT_ONCE = 64;

  /**
   * Any statistic of one training run: accuracy, F1, an area, a perplexity, or the difference of
   * two of them. Called by several threads at a time.
   */
  @FunctionalInterface
  public interface Statistic {
    /**
     * The value on a resample.
     *
     * @param run which run, from 0
     * @param times {@code [examples]}, how often each example counts; 1 each for all of them; not
     *     to be changed
     * @return the value; NaN where it is undefined, and that resample is then left out
     */
    double of(int run, int[] times);
  }

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
   * The interval of a mean over runs.
   *
   * @param units the examples
   * @param runs how many there are, at least 1
   * @param statistic of each run
   * @param purpose a name for these draws: the same name draws the same examples
   * @return the mean over all runs and examples with its interval; NaN ends if no resample has a
   *     value
   */
  public ConfidenceInterval interval(Units units, int runs, Statistic statistic, String purpose) {
    return difference(units, runs, statistic, 0, (run, times) -> 0, purpose);
  }

  /**
   * The interval of the difference of two means over runs that do not pair up, on the same
   * examples. Of runs that pair up, the statistic of {@link #interval} is the difference itself.
   *
   * @param units the examples
   * @param runs how many of the first there are, at least 1
   * @param statistic of each of the first
   * @param others how many of the second; 0 for none, whose mean is then 0
   * @param other the same statistic of each of the second
   * @param purpose a name for these draws
   * @return first minus second with its interval, as above
   */
  public ConfidenceInterval difference(
      Units units, int runs, Statistic statistic, int others, Statistic other, String purpose) {
    int[] once = new int[units.size()];
    Arrays.fill(once, 1);
    double value =
        mean(IntStream.range(0, runs).toArray(), statistic, once)
            - mean(IntStream.range(0, others).toArray(), other, once);
    SplittableRandom ofExamples = seeds.generator("bootstrap " + purpose);
    SplittableRandom ofRuns = seeds.generator("bootstrap of runs, " + purpose);
    double[] values = new double[resamples];
    for (int from = 0; from < resamples; from += AT_ONCE) {
      int first = from;
      int count = Math.min(AT_ONCE, resamples - from);
      int[][] times = new int[count][];
      int[][] drawn = new int[count][];
      int[][] drawnOthers = new int[count][];
      for (int i = 0; i < count; i++) {
        times[i] = units.draw(ofExamples);
        drawn[i] = draw(runs, ofRuns);
        drawnOthers[i] = draw(others, ofRuns);
      }
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i ->
                  values[first + i] =
                      mean(drawn[i], statistic, times[i]) - mean(drawnOthers[i], other, times[i]));
    }
    double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double tail = (1 - level) / 2;
    return new ConfidenceInterval(
        value, quantile(defined, tail), quantile(defined, 1 - tail), level);
  }

  private static int[] draw(int runs, SplittableRandom random) {
    int[] drawn = new int[runs];
    Arrays.setAll(drawn, i -> random.nextInt(runs));
    return drawn;
  }

  private static double mean(int[] runs, Statistic statistic, int[] times) {
    double sum = 0;
    for (int run : runs) {
      sum += statistic.of(run, times);
    }
    return runs.length == 0 ? 0 : sum / runs.length;
  }

  /**
   * What an interval speaks of.
   *
   * @param examples what is drawn, such as {@code test windows}
   * @param runs how many there are of each side
   * @return such as {@code test windows and seeds}, or {@code test windows only} with one seed
   */
  public static String over(String examples, int runs) {
    return runs > 1 ? examples + " and seeds" : examples + " only";
  }

  /**
   * The mean over the examples.
   *
   * @param runs what each run gives each example, a row a run
   */
  public static Statistic meansOf(List<double[]> runs) {
    return (run, times) -> mean(runs.get(run), times);
  }

  /** The mean of values, each as often as it is drawn. */
  static double mean(double[] values, int[] times) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
      count += times[i];
    }
    return sum / count;
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
