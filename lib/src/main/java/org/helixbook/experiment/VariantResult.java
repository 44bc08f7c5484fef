package org.helixbook.experiment;

import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.RepeatedDecisions;

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
   * What stands behind it, to be recorded with a figure.
   *
   * @param dataset the data set's id
   */
  public Provenance provenance(String dataset) {
    return Provenance.on(dataset).withN(windows).withSeeds(seeds).withRuns(runs);
  }

  /**
   * Its accuracy minus one that was measured on other windows, see {@link Comparison#independent}.
   */
  public Comparison minusElsewhere(VariantResult other) {
    return Comparison.independent(
        "accuracy",
        accuracy,
        provenance(scoredOn),
        other.accuracy,
        other.provenance(other.scoredOn));
  }

  /** The same under another name. */
  public VariantResult named(String other) {
    return new VariantResult(
        other, scoredOn, windows, parameters, seeds, accuracies, aucs, accuracy, auc, runs);
  }
}
