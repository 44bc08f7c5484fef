package org.helixbook.eval;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a model says of some examples, for many yes-or-no tasks, beside the truth. The score is the
 * log-odds of yes, not the probability: that ends at 1 in single precision where the log-odds go on
 * (17 and 30 are both 1), and what ties there can no longer be ranked.
 *
 * @param logOdds {@code [tasks][examples]}, of yes; infinite where only a rounded probability of 0
 *     or 1 is known; not copied
 * @param labels {@code [tasks][examples]}, the truth; not copied
 * @param unknown for each task the examples whose truth is not known, which count nowhere; empty if
 *     all is known
 * @param units which examples lie together and are drawn together for an interval
 */
public record ScoredTasks(
    double[][] logOdds, boolean[][] labels, List<BitSet> unknown, Units units) {
  // The loss of a certainty that is wrong, for otherwise one would make the mean infinite.
  private static final double HIGHEST_LOSS = -Math.log(Float.MIN_NORMAL);

  /**
   * Checks the shapes and that there are numbers.
   *
   * @throws IllegalArgumentException if they do not pair up, or a score is NaN
   */
  public ScoredTasks {
    Objects.requireNonNull(labels, "labels");
    unknown = List.copyOf(unknown);
    if (!unknown.isEmpty() && unknown.size() != labels.length) {
      throw new IllegalArgumentException(
          unknown.size() + " sets of unknown labels for " + labels.length + " tasks");
    }
    if (logOdds.length != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          logOdds.length
              + " tasks with scores and "
              + labels.length
              + " with labels do not pair up, or are none");
    }
    for (int task = 0; task < labels.length; task++) {
      if (logOdds[task].length != labels[task].length
          || labels[task].length != labels[0].length
          || units.size() != labels[0].length) {
        throw new IllegalArgumentException(
            "task "
                + task
                + ": "
                + logOdds[task].length
                + " scores, "
                + labels[task].length
                + " labels, and "
                + units.size()
                + " examples do not pair up");
      }
      for (double score : logOdds[task]) {
        if (Double.isNaN(score)) {
          throw new IllegalArgumentException("task " + task + " has a score that is NaN");
        }
      }
    }
  }

  /** Examples whose truth is known. */
  public ScoredTasks(double[][] logOdds, boolean[][] labels, Units units) {
    this(logOdds, labels, List.of(), units);
  }

  /** Examples whose truth is known, and of which none lie together. */
  public ScoredTasks(double[][] logOdds, boolean[][] labels) {
    this(logOdds, labels, Units.single(labels.length == 0 ? 0 : labels[0].length));
  }

  /**
   * Scores of which only the probabilities are known.
   *
   * @param probabilities {@code [tasks][examples]}, of yes, in [0, 1]
   * @param labels {@code [tasks][examples]}, the truth; not copied
   * @return the scores of examples of which none lie together
   * @throws IllegalArgumentException if they do not pair up, or a probability is none
   */
  public static ScoredTasks ofProbabilities(float[][] probabilities, boolean[][] labels) {
    double[][] scores = new double[probabilities.length][];
    for (int task = 0; task < scores.length; task++) {
      scores[task] = new double[probabilities[task].length];
      for (int i = 0; i < scores[task].length; i++) {
        scores[task][i] = logOdds(probabilities[task][i]); // NaN for what is no probability
      }
    }
    return new ScoredTasks(scores, labels);
  }

  /** The same with examples that are drawn in other units. */
  public ScoredTasks in(Units other) {
    return new ScoredTasks(logOdds, labels, unknown, other);
  }

  /** The probability of log-odds. */
  public static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /**
   * The log-odds of a probability.
   *
   * @param probability in [0, 1], or NaN
   */
  static double logOdds(double probability) {
    return Math.log(probability) - Math.log1p(-probability);
  }

  /** The log-odds whose probability is halfway between those of two others. */
  static double halfway(double low, double high) {
    double between = logOdds((probability(low) + probability(high)) / 2);
    // Two probabilities may be one where the scores are two.
    return between >= low && between < high ? between : (low + high) / 2;
  }

  /**
   * Some of the tasks.
   *
   * @param chosen their indices, at least one, in the order wanted
   */
  public ScoredTasks tasks(int[] chosen) {
    return new ScoredTasks(
        Arrays.stream(chosen).mapToObj(task -> logOdds[task]).toArray(double[][]::new),
        Arrays.stream(chosen).mapToObj(task -> labels[task]).toArray(boolean[][]::new),
        unknown.isEmpty() ? unknown : Arrays.stream(chosen).mapToObj(unknown::get).toList(),
        units);
  }

  /**
   * The tasks of several as one, on the same examples.
   *
   * @param parts at least one, in the order of the tasks
   */
  static ScoredTasks joined(List<ScoredTasks> parts) {
    return new ScoredTasks(
        parts.stream().flatMap(one -> Arrays.stream(one.logOdds)).toArray(double[][]::new),
        parts.stream().flatMap(one -> Arrays.stream(one.labels)).toArray(boolean[][]::new),
        parts.stream().allMatch(one -> one.unknown.isEmpty())
            ? List.of()
            : parts.stream()
                .flatMap(one -> IntStream.range(0, one.tasks()).mapToObj(one::unknownOf))
                .toList(),
        parts.get(0).units);
  }

  /** The examples of a task whose truth is not known. */
  public BitSet unknownOf(int task) {
    return unknown.isEmpty() ? new BitSet() : unknown.get(task);
  }

  /** How many examples there are of a task whose truth is known. */
  public int known(int task) {
    return examples() - unknownOf(task).cardinality();
  }

  /** How many tasks there are, at least one. */
  public int tasks() {
    return labels.length;
  }

  /** How many examples there are, known or not. */
  public int examples() {
    return labels[0].length;
  }

  /**
   * The probabilities of a task.
   *
   * @param task which, from 0
   * @return {@code [examples]}, in [0, 1]
   */
  public double[] probabilities(int task) {
    double[] probabilities = new double[examples()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = probability(logOdds[task][i]);
    }
    return probabilities;
  }

  /** The scores of a task in order. */
  public RankedScores ranked(int task) {
    return RankedScores.of(logOdds[task], labels[task], unknownOf(task));
  }

  /**
   * The mean of {@code -log p(truth)} over the known examples of a task, in nats. No example counts
   * more than 87.3, the loss of the least probability that single precision holds in full.
   *
   * @param task which, from 0
   * @return at least 0; NaN without known examples
   */
  public double logLoss(int task) {
    BitSet left = unknownOf(task);
    double sum = 0;
    for (int i = 0; i < examples(); i++) {
      sum += left.get(i) ? 0 : logLoss(task, i);
    }
    return sum / known(task);
  }

  /** The same of one example: log(1 + e^-z), where z are the log-odds of what is true. */
  double logLoss(int task, int i) {
    double z = labels[task][i] ? logOdds[task][i] : -logOdds[task][i];
    double loss = z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z;
    return Math.min(loss, HIGHEST_LOSS);
  }
}
