package org.helixbook.eval;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Perplexity, {@code exp} of a mean log loss in nats: the number of equally likely answers that
 * would leave one as uncertain. For yes-or-no tasks it lies between 1 and, for a model that is no
 * worse than a coin, 2.
 */
public final class Perplexity {
  private Perplexity() {}

  /**
   * The mean over tasks of the entropy of their shares of yes: the log loss of the best constant.
   *
   * @param rates the share of yes of each task, in [0, 1]
   * @return in nats, from 0 to log 2; NaN without tasks
   */
  public static double meanEntropy(double[] rates) {
    return constantLogLoss(rates, rates);
  }

  /**
   * The mean log loss of a model that always says the same, such as the training examples' shares.
   *
   * @param said the probability that it gives to yes, for each task
   * @param rates the true share of yes of each task
   * @return in nats; infinite where it rules out what happens
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double constantLogLoss(double[] said, double[] rates) {
    if (said.length != rates.length) {
      throw new IllegalArgumentException(
          said.length + " constants and " + rates.length + " rates do not pair up");
    }
    double[] alike = new double[rates.length];
    Arrays.fill(alike, 1);
    return constantLogLoss(said, rates, alike);
  }

  /**
   * The same with tasks that do not count alike.
   *
   * @param shares what each task counts, such as the share of its examples whose truth is known; at
   *     0 its rate may be NaN
   */
  public static double constantLogLoss(double[] said, double[] rates, double[] shares) {
    double sum = 0;
    double all = 0;
    for (int task = 0; task < rates.length; task++) {
      if (shares[task] > 0) {
        sum +=
            shares[task] * (part(rates[task], said[task]) + part(1 - rates[task], 1 - said[task]));
        all += shares[task];
      }
    }
    return sum / all;
  }

  /**
   * How far a model's perplexity lies below that of constants, with its interval from resampling
   * the examples in their units, of one training: above 0 the model has learned something from
   * them.
   *
   * @param model what it says
   * @param constants what the other always says for yes, for each task, in (0, 1)
   * @param bootstrap how the interval is made
   * @return the constants' perplexity minus the model's
   * @throws IllegalArgumentException if the numbers of tasks differ
   */
  public static ConfidenceInterval gain(
      ScoredTasks model, double[] constants, Bootstrap bootstrap) {
    if (constants.length != model.tasks()) {
      throw new IllegalArgumentException(
          constants.length + " constants and " + model.tasks() + " tasks do not pair up");
    }
    double[] ofModel = new double[model.examples()];
    double[] ofConstants = new double[model.examples()];
    long tasks = IntStream.range(0, model.tasks()).filter(task -> model.known(task) > 0).count();
    for (int task = 0; task < model.tasks(); task++) {
      boolean[] labels = model.labels()[task];
      BitSet unknown = model.unknownOf(task);
      // Each task counts alike, however many of its examples are known.
      double more = (double) model.examples() / model.known(task);
      for (int i = unknown.nextClearBit(0); i < labels.length; i = unknown.nextClearBit(i + 1)) {
        ofModel[i] += more * model.logLoss(task, i) / tasks;
        ofConstants[i] -=
            more * Math.log(labels[i] ? constants[task] : 1 - constants[task]) / tasks;
      }
    }
    return bootstrap.interval(
        model.units(),
        1,
        (run, times) ->
            Math.exp(Bootstrap.mean(ofConstants, times)) - Math.exp(Bootstrap.mean(ofModel, times)),
        "gain in perplexity");
  }

  private static double part(double share, double said) {
    return share == 0 ? 0 : -share * Math.log(said);
  }
}
