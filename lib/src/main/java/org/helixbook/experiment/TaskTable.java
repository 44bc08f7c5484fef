package org.helixbook.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.TaskMetrics;
import org.helixbook.feedback.InputProblem;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.NumberText;
import org.helixbook.plot.TaskScore;

/**
 * Two models' metrics task by task, on the same test examples, as a file that can be kept and read
 * again: a line a task, NA where a metric is undefined.
 *
 * @param first the first model's name
 * @param second the second model's name
 * @param rows the tasks
 */
public record TaskTable(String first, String second, List<Row> rows) {
  private static final int KEYS = 3;
  private static final int DECIMALS = 3;

  /**
   * One task.
   *
   * @param task its name
   * @param examples test examples
   * @param positives how many of them are yes
   * @param first the first model's value by metric, NaN where it is undefined
   * @param second the second model's
   */
  public record Row(
      String task,
      long examples,
      long positives,
      Map<TaskMetric, Double> first,
      Map<TaskMetric, Double> second) {
    /** Makes the maps unchangeable. */
    public Row {
      first = Map.copyOf(first);
      second = Map.copyOf(second);
    }
  }

  /** Makes the list unchangeable; names must not hold what parts columns. */
  public TaskTable {
    rows = List.copyOf(rows);
    for (String name : List.of(first, second)) {
      if (!MetricsFile.isCell(name) || name.contains(":") || name.isBlank()) {
        throw new IllegalArgumentException("'" + name + "' cannot head a column");
      }
    }
  }

  /**
   * From the reports of two models.
   *
   * @param first the first model's name, such as {@code logistic regression}
   * @param firstReport its report
   * @param second the second model's name
   * @param secondReport its report, on the same tasks and examples
   * @return the table
   * @throws IllegalArgumentException if tasks or examples differ
   */
  public static TaskTable of(
      String first, MultiTaskReport firstReport, String second, MultiTaskReport secondReport) {
    if (firstReport.tasks().size() != secondReport.tasks().size()) {
      throw new IllegalArgumentException("the two reports are not of the same tasks");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < firstReport.tasks().size(); i++) {
      TaskMetrics one = firstReport.tasks().get(i);
      TaskMetrics other = secondReport.tasks().get(i);
      if (!one.task().equals(other.task())
          || one.examples() != other.examples()
          || one.positives() != other.positives()) {
        throw new IllegalArgumentException(
            "'" + one.task() + "' and '" + other.task() + "' were not judged on the same examples");
      }
      rows.add(new Row(one.task(), one.examples(), one.positives(), values(one), values(other)));
    }
    return new TaskTable(first, second, rows);
  }

  private static Map<TaskMetric, Double> values(TaskMetrics task) {
    Map<TaskMetric, Double> values = new EnumMap<>(TaskMetric.class);
    for (TaskMetric metric : TaskMetric.values()) {
      OptionalDouble value = metric.of(task);
      values.put(metric, value.orElse(Double.NaN));
    }
    return values;
  }

  /**
   * Both models' scores, for the task figures.
   *
   * @param metric which
   * @return one for each task
   */
  public List<TaskScore> scores(TaskMetric metric) {
    return rows.stream()
        .map(
            row ->
                new TaskScore(
                    row.task(), row.first().get(metric), row.second().get(metric), row.positives()))
        .toList();
  }

  /**
   * The first model's metric of each task.
   *
   * @param metric which
   * @return {@code [tasks]}, NaN where it is undefined
   */
  public double[] firstValues(TaskMetric metric) {
    return rows.stream().mapToDouble(row -> row.first().get(metric)).toArray();
  }

  /**
   * The second model's metric of each task.
   *
   * @param metric which
   * @return {@code [tasks]}, NaN where it is undefined
   */
  public double[] secondValues(TaskMetric metric) {
    return rows.stream().mapToDouble(row -> row.second().get(metric)).toArray();
  }

  /** All tasks and metrics, for a reader. */
  public HtmlTable toHtml(String caption) {
    List<String> head = new ArrayList<>(List.of("Task", "Positives"));
    for (TaskMetric metric : TaskMetric.values()) {
      head.add(metric.label() + ", " + first);
      head.add(second);
    }
    return HtmlTable.of(
        caption,
        head,
        rows.stream()
            .map(
                row -> {
                  List<String> cells =
                      new ArrayList<>(List.of(row.task(), NumberText.count(row.positives())));
                  for (TaskMetric metric : TaskMetric.values()) {
                    cells.add(NumberText.fixed(row.first().get(metric), DECIMALS));
                    cells.add(NumberText.fixed(row.second().get(metric), DECIMALS));
                  }
                  return cells;
                })
            .toList());
  }

  /**
   * Writes it as tab-separated text, whole or not at all.
   *
   * @param file its place; the folder is made
   * @throws InputProblem if it cannot be written
   */
  public void write(Path file) {
    List<String> head = new ArrayList<>(List.of("task", "examples", "positives"));
    for (TaskMetric metric : TaskMetric.values()) {
      head.add(first + ": " + metric.label());
      head.add(second + ": " + metric.label());
    }
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<String> line =
          new ArrayList<>(List.of(row.task(), "" + row.examples(), "" + row.positives()));
      for (TaskMetric metric : TaskMetric.values()) {
        line.add(MetricsFile.cell(row.first().get(metric)));
        line.add(MetricsFile.cell(row.second().get(metric)));
      }
      lines.add(line);
    }
    MetricsFile.write(file, head, lines);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file the file
   * @return the table
   * @throws InputProblem if it is no such table
   */
  public static TaskTable read(Path file) {
    return MetricsFile.read(
        file,
        "table of tasks",
        (head, lines) ->
            new TaskTable(
                modelOf(head.get(KEYS)),
                modelOf(head.get(KEYS + 1)),
                lines.stream().map(TaskTable::row).toList()));
  }

  private static String modelOf(String column) {
    return column.substring(0, column.indexOf(':'));
  }

  private static Row row(List<String> cells) {
    Map<TaskMetric, Double> one = new EnumMap<>(TaskMetric.class);
    Map<TaskMetric, Double> other = new EnumMap<>(TaskMetric.class);
    for (TaskMetric metric : TaskMetric.values()) {
      int column = KEYS + 2 * metric.ordinal();
      one.put(metric, MetricsFile.value(cells.get(column)));
      other.put(metric, MetricsFile.value(cells.get(column + 1)));
    }
    return new Row(
        cells.get(0), Long.parseLong(cells.get(1)), Long.parseLong(cells.get(2)), one, other);
  }
}
