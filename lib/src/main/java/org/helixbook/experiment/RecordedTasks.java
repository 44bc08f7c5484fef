package org.helixbook.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.eval.TaskMetrics;
import org.helixbook.feedback.InputProblem;
import org.helixbook.storage.AtomicFile;

/**
 * Reports of many tasks as a file that can be kept and read again: tab-separated UTF-8 text with a
 * line a variant, seed and task, {@code NA} where a metric is undefined. A metric keeps the digits
 * of a float. Thresholds and log losses are not kept.
 */
public final class RecordedTasks {
  private static final String NA = "NA";
  private static final List<String> KEYS =
      List.of("variant", "seed", "task", "examples", "positives");

  private RecordedTasks() {}

  /**
   * Writes reports, whole or not at all.
   *
   * @param file its place; the folder is made
   * @param variants each with a name of its own
   * @throws IllegalArgumentException if two share a name, or a name holds a tab or the end of a
   *     line
   * @throws InputProblem if the file cannot be written
   */
  public static void write(Path file, List<Trials<MultiTaskReport>> variants) {
    if (variants.stream().map(Trials::name).distinct().count() < variants.size()) {
      throw new IllegalArgumentException("two variants share a name");
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        Stream.concat(KEYS.stream(), Arrays.stream(TaskMetric.values()).map(TaskMetric::label))
            .toList());
    for (Trials<MultiTaskReport> variant : variants) {
      for (Trial<MultiTaskReport> trial : variant.trials()) {
        String seed = trial.isTrained() ? "" + trial.seed() : NA;
        trial.test().tasks().forEach(task -> lines.add(cells(variant.name(), seed, task)));
      }
    }
    InputProblem.ifRefused(
        file,
        "it cannot be written",
        "give write permission, or choose another report folder",
        () ->
            AtomicFile.writeText(
                file, lines.stream().map(RecordedTasks::line).collect(Collectors.joining())));
  }

  private static List<String> cells(String variant, String seed, TaskMetrics task) {
    List<String> cells =
        new ArrayList<>(
            List.of(variant, seed, task.task(), "" + task.examples(), "" + task.positives()));
    for (TaskMetric metric : TaskMetric.values()) {
      OptionalDouble value = metric.of(task);
      cells.add(value.isPresent() ? "" + (float) value.getAsDouble() : NA);
    }
    return cells;
  }

  private static String line(List<String> cells) {
    for (String cell : cells) {
      if (cell.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
        throw new IllegalArgumentException("'" + cell + "' does not fit a cell");
      }
    }
    return String.join("\t", cells) + "\n";
  }

  /**
   * Reads what {@link #write} wrote, and the form of earlier versions, which had neither examples
   * nor positives.
   *
   * @param dataset what the variants were scored on
   * @return the variants in the order of the file
   * @throws InputProblem if it is no such file
   */
  public static List<Trials<MultiTaskReport>> read(Path file, String dataset) {
    try {
      String text = Files.readString(file);
      List<List<String>> lines = text.lines().map(line -> List.of(line.split("\t", -1))).toList();
      if (!text.endsWith("\n") || lines.stream().map(List::size).distinct().count() != 1) {
        throw new IllegalArgumentException("it is cut short, or its lines have other lengths");
      }
      Map<String, Map<String, List<TaskMetrics>>> variants = new LinkedHashMap<>();
      List<String> head = lines.get(0);
      for (List<String> cells : lines.subList(1, lines.size())) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
          row.put(head.get(i), cells.get(i));
        }
        add(row, variants);
      }
      if (variants.isEmpty()) {
        throw new IllegalArgumentException("it has no row of a variant");
      }
      return variants.entrySet().stream()
          .map(variant -> trials(variant.getKey(), dataset, variant.getValue()))
          .toList();
    } catch (IOException | RuntimeException e) {
      throw new InputProblem(
          file.toString(),
          "it cannot be read as a table of tasks (" + e.getMessage() + ")",
          "make it again with the notebook that wrote it",
          e);
    }
  }

  private static void add(
      Map<String, String> row, Map<String, Map<String, List<TaskMetrics>>> variants) {
    if (!row.keySet().containsAll(List.of("variant", "seed", "task"))) {
      throw new IllegalArgumentException("it has no columns of variants, seeds and tasks");
    }
    variants
        .computeIfAbsent(row.get("variant"), name -> new LinkedHashMap<>())
        .computeIfAbsent(row.get("seed"), seed -> new ArrayList<>())
        .add(metrics(row));
  }

  private static TaskMetrics metrics(Map<String, String> row) {
    return new TaskMetrics(
        row.get("task"),
        Integer.parseInt(row.getOrDefault("examples", "0")),
        Integer.parseInt(row.getOrDefault("positives", "0")),
        value(row, TaskMetric.F1_AT_HALF),
        OptionalDouble.empty(),
        value(row, TaskMetric.F1_TUNED),
        value(row, TaskMetric.AUROC),
        value(row, TaskMetric.AUPRC),
        Double.NaN);
  }

  private static OptionalDouble value(Map<String, String> row, TaskMetric metric) {
    String cell = row.get(metric.label());
    return cell.equals(NA) ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
  }

  private static Trials<MultiTaskReport> trials(
      String name, String dataset, Map<String, List<TaskMetrics>> bySeed) {
    List<Trial<MultiTaskReport>> trials =
        bySeed.entrySet().stream()
            .map(
                seed -> {
                  MultiTaskReport report = MultiTaskReport.of(seed.getValue());
                  return seed.getKey().equals(NA)
                      ? Trial.untrained(report)
                      : Trial.recorded(Long.parseLong(seed.getKey()), report);
                })
            .toList();
    return new Trials<>(name, dataset, 0, trials.get(0).test().tasks().get(0).examples(), trials);
  }
}
