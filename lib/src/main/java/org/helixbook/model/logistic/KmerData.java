package org.helixbook.model.logistic;

import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.data.chromatin.ChromatinData;
import org.helixbook.dna.KmerCounter;
import org.helixbook.engine.logistic.LogisticModel;
import org.helixbook.engine.logistic.LogisticRegression;
import org.helixbook.eval.MultiTaskReport;
import org.helixbook.eval.ScoredTasks;
import org.helixbook.feedback.Progress;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A data set of many tasks as logistic regression reads it: the same features of the training,
 * validation and test windows.
 *
 * @param tasks the tasks' names
 * @param features the features' names
 * @param train what models are fitted on
 * @param validation what penalties are chosen and thresholds tuned by
 * @param test what is judged
 */
public record KmerData(
    List<String> tasks,
    List<String> features,
    KmerTasks train,
    KmerTasks validation,
    KmerTasks test) {

  /** Counts of k-mers. */
  public static KmerData of(KmerCounter counter, ChromatinData data) {
    return new KmerData(
        data.tasks(),
        counter.names(),
        KmerTasks.of(counter, data.train()),
        KmerTasks.of(counter, data.validation()),
        KmerTasks.of(counter, data.test()));
  }

  /** GC content alone: the baseline that knows nothing of words. */
  public static KmerData gcContent(ChromatinData data) {
    return new KmerData(
        data.tasks(),
        List.of("GC content"),
        KmerTasks.gcContent(data.train()),
        KmerTasks.gcContent(data.validation()),
        KmerTasks.gcContent(data.test()));
  }

  /** The same validation and test windows with other training windows of the same features. */
  public KmerData trainedOn(KmerTasks other) {
    return new KmerData(tasks, features, other, validation, test);
  }

  /** Fits a model for each task on the training windows. */
  public LogisticModel fit(LogisticRegression settings, Progress progress) {
    return settings.fit(train.design(), train.labels(), train.unknown(), progress);
  }

  /** Fits with each penalty of a search, and takes for each task the best on validation windows. */
  public PenaltySearch.Choice fit(PenaltySearch search, Progress progress) {
    return search.run(train, validation, progress);
  }

  /** What a fitted model says of the test windows. */
  public ScoredTasks scored(LogisticModel model) {
    return test.scored(model);
  }

  /** A fitted model on the test windows, with thresholds tuned on the validation windows. */
  public MultiTaskReport judge(LogisticModel model) {
    return test.judge(tasks, model, validation);
  }

  /** A fitted model on the validation windows, by which models may be chosen. */
  public MultiTaskReport onValidation(LogisticModel model) {
    return validation.judge(tasks, model, validation);
  }

  /**
   * What one more of each feature adds to the log odds of each task: {@code task}, {@code feature},
   * {@code coefficient}.
   */
  public Table coefficients(LogisticModel model) {
    Table table =
        Table.create(
            "Coefficients",
            StringColumn.create("task"),
            StringColumn.create("feature"),
            DoubleColumn.create("coefficient"));
    for (int task = 0; task < tasks.size(); task++) {
      for (int i = 0; i < features.size(); i++) {
        table.stringColumn("task").append(tasks.get(task));
      }
      features.forEach(table.stringColumn("feature")::append);
      for (double coefficient : model.coefficients(task)) {
        table.doubleColumn("coefficient").append(coefficient);
      }
    }
    return table;
  }

  /** How far each task's fit goes: {@code task}, log loss in {@code training} and {@code test}. */
  public Table losses(LogisticModel model) {
    ScoredTasks said = scored(model);
    return Table.create(
        "Log loss",
        StringColumn.create("task", tasks),
        DoubleColumn.create(
            "training", model.fits().stream().mapToDouble(fit -> fit.logLoss()).toArray()),
        DoubleColumn.create(
            "test", IntStream.range(0, tasks.size()).mapToDouble(said::logLoss).toArray()));
  }
}
