package org.helixbook.experiment;

import java.util.Arrays;
import java.util.List;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskComparison;
import org.helixbook.eval.TaskMetric;
import org.helixbook.model.bigru.BiGru;

/**
 * A variant that was trained, from one seed or several.
 *
 * @param name the variant
 * @param parameters of the network, or of all networks together where there is one a task
 * @param seeds the seeds
 * @param reports how it does on the test windows, one for each seed
 * @param networks those of the epoch that validation windows chose: one a seed, or one a seed and
 *     task
 * @param runs the ids of the runs
 * @param seconds wall time of all trainings, when they were computed
 */
public record TrainedVariant(
    String name,
    long parameters,
    List<Long> seeds,
    List<MultiTaskReport> reports,
    List<BiGru> networks,
    List<String> runs,
    double seconds) {

  /** Copies the lists. */
  public TrainedVariant {
    seeds = List.copyOf(seeds);
    reports = List.copyOf(reports);
    networks = List.copyOf(networks);
    runs = List.copyOf(runs);
  }

  /** The network of the first seed, or of its first task. */
  public BiGru network() {
    return networks.get(0);
  }

  /** The tasks' names. */
  public List<String> tasks() {
    return reports.get(0).tasks().stream().map(row -> row.task()).toList();
  }

  /** The same under another name. */
  public TrainedVariant named(String other) {
    return new TrainedVariant(other, parameters, seeds, reports, networks, runs, seconds);
  }

  /**
   * A metric of each task, seed by seed.
   *
   * @param metric which
   * @return for each seed {@code [tasks]}, NaN where it is undefined
   */
  public List<double[]> valuesBySeed(TaskMetric metric) {
    return reports.stream().map(report -> report.values(metric)).toList();
  }

  /**
   * A metric of each task, as the mean over the seeds.
   *
   * @param metric which
   * @return {@code [tasks]}, NaN where it is undefined
   */
  public double[] values(TaskMetric metric) {
    double[] mean = new double[tasks().size()];
    for (MultiTaskReport report : reports) {
      double[] one = report.values(metric);
      for (int task = 0; task < mean.length; task++) {
        mean[task] += one[task] / reports.size();
      }
    }
    return mean;
  }

  /**
   * The mean of a metric over the tasks that have it.
   *
   * @param metric which
   * @return the mean; NaN if no task has it
   */
  public double mean(TaskMetric metric) {
    return Arrays.stream(values(metric))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** Perplexity on the test windows, of the mean log loss over the seeds. */
  public double perplexity() {
    return Math.exp(
        reports.stream().mapToDouble(MultiTaskReport::meanLogLoss).average().orElse(Double.NaN));
  }

  /**
   * This variant against another, task by task and, where both have as many, seed by seed: then the
   * interval holds the variation from seed to seed, too.
   *
   * @param other trained for the same tasks and judged on the same test windows
   * @param metric by what
   * @param bootstrap how the interval is made
   * @return this minus other
   * @throws IllegalArgumentException if the tasks differ
   */
  public TaskComparison minus(TrainedVariant other, TaskMetric metric, Bootstrap bootstrap) {
    if (!tasks().equals(other.tasks())) {
      throw new IllegalArgumentException(
          "'" + name + "' and '" + other.name + "' are not of the same tasks");
    }
    if (reports.size() != other.reports.size()) {
      return TaskComparison.of(values(metric), other.values(metric), metric, bootstrap);
    }
    return TaskComparison.ofSeeds(
        valuesBySeed(metric), other.valuesBySeed(metric), metric, bootstrap);
  }
}
