package org.helixbook.eval;

import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How much evidence would decide: the power of the paired tests at the two-sided level {@value
 * #LEVEL}, and the least number of seeds, windows or tasks at which it reaches {@value #WANTED}.
 * What is put in is what was seen, so the answer is as uncertain as that; it says whether ten times
 * as much would do or nothing within reach.
 */
public final class Power {
  /** The level of the tests. */
  public static final double LEVEL = 0.05;

  /** The power that is called enough. */
  public static final double WANTED = 0.8;

  /**
   * Fewer tasks than these never decide: of five differences that all have one sign, the exact
   * two-sided p of {@link WilcoxonSignedRank} is 2 / 2^5 = 0.0625.
   */
  public static final int FEWEST_TASKS = 6;

  /** More than this is out of reach, and not searched for. */
  public static final int MOST = 10_000_000;

  // Beyond, the normal approximation is as good, and the sums would take long.
  private static final int EXACT_UP_TO = 10_000;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private Power() {}

  /**
   * The power of Student's paired test of a mean difference, exact for normal differences (the
   * noncentral t distribution).
   *
   * @param seeds pairs of trainings, at least 2
   * @param effect the mean difference divided by the standard deviation of the differences
   * @return in [0.05, 1]
   */
  public static double ofMean(int seeds, double effect) {
    double freedom = seeds - 1.0;
    double critical = new TDistribution(null, freedom).inverseCumulativeProbability(1 - LEVEL / 2);
    double shift = Math.abs(effect) * Math.sqrt(seeds);
    ChiSquaredDistribution spread = new ChiSquaredDistribution(null, freedom);
    // The mean over the spread's quantiles, each as likely as the next.
    int steps = 2000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double scale = spread.inverseCumulativeProbability((i + 0.5) / steps) / freedom;
      double line = critical * Math.sqrt(scale);
      sum += NORMAL.cumulativeProbability(shift - line);
      sum += NORMAL.cumulativeProbability(-shift - line);
    }
    return sum / steps;
  }

  /**
   * How many seeds would decide on a mean difference.
   *
   * @param effect the mean difference divided by the standard deviation of the differences
   * @return at least 2; empty if there is no effect, or it is out of reach
   */
  public static OptionalInt seeds(double effect) {
    double normal = Math.pow((z(1 - LEVEL / 2) + z(WANTED)) / effect, 2);
    return normal > EXACT_UP_TO ? reachable(normal) : least(2, normal, n -> ofMean(n, effect));
  }

  /**
   * The power of McNemar's exact test on windows.
   *
   * @param windows how many
   * @param onlyFirst the share of windows on which only the first model is right
   * @param onlySecond the share on which only the second is
   * @return in [0, 1]
   */
  public static double ofMcNemar(int windows, double onlyFirst, double onlySecond) {
    double differing = onlyFirst + onlySecond;
    if (differing == 0) {
      return 0;
    }
    double mean = windows * differing;
    // Six standard deviations hold all but 2e-9 of the counts.
    double reach = 6 * Math.sqrt(mean * (1 - differing)) + 6;
    int from = (int) Math.max(0, Math.floor(mean - reach));
    int to = (int) Math.min(windows, Math.ceil(mean + reach));
    BinomialDistribution counts = new BinomialDistribution(null, windows, differing);
    double power = 0;
    for (int n = from; n <= to; n++) {
      int most = rejected(n);
      if (most >= 0) {
        BinomialDistribution split = new BinomialDistribution(null, n, onlyFirst / differing);
        double tails = split.cumulativeProbability(most);
        tails += 1 - split.cumulativeProbability(n - most - 1);
        power += counts.probability(n) * tails;
      }
    }
    return power;
  }

  /** The most windows of the rarer kind, of so many that differ, at which p is below the level. */
  private static int rejected(int differing) {
    BinomialDistribution even = new BinomialDistribution(null, differing, 0.5);
    int most = even.inverseCumulativeProbability(LEVEL / 2);
    while (most >= 0 && 2 * even.cumulativeProbability(most) >= LEVEL) {
      most--;
    }
    return most;
  }

  /**
   * How many test windows would decide between two models.
   *
   * @param onlyFirst the share of windows on which only the first model is right, in [0, 1]
   * @param onlySecond the share on which only the second is
   * @return at least 6; empty if both are equal, or it is out of reach
   */
  public static OptionalInt windows(double onlyFirst, double onlySecond) {
    double difference = onlyFirst - onlySecond;
    double differing = onlyFirst + onlySecond;
    double root = z(1 - LEVEL / 2) * Math.sqrt(differing);
    root += z(WANTED) * Math.sqrt(differing - difference * difference);
    // Connor 1987, doi 10.2307/2531961; the exact test needs a few more.
    double normal = Math.pow(root / difference, 2);
    return normal > EXACT_UP_TO
        ? reachable(normal)
        : least(6, normal, n -> ofMcNemar(n, onlyFirst, onlySecond));
  }

  /**
   * How many tasks would decide by Wilcoxon's signed-rank test, for normal differences: those of
   * Student's test by pi / 3, the inverse of the test's relative efficiency (Hodges and Lehmann
   * 1956, doi 10.1214/aoms/1177728261).
   *
   * @param effect the mean difference over the tasks divided by the standard deviation
   * @return at least {@value #FEWEST_TASKS}; empty if there is no effect, or it is out of reach
   */
  public static OptionalInt tasks(double effect) {
    OptionalInt student = seeds(effect);
    return student.isEmpty()
        ? student
        : reachable(Math.max(FEWEST_TASKS, Math.ceil(student.getAsInt() * Math.PI / 3)));
  }

  private static double z(double share) {
    return NORMAL.inverseCumulativeProbability(share);
  }

  private static OptionalInt reachable(double number) {
    return number <= MOST ? OptionalInt.of((int) Math.ceil(number)) : OptionalInt.empty();
  }

  /** The least number from which on the power is enough; it may fall a little in between. */
  private static OptionalInt least(int fewest, double guess, IntToDoubleFunction power) {
    if (!(guess <= MOST)) {
      return OptionalInt.empty();
    }
    int high = Math.max(fewest, (int) Math.ceil(guess));
    while (power.applyAsDouble(high) < WANTED) {
      high += 1 + high / 10;
    }
    int low = fewest - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (power.applyAsDouble(middle) < WANTED) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalInt.of(high);
  }
}
