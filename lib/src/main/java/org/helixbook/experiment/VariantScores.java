package org.helixbook.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.InputProblem;

/**
 * How variants of the network did on the test windows, task by task and seed by seed, as a file
 * that can be kept and read again: a line a variant, seed and task, NA where a metric is undefined.
 *
 * @param rows in the order of variants, seeds and tasks
 */
public record VariantScores(List<Row> rows) {
  private static final int KEYS = 3;

  /**
   * One line.
   *
   * @param variant its name
   * @param seed of the training
   * @param task its name
   * @param values by metric, NaN where it is undefined
   */
  public record Row(String variant, long seed, String task, Map<TaskMetric, Double> values) {
    /** Makes the map unchangeable. */
    public Row {
      values = Map.copyOf(values);
    }
  }

  /** Makes the list unchangeable. */
  public VariantScores {
    rows = List.copyOf(rows);
  }

  /**
   * From what was trained.
   *
   * @param variants each with a name of its own
   * @return the scores
   * @throws IllegalArgumentException if two share a name, or a name holds what parts columns
   */
  public static VariantScores of(Collection<TrainedVariant> variants) {
    List<Row> rows = new ArrayList<>();
    if (variants.stream().map(TrainedVariant::name).distinct().count() < variants.size()) {
      throw new IllegalArgumentException("two variants share a name");
    }
    for (TrainedVariant variant : variants) {
      if (!MetricsFile.isCell(variant.name())) {
        throw new IllegalArgumentException("'" + variant.name() + "' cannot begin a line");
      }
      for (int seed = 0; seed < variant.seeds().size(); seed++) {
        for (int task = 0; task < variant.tasks().size(); task++) {
          Map<TaskMetric, Double> values = new EnumMap<>(TaskMetric.class);
          for (TaskMetric metric : TaskMetric.values()) {
            values.put(metric, variant.valuesBySeed(metric).get(seed)[task]);
          }
          rows.add(
              new Row(
                  variant.name(), variant.seeds().get(seed), variant.tasks().get(task), values));
        }
      }
    }
    return new VariantScores(rows);
  }

  /** The variants' names, in order. */
  public List<String> variants() {
    return rows.stream().map(Row::variant).distinct().toList();
  }

  /** How many seeds a variant has; 0 if it is not among these. */
  public int seeds(String variant) {
    return (int)
        rows.stream().filter(r -> r.variant().equals(variant)).map(Row::seed).distinct().count();
  }

  /**
   * One variant against another, seed by seed and task by task.
   *
   * @param first the first variant's name
   * @param second the second's
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return first minus second; empty if one of them is not here, or they do not have the same
   *     tasks and as many seeds
   */
  public Optional<TaskComparison> minus(
      String first, String second, TaskMetric metric, Bootstrap bootstrap) {
    Map<Long, List<Row>> one = bySeed(first);
    Map<Long, List<Row>> other = bySeed(second);
    if (one.isEmpty() || one.size() != other.size() || !tasks(one).equals(tasks(other))) {
      return Optional.empty();
    }
    return Optional.of(
        TaskComparison.ofSeeds(values(one, metric), values(other, metric), metric, bootstrap));
  }

  private Map<Long, List<Row>> bySeed(String variant) {
    return rows.stream()
        .filter(row -> row.variant().equals(variant))
        .collect(Collectors.groupingBy(Row::seed, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<List<String>> tasks(Map<Long, List<Row>> bySeed) {
    return bySeed.values().stream().map(list -> list.stream().map(Row::task).toList()).toList();
  }

  private static List<double[]> values(Map<Long, List<Row>> bySeed, TaskMetric metric) {
    return bySeed.values().stream()
        .map(list -> list.stream().mapToDouble(row -> row.values().get(metric)).toArray())
        .toList();
  }

  /**
   * Writes them as tab-separated text, whole or not at all.
   *
   * @param file its place; the folder is made
   * @throws InputProblem if it cannot be written
   */
  public void write(Path file) {
    List<String> head = new ArrayList<>(List.of("variant", "seed", "task"));
    Arrays.stream(TaskMetric.values()).forEach(metric -> head.add(metric.label()));
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.variant(), "" + row.seed(), row.task()));
      for (TaskMetric metric : TaskMetric.values()) {
        line.add(MetricsFile.cell(row.values().get(metric)));
      }
      lines.add(line);
    }
    MetricsFile.write(file, head, lines);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param file the file
   * @return the scores
   * @throws InputProblem if it is no such file
   */
  public static VariantScores read(Path file) {
    return MetricsFile.read(
        file,
        "table of variants",
        (head, lines) -> new VariantScores(lines.stream().map(VariantScores::row).toList()));
  }

  private static Row row(List<String> cells) {
    Map<TaskMetric, Double> values = new EnumMap<>(TaskMetric.class);
    for (TaskMetric metric : TaskMetric.values()) {
      values.put(metric, MetricsFile.value(cells.get(KEYS + metric.ordinal())));
    }
    return new Row(cells.get(0), Long.parseLong(cells.get(1)), cells.get(2), values);
  }
}
