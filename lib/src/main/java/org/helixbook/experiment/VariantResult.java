package org.helixbook.experiment;

import java.util.Arrays;
import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.eval.ResampledAuc;

/**
 * What a variant, or a baseline, scored on one set of windows.
 *
 * @param name the variant
 * @param scoredOn the windows, such as {@code human-coding-600, gene-disjoint}
 * @param windows how many they are
 * @param parameters weights and biases; 0 if unknown
 * @param seeds the base seeds; empty for a method without any
 * @param accuracies the accuracy of each seed, or the one accuracy
 * @param aucs the area under the ROC curve, likewise
 * @param accuracy mean with its 95 % interval over the windows
 * @param auc mean with its 95 % interval over the windows
 * @param runs the ids of the runs
 */
public record VariantResult(
    String name,
    String scoredOn,
    int windows,
    long parameters,
    List<Long> seeds,
    List<Double> accuracies,
    List<Double> aucs,
    ConfidenceInterval accuracy,
    ConfidenceInterval auc,
    List<String> runs) {
  /** The name of the draws behind the accuracy of one method: one figure has one interval. */
  static final String DRAWS_OF_ACCURACY = "accuracy";

  /** The name of the draws behind its AUC. */
  static final String DRAWS_OF_AUC = "auc";

  /** Copies the lists. */
  public VariantResult {
    seeds = List.copyOf(seeds);
    accuracies = List.copyOf(accuracies);
    aucs = List.copyOf(aucs);
    runs = List.copyOf(runs);
  }

  /**
   * Scores trials.
   *
   * @param trials of one variant or method; class 0 is to be found
   * @param bootstrap how to resample
   * @return the result; the intervals are over the windows, which all seeds share
   */
  public static VariantResult of(Trials<? extends Decisions> trials, Bootstrap bootstrap) {
    RepeatedDecisions decisions = trials.decisions();
    return new VariantResult(
        trials.name(),
        trials.dataset(),
        decisions.labels().length,
        trials.parameters(),
        trials.seeds(),
        decisions.accuracies(),
        decisions.aucs(0),
        decisions.accuracy(bootstrap, DRAWS_OF_ACCURACY),
        decisions.auc(0, bootstrap, DRAWS_OF_AUC),
        trials.runs());
  }

  /**
   * Scores predictions.
   *
   * @param name the variant
   * @param scoredOn the windows
   * @param parameters weights and biases
   * @param seeds the base seed behind each prediction, or none
   * @param predictions those of each seed, of the same windows; class 0 is to be found
   * @param runs the ids of the runs
   * @param bootstrap how to resample
   * @return the result; the intervals are over the windows, which all seeds share
   */
  public static VariantResult of(
      String name,
      String scoredOn,
      long parameters,
      List<Long> seeds,
      List<Predictions> predictions,
      List<String> runs,
      Bootstrap bootstrap) {
    int[] labels = predictions.get(0).labels();
    List<int[]> decided = predictions.stream().map(Predictions::predicted).toList();
    List<double[]> scores = predictions.stream().map(one -> one.probabilitiesOf(0)).toList();
    return of(name, scoredOn, parameters, seeds, labels, decided, scores, runs, bootstrap);
  }

  /**
   * Scores a method without probabilities, such as a threshold.
   *
   * @param name the method
   * @param scoredOn the windows
   * @param labels {@code [n]}
   * @param decided {@code [n]} the classes it gives
   * @param scores {@code [n]} high for class 0
   * @param bootstrap how to resample
   * @return the result, without seeds
   */
  public static VariantResult ofBaseline(
      String name,
      String scoredOn,
      int[] labels,
      int[] decided,
      double[] scores,
      Bootstrap bootstrap) {
    return of(
        name,
        scoredOn,
        0,
        List.of(),
        labels,
        List.of(decided),
        List.of(scores),
        List.of(),
        bootstrap);
  }

  /** The same under another name. */
  public VariantResult named(String other) {
    return new VariantResult(
        other, scoredOn, windows, parameters, seeds, accuracies, aucs, accuracy, auc, runs);
  }

  private static VariantResult of(
      String name,
      String scoredOn,
      long parameters,
      List<Long> seeds,
      int[] labels,
      List<int[]> decided,
      List<double[]> scores,
      List<String> runs,
      Bootstrap bootstrap) {
    ConfidenceInterval accuracy =
        bootstrap.interval(
            labels,
            rows ->
                decided.stream().mapToDouble(one -> share(one, labels, rows)).average().orElse(0),
            "accuracy");
    List<ResampledAuc> ranked = ranked(scores, labels);
    ConfidenceInterval auc =
        bootstrap.interval(
            labels,
            rows -> ranked.stream().mapToDouble(one -> one.auc(rows)).average().orElse(0),
            "auc");
    int[] all = new int[labels.length];
    Arrays.setAll(all, i -> i);
    return new VariantResult(
        name,
        scoredOn,
        labels.length,
        parameters,
        seeds,
        decided.stream().map(one -> share(one, labels, all)).toList(),
        ranked.stream().map(one -> one.auc(all)).toList(),
        accuracy,
        auc,
        runs);
  }

  private static double share(int[] decided, int[] labels, int[] rows) {
    int right = 0;
    for (int row : rows) {
      right += decided[row] == labels[row] ? 1 : 0;
    }
    return (double) right / rows.length;
  }

  /** Ranked for the areas under the ROC curve that finds class 0. */
  static List<ResampledAuc> ranked(List<double[]> scores, int[] labels) {
    return scores.stream().map(one -> ResampledAuc.of(one, labels, 0)).toList();
  }
}
