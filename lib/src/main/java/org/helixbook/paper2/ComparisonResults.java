package org.helixbook.paper2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helixbook.claims.Result;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.Range;
import org.helixbook.eval.SlipReplay;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.experiment.Provenance;

/**
 * The comparison of the network with logistic regression as results, under the ids that the ledger
 * reads. In all comparisons the network is the first model.
 *
 * @param network what stands behind the network's numbers
 */
public record ComparisonResults(Provenance network) {
  private static final Map<TaskMetric, String> SHORT =
      Map.of(TaskMetric.F1_TUNED, "f1", TaskMetric.AUROC, "auroc", TaskMetric.AUPRC, "auprc");

  /**
   * Claim P2.8: F1 at 0.5, both models on the same test windows.
   *
   * @param tasks the comparison by F1 at 0.5
   * @param share of wins, see {@link TaskComparison#winShare}
   * @return share of wins, mean difference, and what is behind them
   */
  public List<Result> f1AtHalf(TaskComparison tasks, ConfidenceInterval share) {
    Provenance compared = network.withN((long) tasks.wins() + tasks.losses() + tasks.ties());
    List<Result> results = new ArrayList<>();
    // The claim has two parts, its direction and its size, with the same numbers.
    for (String part : List.of("P2.8-", "P2.8-size-")) {
      results.add(Result.of(part + "win-share", share, compared));
      results.add(
          Result.of(part + "mean-f1-difference", tasks.difference(), compared)
              .withP(tasks.test().pValue()));
    }
    results.add(plain("P2.8-wins", tasks.wins()));
    results.add(plain("P2.8-losses", tasks.losses()));
    results.add(plain("P2.8-ties", tasks.ties()));
    results.add(plain("P2.8-mean-f1-lr", tasks.secondMean()));
    results.add(plain("P2.8-mean-f1-rnn", tasks.firstMean()));
    return results;
  }

  /**
   * Claim P2.14: thresholds from validation windows, and measures without a threshold.
   *
   * @param comparisons with the paper's logistic regression, one for each metric in order
   * @return differences with interval and p, and the means
   */
  public List<Result> fairThreshold(List<TaskComparison> comparisons) {
    List<Result> results = differences("P2.14-", comparisons);
    for (TaskMetric metric : List.of(TaskMetric.AUROC, TaskMetric.AUPRC)) {
      TaskComparison c = comparisons.get(metric.ordinal());
      results.add(plain("P2.14-" + SHORT.get(metric) + "-rnn", c.firstMean()));
      results.add(plain("P2.14-" + SHORT.get(metric) + "-lr", c.secondMean()));
    }
    results.add(plain("P2.14-wins", comparisons.get(TaskMetric.F1_TUNED.ordinal()).wins()));
    return results;
  }

  /**
   * Claim P2.15: against the best logistic regression by validation windows.
   *
   * @param comparisons with it, one for each metric in order
   * @return differences with interval and p, and the means
   */
  public List<Result> fairOpponent(List<TaskComparison> comparisons) {
    List<Result> results = differences("P2.15-", comparisons);
    for (TaskMetric metric : List.of(TaskMetric.AUROC, TaskMetric.AUPRC)) {
      results.add(
          plain(
              "P2.15-" + SHORT.get(metric) + "-lr",
              comparisons.get(metric.ordinal()).secondMean()));
    }
    results.add(
        plain(
            "P2.15-f1-half-difference",
            comparisons.get(TaskMetric.F1_AT_HALF.ordinal()).difference().value()));
    results.add(plain("P2.15-wins", comparisons.get(TaskMetric.F1_TUNED.ordinal()).wins()));
    return results;
  }

  /**
   * What other rows and other epochs do to claim P2.8, and claim P2.9, the maximum over epochs.
   *
   * @param replay of the same two models
   * @return the replayed figures
   */
  public List<Result> slip(SlipReplay replay) {
    TaskComparison last = replay.variant(SlipReplay.Way.LAST_EPOCH).comparison();
    TaskComparison slip = replay.variant(SlipReplay.Way.OTHER_ROWS_LAST_EPOCH).comparison();
    TaskComparison best = replay.variant(SlipReplay.Way.MAXIMUM_OVER_EPOCHS).comparison();
    TaskComparison fair = replay.variant(SlipReplay.Way.FAIR).comparison();
    return List.of(
        plain("P2.8-last-epoch-difference", last.difference().value()),
        plain("P2.8-last-epoch-wins", last.wins()),
        plain("P2.8-replayed-difference", slip.difference().value()),
        plain("P2.8-replayed-wins", slip.wins()),
        Result.of("P2.9-win-share", winShare(best), network),
        plain("P2.9-mean-f1-difference", best.difference().value()),
        plain("P2.9-wins", best.wins()),
        plain("P2.9-share-gain", best.winShare() - fair.winShare()));
  }

  /**
   * Claim P2.17: the rare tasks, at the epoch that validation windows chose and at each task's
   * best.
   *
   * @param replay of both models on these tasks
   * @return shares of wins with Wilson's intervals, and the mean difference
   */
  public List<Result> rareTasks(SlipReplay replay) {
    TaskComparison best = replay.variant(SlipReplay.Way.MAXIMUM_OVER_EPOCHS).comparison();
    TaskComparison fair = replay.variant(SlipReplay.Way.FAIR).comparison();
    return List.of(
        Result.of("P2.17-win-share", winShare(fair), network.withN(fair.compared())),
        Result.of("P2.17-best-win-share", winShare(best), network.withN(best.compared())),
        plain("P2.17-mean-f1-difference", fair.difference().value()));
  }

  private static ConfidenceInterval winShare(TaskComparison tasks) {
    return ProportionInterval.wilson(tasks.wins(), tasks.compared());
  }

  /**
   * Claim P2.12: processor time of both trainings, on the same windows and tasks.
   *
   * @param networkSeconds CPU seconds of the network's run
   * @param lowShare its fastest epoch's seconds as a share of the mean epoch's
   * @param highShare its slowest epoch's
   * @param lrSeconds CPU seconds of the fit of all tasks
   * @return both, and their ratio with the range that the epochs span
   */
  public List<Result> cost(
      double networkSeconds, double lowShare, double highShare, double lrSeconds) {
    double ratio = networkSeconds / lrSeconds;
    Range range = new Range(ratio, ratio * lowShare, ratio * highShare);
    return List.of(
        plain("P2.12-seconds-rnn", networkSeconds),
        plain("P2.12-seconds-lr", lrSeconds),
        Result.of("P2.12-time-ratio", range, network));
  }

  private List<Result> differences(String claim, List<TaskComparison> comparisons) {
    List<Result> results = new ArrayList<>();
    for (TaskMetric metric : List.of(TaskMetric.F1_TUNED, TaskMetric.AUROC, TaskMetric.AUPRC)) {
      TaskComparison c = comparisons.get(metric.ordinal());
      Provenance compared = network.withN((long) c.wins() + c.losses() + c.ties());
      results.add(
          Result.of(claim + SHORT.get(metric) + "-difference", c.difference(), compared)
              .withP(c.test().pValue()));
    }
    return results;
  }

  private Result plain(String id, double value) {
    return Result.of(id, value, network);
  }
}
