package org.helixbook.paper2;

import java.util.List;
import org.helixbook.eval.SlipReplay;
import org.helixbook.eval.TaskComparison;
import org.helixbook.experiment.TaskComparisonTable;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;

/** The same two models compared in several ways, a way a row; what is not fair says so. */
public final class SlipTable {
  private SlipTable() {}

  /**
   * The table.
   *
   * @param title its caption
   * @param replay the comparisons
   * @return way, epoch, wins of the network and the opponent, means
   */
  public static HtmlTable of(String title, SlipReplay replay) {
    return HtmlTable.of(
        title,
        List.of(
            "Way",
            "Fair",
            "Epoch",
            "Wins / ties / losses",
            "NA",
            "Mean F1, network",
            "Mean difference (95 % over tasks)"),
        replay.variants().stream().map(SlipTable::row).toList());
  }

  private static List<String> row(SlipReplay.Variant variant) {
    TaskComparison c = variant.comparison();
    return List.of(
        variant.way().label(),
        variant.way().isFair() ? "yes" : "no",
        variant.epoch() == 0 ? "each its own" : String.valueOf(variant.epoch()),
        c.wins() + " / " + c.ties() + " / " + c.losses(),
        String.valueOf(c.leftOut()),
        NumberText.fixed(c.firstMean(), 3),
        TaskComparisonTable.difference(c.difference()));
  }
}
