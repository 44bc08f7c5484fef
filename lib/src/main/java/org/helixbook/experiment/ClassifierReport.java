package org.helixbook.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.CalibrationCurve;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.Decisions;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.eval.RocCurve;
import org.helixbook.eval.StableEpoch;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.plot.Charts;
import org.helixbook.plot.DotChart;
import org.helixbook.plot.LineChart;
import org.helixbook.plot.NumberText;
import org.knowm.xchart.HeatMapChart;
import tech.tablesaw.api.Table;

/**
 * What can be told of any trained classifier of two classes: tables, curves, the baselines on the
 * same test set beside it. Class 0 is the one that is to be found. All of it is of the last epoch.
 *
 * @param trials the network, trained from several seeds
 * @param baselines methods without training, on the same test set; may be empty
 * @param bootstrap how intervals are drawn
 */
public record ClassifierReport(
    Trials<Predictions> trials, List<Trials<Decisions>> baselines, Bootstrap bootstrap) {
  /** Bins of a calibration curve. */
  public static final int BINS = 10;

  /** From this share of one class on, a network counts as answering one class always. */
  public static final double ONE_CLASS = 0.95;

  /** The name of the draws behind the accuracy of one method: one figure has one interval. */
  public static final String DRAWS_OF_ACCURACY = "accuracy";

  /** The name of the draws behind its AUC. */
  public static final String DRAWS_OF_AUC = "auc";

  private static final int FOUND = 0;

  /** Copies the list. */
  public ClassifierReport {
    baselines = List.copyOf(baselines);
  }

  /** Mean test accuracy, see {@link RepeatedDecisions#accuracy}. */
  public ConfidenceInterval accuracy() {
    return trials.decisions().accuracy(bootstrap, "mean accuracy of the trials");
  }

  /** Mean area under the ROC curve, see {@link RepeatedDecisions#auc}. */
  public ConfidenceInterval auc() {
    return trials.decisions().auc(FOUND, bootstrap, "mean AUC of the trials");
  }

  /** Mean F1 of one class, see {@link RepeatedDecisions#f1}. */
  public ConfidenceInterval f1(int classIndex) {
    return trials.decisions().f1(classIndex, bootstrap, "mean F1 of class " + classIndex);
  }

  /** Expected calibration error of the probability of class 0, mean over the seeds. */
  public double calibrationError() {
    return trials.trials().stream()
        .mapToDouble(trial -> calibrationCurve(trial).expectedError())
        .average()
        .orElse(Double.NaN);
  }

  /** What a trial's probabilities of class 0 say against what is true. */
  public static CalibrationCurve calibrationCurve(Trial<Predictions> trial) {
    Predictions test = trial.test();
    return CalibrationCurve.of(test.probabilitiesOf(FOUND), test.labels(), FOUND, BINS);
  }

  /** The ROC curve of a trial, or of a baseline's. */
  public static RocCurve rocCurve(Trial<? extends Decisions> trial) {
    Decisions test = trial.test();
    return RocCurve.of(test.scoresOf(FOUND), test.labels(), FOUND);
  }

  /** The decisions of one trial, counted. */
  public static ConfusionMatrix confusion(Trial<? extends Decisions> trial) {
    return new RepeatedDecisions(List.of(trial.test())).confusion();
  }

  /** Precision, recall and F1 of each class, all seeds pooled. */
  public ClassificationReport pooled() {
    return ClassificationReport.of(trials.decisions().confusion());
  }

  /** The same as a table: a row a class, the accuracy of all last. */
  public Table classification() {
    return pooled().table(trials.name() + ": precision, recall, F1");
  }

  /**
   * A row a seed: how it ended, and in which epoch it left the plateau of pure guessing. The
   * training loss, by which that is told, is the mean of an epoch; losses and accuracy on the test
   * set are measured after the last one, so a training that leaves late in it shows there alone.
   */
  public Table seeds() {
    Columns<Trial<Predictions>> columns =
        Columns.of(trials.trials())
            .whole("seed", Trial::seed)
            .count("epochs", trial -> trial.history().epochs().size())
            .text("left 0.693 in epoch", ClassifierReport::left)
            .number("training loss", trial -> last(trial.history().values("trainLoss")))
            .number("test loss", trial -> trial.test().meanLoss())
            .number("test accuracy", trial -> trial.test().accuracy())
            .number("test AUC", trial -> rocCurve(trial).auc());
    if (trials.endWithinAnEpoch()) {
      columns.text("measured on the test set", trial -> trial.measured(false));
    }
    return columns
        .number("seconds an epoch", trial -> trial.history().meanSeconds())
        .table(trials.name() + ": each seed");
  }

  private static String left(Trial<?> trial) {
    OptionalInt epoch = ChancePlateau.leftIn(trial.history().values("trainLoss"));
    return epoch.isPresent() ? "" + epoch.getAsInt() : "none of " + trial.history().epochs().size();
  }

  private static double last(double[] values) {
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  /** A row a seed: how many windows of each class it calls what. */
  public Table answers() {
    List<String> classes = trials.first().test().classNames();
    Columns<Trial<Predictions>> columns = Columns.of(trials.trials()).whole("seed", Trial::seed);
    for (int actual = 0; actual < classes.size(); actual++) {
      for (int called = 0; called < classes.size(); called++) {
        int row = actual;
        int column = called;
        columns.count(
            classes.get(actual) + ", called " + classes.get(called),
            trial -> confusion(trial).count(row, column));
      }
    }
    return columns.table(trials.name() + ": answers");
  }

  private record Method(
      String name, ConfidenceInterval accuracy, ConfidenceInterval auc, String over) {}

  /** The network and the baselines, a row each: accuracy and AUC with the ends of the intervals. */
  public Table methods() {
    List<Method> methods = new ArrayList<>();
    methods.add(new Method(trials.name(), accuracy(), auc(), trials.decisions().over()));
    baselines.forEach(
        one ->
            methods.add(
                new Method(one.name(), accuracyOf(one), aucOf(one), one.decisions().over())));
    return Columns.of(methods)
        .text("method", Method::name)
        .number("accuracy", one -> one.accuracy().value())
        .number("accuracy, from", one -> one.accuracy().low())
        .number("accuracy, to", one -> one.accuracy().high())
        .number("AUC", one -> one.auc().value())
        .number("AUC, from", one -> one.auc().low())
        .number("AUC, to", one -> one.auc().high())
        .text("intervals over", Method::over)
        .table("The same test set");
  }

  /** The accuracy of a baseline with its interval over the test set. */
  public ConfidenceInterval accuracyOf(Trials<Decisions> baseline) {
    return baseline.decisions().accuracy(bootstrap, DRAWS_OF_ACCURACY);
  }

  /** The area under the ROC curve of a baseline with its interval over the test set. */
  public ConfidenceInterval aucOf(Trials<Decisions> baseline) {
    return baseline.decisions().auc(FOUND, bootstrap, DRAWS_OF_AUC);
  }

  /** The area under the ROC curve of one trial with its interval over the test set. */
  public ConfidenceInterval aucOf(Trial<Predictions> trial) {
    return new RepeatedDecisions(List.of(trial.test())).auc(FOUND, bootstrap, DRAWS_OF_AUC);
  }

  /** Accuracy of the network and of the baselines, with 95 % intervals. */
  public DotChart accuracyChart() {
    DotChart chart = Charts.dots(trials.name() + ": test accuracy", "accuracy (95 % interval)");
    chart.dot("network", trials.name(), accuracy());
    baselines.forEach(one -> chart.dot("same windows", one.name(), accuracyOf(one)));
    return chart.range(0.4, 1).withValues();
  }

  /** ROC curves: each seed, then the baselines, with 95 % intervals of the area. */
  public LineChart rocChart() {
    LineChart chart = Charts.roc(trials.name() + ": ROC, finding " + found());
    for (Trial<Predictions> trial : trials.trials()) {
      chart.line(trials.name() + ", seed " + trial.seed(), rocCurve(trial), aucOf(trial));
    }
    baselines.forEach(one -> chart.line(one.name(), rocCurve(one.first()), aucOf(one)));
    return chart;
  }

  /** The confusion matrix of the first seed. */
  public HeatMapChart confusionChart() {
    return Charts.confusion(
        trials.name() + ", seed " + trials.first().seed(), confusion(trials.first()));
  }

  /** Predicted probabilities of class 0 against the share that is of it, a line a seed. */
  public LineChart calibrationChart() {
    LineChart chart =
        Charts.calibration(trials.name() + ": calibration of the probability of " + found());
    for (Trial<Predictions> trial : trials.trials()) {
      chart.line("seed " + trial.seed(), calibrationCurve(trial));
    }
    return chart;
  }

  private String found() {
    return trials.first().test().classNames().get(FOUND);
  }

  /** What the figures are of, as a note below one. */
  public String note() {
    return "The "
        + NumberText.count(trials.first().test().size())
        + " test windows of "
        + trials.dataset()
        + "; "
        + CountText.of(trials.trials().size(), "seed")
        + (trials.decisions().giveOneClass()
            ? ", one class only, hence Wilson's interval of the accuracy."
            : "; 95 % intervals over " + trials.decisions().over() + ".");
  }

  /** The network against each baseline, in accuracy; {@link Comparison#table} shows them. */
  public List<Comparison> againstBaselines() {
    return baselines.stream()
        .map(baseline -> Comparison.ofAccuracy(trials, baseline, bootstrap))
        .toList();
  }

  /** The share of the seeds that answer one class nearly always. */
  public double oneClassShare() {
    return trials.tests().stream()
        .mapToDouble(test -> commonestShare(test.predicted()) >= ONE_CLASS ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The share of the examples that are given the class given most often.
   *
   * @param predicted the classes given, at least one
   * @return in (0, 1]; 1 if one class is always given
   */
  public static double commonestShare(int[] predicted) {
    int[] counts = new int[1 + Arrays.stream(predicted).max().orElseThrow()];
    for (int one : predicted) {
      counts[one]++;
    }
    return (double) Arrays.stream(counts).max().orElseThrow() / predicted.length;
  }

  /**
   * The epoch from which on the test accuracy is stable, mean over the seeds.
   *
   * @return NaN if a seed has too few epochs or is still moving, see {@link StableEpoch}
   */
  public double stableEpoch() {
    return trials.histories().stream()
        .map(history -> StableEpoch.of(history.values("testAccuracy")))
        .mapToDouble(epoch -> epoch.isPresent() ? epoch.getAsInt() : Double.NaN)
        .average()
        .orElse(Double.NaN);
  }
}
