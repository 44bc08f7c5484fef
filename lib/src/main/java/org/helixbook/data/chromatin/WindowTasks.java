package org.helixbook.data.chromatin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.eval.TaskMetrics;
import org.helixbook.feedback.CountText;
import org.helixbook.run.RunPredictor;

/**
 * What a model of many tasks was trained to read, and by which thresholds it decides: what its run
 * keeps for predictions.
 *
 * @param tasks their names, in order
 * @param windowLength bases a window
 * @param unknownBases whether a training window has an N
 * @param thresholds a task each: yes is a higher probability; null where validation windows have no
 *     yes, or the training did not come to its end
 * @param validationWindows on which they were tuned; 0 if they were not
 */
public record WindowTasks(
    List<String> tasks,
    int windowLength,
    boolean unknownBases,
    List<Double> thresholds,
    int validationWindows) {

  private static final double HALF = 0.5;

  /** Copies the lists. */
  public WindowTasks {
    tasks = List.copyOf(tasks);
    thresholds = Collections.unmodifiableList(new ArrayList<>(thresholds)); // may hold null
    if (tasks.isEmpty() || thresholds.size() != tasks.size() || windowLength < 1) {
      throw new IllegalArgumentException("tasks, thresholds and windows do not fit");
    }
  }

  /**
   * Of the data of a training.
   *
   * @param validation what the finished model says of the validation windows; empty if it is not
   *     finished
   */
  public static WindowTasks of(ChromatinData data, Optional<ScoredTasks> validation) {
    List<Double> thresholds =
        validation
            .map(
                scores ->
                    MultiTaskReport.of(data.tasks(), scores, scores).tasks().stream()
                        .map(TaskMetrics::threshold)
                        .map(tuned -> tuned.isPresent() ? (Double) tuned.getAsDouble() : null)
                        .toList())
            .orElseGet(() -> Collections.nCopies(data.tasks().size(), null));
    return new WindowTasks(
        data.tasks(),
        data.windowLength(),
        hasUnknown(data.train()),
        thresholds,
        validation.map(ScoredTasks::examples).orElse(0));
  }

  private static boolean hasUnknown(MultiLabelWindows windows) {
    for (int row = 0; row < windows.size(); row++) {
      for (byte base : windows.baseIds(row)) {
        if (base == BaseIds.UNKNOWN) {
          return true;
        }
      }
    }
    return false;
  }

  /** As JSON. */
  public JsonNode toJson() {
    return new ObjectMapper().valueToTree(this);
  }

  /**
   * The tasks that are said to be there.
   *
   * @param probabilities {@code [tasks]}
   */
  public List<RunPredictor.Call> calls(double[] probabilities) {
    List<RunPredictor.Call> calls = new ArrayList<>();
    for (int task = 0; task < probabilities.length; task++) {
      if (probabilities[task] > threshold(task).orElse(HALF)) {
        calls.add(new RunPredictor.Call(tasks.get(task), probabilities[task]));
      }
    }
    return calls;
  }

  private OptionalDouble threshold(int task) {
    Double tuned = thresholds.get(task);
    return tuned == null ? OptionalDouble.empty() : OptionalDouble.of(tuned);
  }

  /** The thresholds and where they come from, a sentence each. */
  public List<String> thresholdsInWords() {
    String where =
        validationWindows == 0
            ? "a task is called above 0.5; no threshold was tuned on validation windows"
            : "a task is called above its threshold, the one of the highest F1 on "
                + CountText.of(validationWindows, "validation window");
    Stream<String> each =
        validationWindows == 0 ? Stream.of() : tasks.stream().map(this::thresholdInWords);
    return Stream.concat(Stream.of(where), each).toList();
  }

  private String thresholdInWords(String task) {
    OptionalDouble tuned = threshold(tasks.indexOf(task));
    return tuned.isPresent()
        ? String.format(Locale.ROOT, "threshold of %s: %.6f", task, tuned.getAsDouble())
        : "threshold of " + task + ": 0.5, since no validation window has it";
  }
}
