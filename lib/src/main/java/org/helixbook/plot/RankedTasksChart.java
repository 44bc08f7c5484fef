package org.helixbook.plot;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.run.Profile;

/** The scores of two models over tasks that stand in a stated order. */
final class RankedTasksChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 330;

  private final Profile profile;

  RankedTasksChart(Profile profile) {
    this.profile = profile;
  }

  Figure draw(
      String title,
      String metric,
      String first,
      String second,
      List<TaskScore> tasks,
      TaskScore.Order order) {
    List<TaskScore> ranked = ranked(tasks, order);
    return Figure.of(
            title,
            profile,
            WIDTH,
            HEIGHT,
            (g, w, h) -> plot(metric, first, second, ranked, order, w, h).paint(g, w, h))
        .note(note(first, second, ranked, tasks.size() - ranked.size(), order));
  }

  /** The tasks with both scores, in their order; equal ones by name, so that it is one order. */
  static List<TaskScore> ranked(List<TaskScore> tasks, TaskScore.Order order) {
    Comparator<TaskScore> comparator =
        switch (order) {
          case FIRST -> Comparator.comparingDouble(TaskScore::first);
          case SECOND -> Comparator.comparingDouble(TaskScore::second);
          case POSITIVES -> Comparator.comparingLong(TaskScore::positives);
        };
    return tasks.stream()
        .filter(task -> Double.isFinite(task.first()) && Double.isFinite(task.second()))
        .sorted(comparator.thenComparing(TaskScore::task))
        .toList();
  }

  static String note(
      String first, String second, List<TaskScore> ranked, int left, TaskScore.Order order) {
    long wins = ranked.stream().filter(task -> task.second() > task.first()).count();
    long losses = ranked.stream().filter(task -> task.second() < task.first()).count();
    String by =
        switch (order) {
          case FIRST -> "the score of " + first;
          case SECOND -> "the score of " + second;
          case POSITIVES -> "the number of positives";
        };
    String range =
        order == TaskScore.Order.POSITIVES && !ranked.isEmpty()
            ? " ("
                + NumberText.count(ranked.get(0).positives())
                + " to "
                + NumberText.count(ranked.get(ranked.size() - 1).positives())
                + ")"
            : "";
    return ranked.size()
        + " tasks by "
        + by
        + range
        + ", lowest first; "
        + second
        + " is better on "
        + wins
        + ", "
        + first
        + " on "
        + losses
        + ", equal on "
        + (ranked.size() - wins - losses)
        + "."
        + (left == 0 ? "" : " " + left + " without a score (NA) are left out.");
  }

  private static LinePlot plot(
      String metric,
      String first,
      String second,
      List<TaskScore> ranked,
      TaskScore.Order order,
      int width,
      int height) {
    double top =
        ranked.stream().mapToDouble(task -> Math.max(task.first(), task.second())).max().orElse(1);
    double low =
        ranked.stream().mapToDouble(task -> Math.min(task.first(), task.second())).min().orElse(0);
    String by =
        switch (order) {
          case FIRST -> "rank by " + first;
          case SECOND -> "rank by " + second;
          case POSITIVES -> "rank by number of positives";
        };
    LinePlot plot =
        new LinePlot(
            Axis.of("task, " + by).range(1, Math.max(2, ranked.size())),
            Axis.of(metric).range(Math.min(0, low), top > Math.min(0, low) ? top : low + 1),
            width,
            height);
    plot.chart().getStyler().setXAxisDecimalPattern("0");
    if (ranked.isEmpty()) {
      return plot;
    }
    double[] rank = IntStream.rangeClosed(1, ranked.size()).asDoubleStream().toArray();
    double[] one = ranked.stream().mapToDouble(TaskScore::first).toArray();
    double[] other = ranked.stream().mapToDouble(TaskScore::second).toArray();
    ChartStyle.Look dark = ChartStyle.look(0);
    ChartStyle.Look bright = ChartStyle.look(1);
    // The sorted one reads as a line, the other as the cloud around it.
    if (order == TaskScore.Order.SECOND) {
      plot.points(first, rank, one, bright, 200);
      plot.line(second, rank, other, dark);
    } else if (order == TaskScore.Order.FIRST) {
      plot.points(second, rank, other, bright, 200);
      plot.line(first, rank, one, dark);
    } else {
      plot.points(second, rank, other, bright, 200);
      plot.points(first, rank, one, dark, 200);
    }
    return plot;
  }
}
