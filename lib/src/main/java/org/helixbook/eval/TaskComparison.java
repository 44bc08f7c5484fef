package org.helixbook.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * Two models on the same tasks, by one metric. Tasks where either has no value are left out. The
 * tasks are those of the data set and no sample of others: where the scores are there, the interval
 * is over test windows, in the units in which they lie together, and trainings. All tasks see the
 * same windows, so that tasks that share them do not look like independent evidence. Where only the
 * metrics were kept, as of a reference run, the interval is over tasks and trainings, which takes
 * the tasks for independent; so does the test. {@link #over} says which.
 *
 * @param metric what was compared
 * @param wins tasks where the first model is better
 * @param losses tasks where the second is better
 * @param ties tasks where both are equal
 * @param leftOut tasks where either has no value
 * @param firstMean the first model's mean over the compared tasks and its trainings; NaN without
 *     any
 * @param secondMean the second model's
 * @param difference the mean of first minus second, with its interval
 * @param over what the interval speaks of, such as {@code windows only} of one training
 * @param test Wilcoxon's signed-rank test of the tasks' differences, each a mean over the trainings
 * @param effect the mean of the tasks' differences by their standard deviation, for {@link Power};
 *     NaN of fewer than two
 * @param bySeed the mean difference over the tasks in each pair of trainings
 */
public record TaskComparison(
    TaskMetric metric,
    int wins,
    int losses,
    int ties,
    int leftOut,
    double firstMean,
    double secondMean,
    ConfidenceInterval difference,
    String over,
    WilcoxonSignedRank test,
    double effect,
    List<Double> bySeed) {
  // One name for the draws: all comparisons on the same test windows see the same resamples.
  private static final String WINDOWS = "test windows";

  /** Copies the list. */
  public TaskComparison {
    bySeed = List.copyOf(bySeed);
  }

  /**
   * Compares two reports.
   *
   * @param first the first model's
   * @param second the second model's, on the same test examples
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if the tasks differ
   */
  public static TaskComparison of(
      MultiTaskReport first, MultiTaskReport second, TaskMetric metric, Bootstrap bootstrap) {
    return ofReports(List.of(first), List.of(second), metric, bootstrap);
  }

  /**
   * Compares two models, each with a report a training. Where both have as many, trainings are
   * paired in their order, see {@link #ofSeeds}; else their means are compared.
   *
   * @param first the first model's
   * @param second the second model's, on the same test examples
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if the tasks differ
   */
  public static TaskComparison ofReports(
      List<MultiTaskReport> first,
      List<MultiTaskReport> second,
      TaskMetric metric,
      Bootstrap bootstrap) {
    if (!first.get(0).names().equals(second.get(0).names())) {
      throw new IllegalArgumentException("the two are not of the same tasks");
    }
    boolean paired = first.size() == second.size();
    TaskComparison tasks =
        paired
            ? ofSeeds(
                first.stream().map(report -> report.values(metric)).toList(),
                second.stream().map(report -> report.values(metric)).toList(),
                metric,
                bootstrap)
            : of(
                MultiTaskReport.values(first, metric),
                MultiTaskReport.values(second, metric),
                metric,
                bootstrap);
    if (Stream.concat(first.stream(), second.stream()).anyMatch(one -> one.said().isEmpty())) {
      return tasks;
    }
    ScoredTasks said = first.get(0).said().orElseThrow();
    Resampled one = Resampled.of(first, metric, said);
    Resampled other = Resampled.of(second, metric, said);
    int seeds = Math.max(first.size(), second.size());
    return new TaskComparison(
        metric,
        tasks.wins,
        tasks.losses,
        tasks.ties,
        tasks.leftOut,
        tasks.firstMean,
        tasks.secondMean,
        paired
            ? bootstrap.interval(
                said.units(),
                seeds,
                (run, times) -> meanDifference(one.values(run, times), other.values(run, times)),
                WINDOWS)
            : bootstrap.difference(
                said.units(),
                first.size(),
                (run, times) -> defined(one.values(run, times)).average().orElse(Double.NaN),
                second.size(),
                (run, times) -> defined(other.values(run, times)).average().orElse(Double.NaN),
                WINDOWS),
        Bootstrap.over(said.units().label(), seeds),
        tasks.test,
        tasks.effect,
        tasks.bySeed);
  }

  /**
   * The share of the tasks that have a value in which the first model is better.
   *
   * @param first the first model's report, with its scores
   * @param second the second model's, on the same test examples
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return the share with its interval over the test windows
   * @throws IllegalArgumentException if tasks or examples differ, or scores are not there
   */
  public static ConfidenceInterval winShare(
      MultiTaskReport first, MultiTaskReport second, TaskMetric metric, Bootstrap bootstrap) {
    ScoredTasks said =
        first.said().orElseThrow(() -> new IllegalArgumentException("there are no scores"));
    Resampled one = Resampled.of(List.of(first), metric, said);
    Resampled other = Resampled.of(List.of(second), metric, said);
    return bootstrap.interval(
        said.units(),
        1,
        (run, times) ->
            defined(minus(one.values(run, times), other.values(run, times)))
                .map(difference -> difference > 0 ? 1 : 0)
                .average()
                .orElse(Double.NaN),
        WINDOWS);
  }

  /** The tasks of several trainings of one model, ranked once. */
  private record Resampled(TaskMetric metric, RankedScores[][] ranked, double[][] tuned) {
    private static Resampled of(
        List<MultiTaskReport> trainings, TaskMetric metric, ScoredTasks same) {
      RankedScores[][] ranked = new RankedScores[trainings.size()][same.tasks()];
      double[][] tuned = new double[trainings.size()][same.tasks()];
      for (int run = 0; run < ranked.length; run++) {
        MultiTaskReport training = trainings.get(run);
        ScoredTasks said =
            training
                .said()
                .filter(scores -> Arrays.deepEquals(scores.labels(), same.labels()))
                .filter(scores -> scores.unknown().equals(same.unknown()))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException("they were not scored on the same examples"));
        for (int task = 0; task < same.tasks(); task++) {
          ranked[run][task] = said.ranked(task);
          tuned[run][task] =
              ScoredTasks.logOdds(training.tasks().get(task).threshold().orElse(Double.NaN));
        }
      }
      return new Resampled(metric, ranked, tuned);
    }

    /** The value of each task, NaN where it has none in this resample. */
    private double[] values(int run, int[] times) {
      double[] values = new double[tuned[run].length];
      for (int task = 0; task < values.length; task++) {
        boolean none = metric == TaskMetric.F1_TUNED && Double.isNaN(tuned[run][task]);
        values[task] = none ? Double.NaN : metric.of(ranked[run][task], tuned[run][task], times);
      }
      return values;
    }
  }

  private static DoubleStream defined(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value));
  }

  private static double[] minus(double[] first, double[] second) {
    double[] differences = new double[first.length];
    Arrays.setAll(differences, t -> first[t] - second[t]);
    return differences;
  }

  private static double meanDifference(double[] first, double[] second) {
    return defined(minus(first, second)).average().orElse(Double.NaN);
  }

  /**
   * Compares two lists of values.
   *
   * @param first the first model's value of each task, NaN where there is none
   * @param second the second model's
   * @param metric what they are
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if the lengths differ
   */
  public static TaskComparison of(
      double[] first, double[] second, TaskMetric metric, Bootstrap bootstrap) {
    return ofSeeds(List.of(first), List.of(second), metric, bootstrap);
  }

  /**
   * Compares two models that were each trained several times. Trainings are paired in their order,
   * those from the same seed with each other. Pairs and tasks are both drawn again for the
   * interval, so that the difference must hold over seeds, too.
   *
   * @param first the first model's value of each task, NaN where there is none, a row a training
   * @param second the second model's
   * @param metric what they are
   * @param bootstrap how the interval is made
   * @return the comparison
   * @throws IllegalArgumentException if trainings or tasks do not pair up, or there are none
   */
  public static TaskComparison ofSeeds(
      List<double[]> first, List<double[]> second, TaskMetric metric, Bootstrap bootstrap) {
    if (first.size() != second.size() || first.isEmpty()) {
      throw new IllegalArgumentException(
          first.size() + " and " + second.size() + " trainings do not pair up");
    }
    int tasks = first.get(0).length;
    Stream.concat(first.stream(), second.stream())
        .filter(row -> row.length != tasks)
        .forEach(
            row -> {
              throw new IllegalArgumentException(
                  tasks + " and " + row.length + " tasks do not pair up");
            });
    int[] both =
        IntStream.range(0, tasks)
            .filter(
                task ->
                    Stream.concat(first.stream(), second.stream())
                        .noneMatch(row -> Double.isNaN(row[task])))
            .toArray();
    List<double[]> rows =
        IntStream.range(0, first.size())
            .mapToObj(
                seed ->
                    Arrays.stream(both)
                        .mapToDouble(t -> first.get(seed)[t] - second.get(seed)[t])
                        .toArray())
            .toList();
    double[] differences =
        IntStream.range(0, both.length)
            .mapToDouble(t -> rows.stream().mapToDouble(row -> row[t]).average().orElseThrow())
            .toArray();
    return new TaskComparison(
        metric,
        (int) Arrays.stream(differences).filter(d -> d > 0).count(),
        (int) Arrays.stream(differences).filter(d -> d < 0).count(),
        (int) Arrays.stream(differences).filter(d -> d == 0).count(),
        tasks - both.length,
        mean(first, both),
        mean(second, both),
        bootstrap.interval(
            Units.single(both.length),
            rows.size(),
            Bootstrap.meansOf(rows),
            "difference of " + metric.label()),
        Bootstrap.over("tasks", rows.size()),
        WilcoxonSignedRank.of(differences),
        StatUtils.mean(differences) / Math.sqrt(StatUtils.variance(differences)),
        rows.stream().map(row -> Arrays.stream(row).average().orElse(Double.NaN)).toList());
  }

  private static double mean(List<double[]> trainings, int[] tasks) {
    return trainings.stream()
        .flatMapToDouble(row -> Arrays.stream(tasks).mapToDouble(t -> row[t]))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The same two models by several metrics, a row a metric: {@code metric}, {@code wins}, {@code
   * ties}, {@code losses} of the first, {@code NA} for tasks left out, both means, {@code
   * difference} with {@code low} and {@code high}, what the {@code interval} is {@code over},
   * Wilcoxon's {@code p}.
   *
   * @param title such as {@code Network minus logistic regression}
   * @param first the first model's name
   * @param second the second model's name
   * @param comparisons one for each metric
   */
  public static Table table(
      String title, String first, String second, List<TaskComparison> comparisons) {
    return Columns.of(comparisons)
        .text("metric", one -> one.metric().label())
        .count("wins", TaskComparison::wins)
        .count("ties", TaskComparison::ties)
        .count("losses", TaskComparison::losses)
        .count("NA", TaskComparison::leftOut)
        .number("mean, " + first, TaskComparison::firstMean)
        .number("mean, " + second, TaskComparison::secondMean)
        .number("difference", one -> one.difference().value())
        .number("low", one -> one.difference().low())
        .number("high", one -> one.difference().high())
        .text("interval over", TaskComparison::over)
        .number("Wilcoxon p", one -> one.test().pValue())
        .table(title);
  }

  /**
   * Two models by every metric.
   *
   * @param first the first model's report
   * @param second the second model's, on the same test examples
   * @param bootstrap how the intervals are made
   * @return in the order of {@link TaskMetric}
   */
  public static List<TaskComparison> all(
      MultiTaskReport first, MultiTaskReport second, Bootstrap bootstrap) {
    return Arrays.stream(TaskMetric.values())
        .map(metric -> of(first, second, metric, bootstrap))
        .toList();
  }

  /**
   * What drawing neighbours together does to the intervals of two models: a row a metric and kind
   * of unit, {@code metric}, what is {@code drawn} and {@code how many} of them there are, {@code
   * difference} with {@code low} and {@code high}, and the {@code width} by that of the first kind.
   *
   * @param first the first model's report, with its scores
   * @param second the second model's, on the same test examples
   * @param kinds of unit, such as single windows first and then blocks
   * @param bootstrap how the intervals are made
   */
  public static Table byUnits(
      MultiTaskReport first, MultiTaskReport second, List<Units> kinds, Bootstrap bootstrap) {
    record Row(TaskMetric metric, Units units, ConfidenceInterval drawn, double width) {}
    List<Row> rows = new ArrayList<>();
    for (TaskMetric metric : TaskMetric.values()) {
      double width = Double.NaN;
      for (Units units : kinds) {
        ConfidenceInterval drawn =
            of(first.in(units), second.in(units), metric, bootstrap).difference();
        width = Double.isNaN(width) ? drawn.high() - drawn.low() : width;
        rows.add(new Row(metric, units, drawn, (drawn.high() - drawn.low()) / width));
      }
    }
    return Columns.of(rows)
        .text("metric", row -> row.metric().label())
        .text("drawn", row -> row.units().label())
        .count("how many", row -> row.units().count())
        .number("difference", row -> row.drawn().value())
        .number("low", row -> row.drawn().low())
        .number("high", row -> row.drawn().high())
        .number("width", 2, Row::width)
        .table("The same difference, the test windows drawn in other units");
  }

  /** The share of compared tasks that the first model wins; NaN without any. */
  public double winShare() {
    return compared() == 0 ? Double.NaN : (double) wins / compared();
  }

  /** How many tasks were compared. */
  public int compared() {
    return wins + losses + ties;
  }
}
