package org.helixbook.experiment;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.helixbook.eval.LearningCurve;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.TaskMetric;
import org.helixbook.feedback.Columns;
import tech.tablesaw.api.Table;

/**
 * A network of many tasks from more and more training windows, after the same number of steps: what
 * the windows are worth for one metric.
 *
 * @param windows training windows, rising; at least two numbers
 * @param trials of each, from the same seeds, on the same test windows
 * @param metric whose mean over the tasks is followed; 1 is perfect
 */
public record TaskSizeSweep(
    List<Integer> windows, List<Trials<MultiTaskReport>> trials, TaskMetric metric) {

  /** Copies the lists. */
  public TaskSizeSweep {
    windows = List.copyOf(windows);
    trials = List.copyOf(trials);
    if (windows.size() != trials.size() || windows.size() < 2) {
      throw new IllegalArgumentException(
          windows + ": there must be two numbers or more, and trials of each");
    }
  }

  /** The mean over the tasks of each training from one number of windows. */
  private double[] means(int number) {
    return trials.get(number).tests().stream()
        .mapToDouble(test -> test.mean(metric).orElse(Double.NaN))
        .toArray();
  }

  /** The power law through what each training lacks to 1. */
  public LearningCurve law() {
    IntStream numbers = IntStream.range(0, windows.size());
    double[] errors =
        numbers.boxed().flatMapToDouble(i -> DoubleStream.of(means(i))).map(m -> 1 - m).toArray();
    double[] examples =
        IntStream.range(0, windows.size())
            .boxed()
            .flatMapToDouble(
                i -> DoubleStream.generate(() -> windows.get(i)).limit(means(i).length))
            .toArray();
    return LearningCurve.of(examples, errors);
  }

  /**
   * What the law says of other numbers of windows.
   *
   * @param others in any order
   * @return the mean metric of each
   */
  public double[] byLaw(double... others) {
    LearningCurve law = law();
    return Arrays.stream(others).map(number -> 1 - law.error(number)).toArray();
  }

  /**
   * How many windows a mean metric would take by the law, in words, with its interval.
   *
   * @param value below 1
   */
  public String needed(double value) {
    return new ExamplesNeeded(law(), 1 - value).inWords();
  }

  /** A row a number of windows: epochs, seeds, mean metric, lowest and highest seed, the law. */
  public Table table() {
    List<DoubleSummaryStatistics> means =
        IntStream.range(0, windows.size())
            .mapToObj(i -> DoubleStream.of(means(i)).summaryStatistics())
            .toList();
    return Columns.of(IntStream.range(0, windows.size()).boxed().toList())
        .count("training windows", windows::get)
        .count("epochs", i -> trials.get(i).first().history().epochs().size())
        .count("seeds", i -> trials.get(i).seeds().size())
        .number("mean " + metric.label(), i -> means.get(i).getAverage())
        .number("lowest seed", i -> means.get(i).getMin())
        .number("highest seed", i -> means.get(i).getMax())
        .number("by the power law", i -> byLaw(windows.get(i))[0])
        .table(metric.label() + " by the number of training windows");
  }

  /** Data, seeds and runs of all trainings. */
  public Provenance provenance() {
    return trials.stream().map(Trials::provenance).reduce(Provenance::and).orElseThrow();
  }
}
