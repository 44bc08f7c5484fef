package org.helixbook.model.bigru;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.helixbook.data.chromatin.MultiLabelWindows;
import org.helixbook.eval.RankedScores;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * Does a network say the same of a window and of its reverse complement? Both spell the same piece
 * of DNA. Where a task belongs to a strand, {@code X+} of the one is compared with {@code X-} of
 * the other.
 *
 * @param tasks the tasks' names
 * @param correlation Pearson's, of the probabilities for windows and for their reverse complements;
 *     {@code [tasks]}, NaN where one of them does not vary
 * @param shift mean absolute difference of the two probabilities, {@code [tasks]}
 * @param auroc on the windows as they are, {@code [tasks]}, NaN where undefined
 * @param reversedAuroc on the reverse complements alone
 * @param averagedAuroc of the mean of both probabilities
 */
public record StrandAgreement(
    List<String> tasks,
    double[] correlation,
    double[] shift,
    double[] auroc,
    double[] reversedAuroc,
    double[] averagedAuroc) {

  /**
   * Asks a network about windows and their reverse complements.
   *
   * @param network for as many tasks as the windows have
   * @param windows that it was not trained on
   * @return the agreement
   */
  public static StrandAgreement of(BiGru network, MultiLabelWindows windows) {
    return of(
        windows.tasks(),
        windows.tasksOnOtherStrand(),
        NetworkScores.of(network, windows),
        NetworkScores.of(network, windows.reverseComplement()));
  }

  /**
   * Compares what was said.
   *
   * @param names of the tasks
   * @param others for each task the one that asks the same on the other strand
   * @param forward what was said of windows
   * @param reverse what was said of their reverse complements, in the same order
   * @return the agreement
   */
  static StrandAgreement of(
      List<String> names, int[] others, ScoredTasks forward, ScoredTasks reverse) {
    int tasks = names.size();
    double[] correlation = new double[tasks];
    double[] shift = new double[tasks];
    double[] auroc = new double[tasks];
    double[] reversedAuroc = new double[tasks];
    double[] averagedAuroc = new double[tasks];
    for (int task = 0; task < tasks; task++) {
      double[] here = forward.probabilities(task);
      double[] there = reverse.probabilities(others[task]);
      double[] mean = new double[here.length];
      double moved = 0;
      for (int i = 0; i < here.length; i++) {
        mean[i] = (here[i] + there[i]) / 2;
        moved += Math.abs(here[i] - there[i]);
      }
      boolean[] labels = forward.labels()[task];
      correlation[task] = correlation(here, there);
      shift[task] = moved / here.length;
      auroc[task] = forward.ranked(task).auroc().orElse(Double.NaN);
      reversedAuroc[task] =
          RankedScores.of(reverse.logOdds()[others[task]], labels, forward.unknownOf(task))
              .auroc()
              .orElse(Double.NaN);
      averagedAuroc[task] =
          RankedScores.of(mean, labels, forward.unknownOf(task)).auroc().orElse(Double.NaN);
    }
    return new StrandAgreement(names, correlation, shift, auroc, reversedAuroc, averagedAuroc);
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < a.length; i++) {
      meanA += a[i] / a.length;
      meanB += b[i] / b.length;
    }
    double both = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      squareA += (a[i] - meanA) * (a[i] - meanA);
      squareB += (b[i] - meanB) * (b[i] - meanB);
    }
    return squareA == 0 || squareB == 0 ? Double.NaN : both / Math.sqrt(squareA * squareB);
  }

  /**
   * Several networks on the same windows, a row each: {@code network}, the mean over the tasks of
   * {@link #correlation}, of {@link #shift}, and of the three areas under ROC curves.
   *
   * @param networks by name, in the order of the rows
   */
  public static Table table(Map<String, StrandAgreement> networks) {
    return Columns.of(networks.entrySet())
        .text("network", Map.Entry::getKey)
        .number("correlation of probabilities", one -> mean(one.getValue().correlation()))
        .number("mean change of probability", one -> mean(one.getValue().shift()))
        .number("AUROC, windows", one -> mean(one.getValue().auroc()))
        .number("AUROC, reverse complements", one -> mean(one.getValue().reversedAuroc()))
        .number("AUROC, mean of both", one -> mean(one.getValue().averagedAuroc()))
        .table("A window and its reverse complement, means over tasks");
  }

  /**
   * The mean of some of these figures over the tasks that have it.
   *
   * @param values such as {@link #correlation}
   * @return the mean; NaN if no task has it
   */
  public static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }
}
