package org.helixbook.paper2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.helixbook.claims.MainResult;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.RowBootstrap;
import org.helixbook.eval.SlipReplay;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.plot.NumberText;

/**
 * Paper 2's comparison of the network with logistic regression as main results, under the ids that
 * the ledger reads. In all comparisons the network is the first model.
 *
 * @param dataset the data set's name
 * @param seed the base seed
 * @param run the id of the network's run
 */
public record PaperTwoResults(String dataset, long seed, String run) {
  private static final String LR = "logistic regression";
  private static final String FAIR = "fair logistic regression";
  private static final Map<TaskMetric, String> SHORT =
      Map.of(TaskMetric.F1_TUNED, "f1", TaskMetric.AUROC, "auroc", TaskMetric.AUPRC, "auprc");

  /**
   * Claim P2.8: F1 at 0.5, both models on the same test windows.
   *
   * @param tasks the comparison by F1 at 0.5
   * @param windows the same with intervals over windows
   * @return share of wins, mean difference, and what is behind them
   */
  public List<MainResult> f1AtHalf(TaskComparison tasks, RowBootstrap windows) {
    PublishedPaperTwo paper = PublishedPaperTwo.load();
    String share = "share of tasks that the network wins, F1 at 0.5";
    String difference = "mean F1 at 0.5, network minus logistic regression";
    long compared = (long) tasks.wins() + tasks.losses() + tasks.ties();
    double p = tasks.test().pValue();
    List<MainResult> results = new ArrayList<>();
    // The claim has two parts, its direction and its size, with the same numbers.
    for (String part : List.of("P2.8-", "P2.8-size-")) {
      results.add(
          interval(part + "win-share", share, windows.winShare())
              .published(paper.figure("win share"))
              .n(compared));
      results.add(
          interval(part + "mean-f1-difference", difference, windows.meanDifference())
              .published("+" + paper.figure("mean F1 difference"))
              .against(LR, p)
              .n(compared));
    }
    results.add(
        plain("P2.8-wins", "tasks that the network wins", tasks.wins())
            .published(paper.figure("wins")));
    results.add(
        plain("P2.8-losses", "tasks that logistic regression wins", tasks.losses())
            .published("90 or fewer"));
    results.add(plain("P2.8-ties", "tasks with equal F1", tasks.ties()));
    results.add(
        plain("P2.8-mean-f1-lr", "mean F1 of logistic regression", tasks.secondMean())
            .published(paper.figure("mean F1, logistic regression")));
    results.add(
        plain("P2.8-mean-f1-rnn", "mean F1 of the network", tasks.firstMean())
            .published(paper.figure("mean F1, network")));
    return results;
  }

  /**
   * Claim P2.14: thresholds from validation windows, and measures without a threshold.
   *
   * @param comparisons with the paper's logistic regression, one for each metric in order
   * @return differences with interval and p, and the means
   */
  public List<MainResult> fairThreshold(List<TaskComparison> comparisons) {
    List<MainResult> results = differences("P2.14-", LR, comparisons);
    for (TaskMetric metric : List.of(TaskMetric.AUROC, TaskMetric.AUPRC)) {
      TaskComparison c = comparisons.get(metric.ordinal());
      String id = "P2.14-" + SHORT.get(metric);
      results.add(plain(id + "-rnn", "mean " + metric.label() + ", network", c.firstMean()));
      results.add(
          plain(id + "-lr", "mean " + metric.label() + ", logistic regression", c.secondMean()));
    }
    results.add(plain("P2.14-wins", "tasks won at the tuned threshold", tuned(comparisons).wins()));
    return results;
  }

  /**
   * Claim P2.15: against the best logistic regression by validation windows.
   *
   * @param comparisons with it, one for each metric in order
   * @return differences with interval and p, and the means
   */
  public List<MainResult> fairOpponent(List<TaskComparison> comparisons) {
    List<MainResult> results = differences("P2.15-", FAIR, comparisons);
    for (TaskMetric metric : List.of(TaskMetric.AUROC, TaskMetric.AUPRC)) {
      results.add(
          plain(
              "P2.15-" + SHORT.get(metric) + "-lr",
              "mean " + metric.label() + ", " + FAIR,
              comparisons.get(metric.ordinal()).secondMean()));
    }
    results.add(
        plain(
            "P2.15-f1-half-difference",
            "mean F1 difference at 0.5, " + FAIR,
            comparisons.get(TaskMetric.F1_AT_HALF.ordinal()).difference().value()));
    results.add(
        plain(
            "P2.15-wins",
            "tasks won at the tuned threshold against the " + FAIR,
            tuned(comparisons).wins()));
    return results;
  }

  /**
   * What other rows and other epochs do to claim P2.8, and claim P2.9, the maximum over epochs.
   *
   * @param replay of the same two models
   * @return the replayed figures
   */
  public List<MainResult> slip(SlipReplay replay) {
    PublishedPaperTwo paper = PublishedPaperTwo.load();
    TaskComparison slip = replay.variant(SlipReplay.Way.OTHER_ROWS_LAST_EPOCH).comparison();
    TaskComparison best = replay.variant(SlipReplay.Way.MAXIMUM_OVER_EPOCHS).comparison();
    TaskComparison fair = replay.variant(SlipReplay.Way.FAIR).comparison();
    ConfidenceInterval share =
        ProportionInterval.wilson(best.wins(), best.wins() + best.ties() + best.losses());
    double printed = paper.number("wins, best epoch") / paper.number("frequent tasks");
    return List.of(
        plain(
            "P2.8-replayed-difference",
            "mean F1 difference, " + SlipReplay.Way.OTHER_ROWS_LAST_EPOCH.label(),
            slip.difference().value()),
        plain("P2.8-replayed-wins", "tasks won when the slip is replayed", slip.wins()),
        interval("P2.9-win-share", "share of tasks won, best epoch of each (optimistic)", share)
            .published(NumberText.fixed(100 * printed, 1) + " %"),
        plain(
                "P2.9-mean-f1-difference",
                "mean F1 difference, best epoch of each task (optimistic)",
                best.difference().value())
            .published("+" + paper.figure("mean F1 difference, best epoch")),
        plain("P2.9-wins", "tasks won with the best epoch of each task", best.wins())
            .published(paper.figure("wins, best epoch")),
        plain(
            "P2.9-share-gain",
            "share of wins that the choice of epochs adds",
            best.winShare() - fair.winShare()));
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
  public List<MainResult> cost(
      double networkSeconds, double lowShare, double highShare, double lrSeconds) {
    double ratio = networkSeconds / lrSeconds;
    return List.of(
        plain("P2.12-seconds-rnn", "CPU seconds, network, all epochs", networkSeconds).inUnit("s"),
        plain("P2.12-seconds-lr", "CPU seconds, logistic regression, all tasks", lrSeconds)
            .inUnit("s"),
        plain("P2.12-time-ratio", "CPU time of training, network over logistic regression", ratio)
            .interval(ratio * lowShare, ratio * highShare));
  }

  private static TaskComparison tuned(List<TaskComparison> comparisons) {
    return comparisons.get(TaskMetric.F1_TUNED.ordinal());
  }

  private List<MainResult> differences(
      String claim, String other, List<TaskComparison> comparisons) {
    List<MainResult> results = new ArrayList<>();
    for (TaskMetric metric : List.of(TaskMetric.F1_TUNED, TaskMetric.AUROC, TaskMetric.AUPRC)) {
      TaskComparison c = comparisons.get(metric.ordinal());
      results.add(
          interval(
                  claim + SHORT.get(metric) + "-difference",
                  "mean difference to the " + other + ", " + metric.label(),
                  c.difference())
              .against(other, c.test().pValue())
              .n((long) c.wins() + c.losses() + c.ties()));
    }
    return results;
  }

  private MainResult plain(String id, String text, double value) {
    return MainResult.of(id, text, value).on(dataset).seeds(seed).runs(run);
  }

  private MainResult interval(String id, String text, ConfidenceInterval value) {
    return plain(id, text, value.value()).interval(value.low(), value.high());
  }
}
