package org.helixbook.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * How well a model does many tasks: each task's metrics, with thresholds tuned on validation
 * examples and used on test examples.
 *
 * @param tasks one for each task, in order
 * @param meanLogLoss the mean of the tasks' log losses on the test examples, in nats
 * @param baseRateLogLoss the same of a model that always says the test examples' share of yes: the
 *     mean entropy of the tasks, in nats; no constant can do better
 * @param said the scores of the test examples, for intervals; empty where only the metrics were
 *     kept
 */
public record MultiTaskReport(
    List<TaskMetrics> tasks,
    double meanLogLoss,
    double baseRateLogLoss,
    Optional<ScoredTasks> said) {

  /** Makes the list unchangeable. */
  public MultiTaskReport {
    tasks = List.copyOf(tasks);
  }

  /**
   * Judges a model.
   *
   * @param names the tasks' names
   * @param validation where thresholds are tuned
   * @param test what is judged; other examples than those of validation
   * @throws IllegalArgumentException if the numbers of tasks differ
   */
  public static MultiTaskReport of(List<String> names, ScoredTasks validation, ScoredTasks test) {
    if (names.size() != test.tasks() || names.size() != validation.tasks()) {
      throw new IllegalArgumentException(
          names.size()
              + " names, "
              + validation.tasks()
              + " validation tasks and "
              + test.tasks()
              + " test tasks do not pair up");
    }
    List<TaskMetrics> rows =
        IntStream.range(0, names.size())
            .parallel()
            .mapToObj(task -> judge(names.get(task), validation, test, task))
            .toList();
    return of(rows).saying(test);
  }

  private MultiTaskReport saying(ScoredTasks test) {
    return new MultiTaskReport(tasks, meanLogLoss, baseRateLogLoss, Optional.of(test));
  }

  private static TaskMetrics judge(
      String name, ScoredTasks validation, ScoredTasks test, int task) {
    OptionalDouble threshold = validation.ranked(task).bestF1Threshold(ScoredTasks::halfway);
    RankedScores ranked = test.ranked(task);
    return new TaskMetrics(
        name,
        test.known(task),
        ranked.positives(),
        ranked.f1(Decisions.EVEN),
        threshold.isPresent()
            ? OptionalDouble.of(ScoredTasks.probability(threshold.getAsDouble()))
            : threshold,
        threshold.isPresent() ? ranked.f1(threshold.getAsDouble()) : OptionalDouble.empty(),
        ranked.auroc(),
        ranked.averagePrecision(),
        test.logLoss(task));
  }

  /** The tasks' names, in order. */
  public List<String> names() {
    return tasks.stream().map(TaskMetrics::task).toList();
  }

  /** {@code exp(mean log loss)}: the paper's perplexity. */
  public double perplexity() {
    return Math.exp(meanLogLoss);
  }

  /** The perplexity of the constant that knows each task's share of yes. */
  public double baseRatePerplexity() {
    return Math.exp(baseRateLogLoss);
  }

  /**
   * A row a task: {@code task}, {@code examples}, {@code positives}, {@code threshold}, a column
   * for each {@link TaskMetric} under its label, {@code log loss} in nats. What is undefined is
   * missing.
   */
  public Table byTask() {
    Columns<TaskMetrics> columns =
        Columns.of(tasks)
            .text("task", TaskMetrics::task)
            .count("examples", TaskMetrics::examples)
            .count("positives", TaskMetrics::positives)
            .number("threshold", row -> row.threshold().orElse(Double.NaN));
    for (TaskMetric metric : TaskMetric.values()) {
      columns.number(metric.label(), row -> metric.of(row).orElse(Double.NaN));
    }
    return columns.number("log loss", TaskMetrics::logLoss).table("Tasks");
  }

  /**
   * Several models on the same tasks and test examples, a row a model: {@code model}, the mean of
   * each {@link TaskMetric} over the tasks that have it, {@code perplexity}.
   *
   * @param models by name, in the order of the rows
   */
  public static Table means(Map<String, MultiTaskReport> models) {
    return means(models, "Means over the tasks");
  }

  /**
   * The same with and without one task, which a mean over few tasks must not hang on.
   *
   * @param models by name; each that has the task has a second row
   * @param task its name; where no model has it, the title says so
   */
  public static Table meansWithAndWithout(Map<String, MultiTaskReport> models, String task) {
    Map<String, MultiTaskReport> both = new LinkedHashMap<>(models);
    models.forEach(
        (name, report) -> {
          if (report.names().contains(task)) {
            both.put(name + ", without " + task, report.without(task));
          }
        });
    return means(
        both,
        both.size() > models.size()
            ? "Means over the tasks, with and without " + task
            : "Means over the tasks; none of them is called " + task);
  }

  private static Table means(Map<String, MultiTaskReport> models, String title) {
    Columns<String> columns = Columns.of(models.keySet()).text("model", name -> name);
    for (TaskMetric metric : TaskMetric.values()) {
      columns.number(metric.label(), name -> models.get(name).mean(metric).orElse(Double.NaN));
    }
    return columns.number("perplexity", name -> models.get(name).perplexity()).table(title);
  }

  /**
   * The mean of a metric over the tasks that have it.
   *
   * @param metric which
   * @return the mean; empty if no task has it
   */
  public OptionalDouble mean(TaskMetric metric) {
    return tasks.stream()
        .map(metric::of)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  /**
   * A metric of each task.
   *
   * @param metric which
   * @return {@code [tasks]}, NaN where it is undefined
   */
  public double[] values(TaskMetric metric) {
    return tasks.stream().mapToDouble(row -> metric.of(row).orElse(Double.NaN)).toArray();
  }

  /**
   * Reports on different tasks as one.
   *
   * @param parts in the order of the tasks
   * @return a report on all tasks
   */
  public static MultiTaskReport joined(List<MultiTaskReport> parts) {
    MultiTaskReport joined = of(parts.stream().flatMap(part -> part.tasks().stream()).toList());
    List<ScoredTasks> all = parts.stream().flatMap(part -> part.said().stream()).toList();
    return all.size() < parts.size() || all.isEmpty()
        ? joined
        : joined.saying(ScoredTasks.joined(all));
  }

  /**
   * A report of what was measured elsewhere.
   *
   * @param rows one for each task
   */
  public static MultiTaskReport of(List<TaskMetrics> rows) {
    List<TaskMetrics> judged = rows.stream().filter(row -> row.examples() > 0).toList();
    return new MultiTaskReport(
        rows,
        judged.stream().mapToDouble(TaskMetrics::logLoss).average().orElse(Double.NaN),
        Perplexity.meanEntropy(
            judged.stream()
                .mapToDouble(row -> (double) row.positives() / row.examples())
                .toArray()),
        Optional.empty());
  }

  /**
   * A metric of each task, as the mean over trainings of one network.
   *
   * @param trainings a report each, of the same tasks; at least one
   * @param metric which
   * @return {@code [tasks]}, NaN where it is undefined
   */
  public static double[] values(List<MultiTaskReport> trainings, TaskMetric metric) {
    double[] mean = new double[trainings.get(0).tasks().size()];
    for (MultiTaskReport report : trainings) {
      double[] one = report.values(metric);
      for (int task = 0; task < mean.length; task++) {
        mean[task] += one[task] / trainings.size();
      }
    }
    return mean;
  }

  /**
   * The mean of a metric over trainings and the tasks that have it.
   *
   * @param trainings a report each, of the same tasks; at least one
   * @param metric which
   * @return the mean; NaN if no task has it
   */
  public static double mean(List<MultiTaskReport> trainings, TaskMetric metric) {
    return Arrays.stream(values(trainings, metric))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The report on some of the tasks, with the means over them alone.
   *
   * @param chosen their indices here
   * @return a smaller report
   */
  public MultiTaskReport select(int... chosen) {
    MultiTaskReport some = of(Arrays.stream(chosen).mapToObj(tasks::get).toList());
    return said.map(scores -> some.saying(scores.tasks(chosen))).orElse(some);
  }

  /** The same with test examples that are drawn in other units for intervals. */
  public MultiTaskReport in(Units units) {
    return new MultiTaskReport(
        tasks, meanLogLoss, baseRateLogLoss, said.map(scores -> scores.in(units)));
  }

  /**
   * The report without a task, for means that one task must not carry.
   *
   * @param task its name; the report is the same if it has none of this name
   */
  public MultiTaskReport without(String task) {
    return select(
        IntStream.range(0, tasks.size()).filter(t -> !tasks.get(t).task().equals(task)).toArray());
  }
}
