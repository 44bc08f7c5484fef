package org.helixbook.experiment;

import java.util.List;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.TaskComparison;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;

/** Comparisons of two models over many tasks as a table, a metric a row. */
public final class TaskComparisonTable {
  private static final int DECIMALS = 3;

  private TaskComparisonTable() {}

  /**
   * The table.
   *
   * @param title its caption
   * @param first the first model's name
   * @param second the second model's name
   * @param comparisons one for each metric
   * @return wins, ties and losses of the first model, tasks left out, both means, the mean
   *     difference with its interval over tasks, Wilcoxon's p
   */
  public static HtmlTable of(
      String title, String first, String second, List<TaskComparison> comparisons) {
    return HtmlTable.of(
        title,
        List.of(
            "Metric",
            "Wins / ties / losses",
            "NA",
            "Mean, " + first,
            "Mean, " + second,
            "Mean difference (95 % over tasks)",
            "Wilcoxon p"),
        comparisons.stream()
            .map(
                c ->
                    List.of(
                        c.metric().label(),
                        c.wins() + " / " + c.ties() + " / " + c.losses(),
                        String.valueOf(c.leftOut()),
                        NumberText.fixed(c.firstMean(), DECIMALS),
                        NumberText.fixed(c.secondMean(), DECIMALS),
                        difference(c.difference()),
                        NumberText.probability(c.test().pValue())))
            .toList());
  }

  /**
   * A difference with its interval, signs included.
   *
   * @param interval the difference
   * @return such as {@code +0.091 (+0.080 to +0.102)}
   */
  public static String difference(ConfidenceInterval interval) {
    return NumberText.difference(interval, DECIMALS);
  }
}
