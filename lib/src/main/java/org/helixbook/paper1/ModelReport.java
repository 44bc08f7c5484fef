package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SequenceSplit;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.CalibrationCurve;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ClassificationReport;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.McNemar;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.RocCurve;
import org.helixbook.eval.StableEpoch;
import org.helixbook.experiment.PairedComparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.SeedTrials;
import org.helixbook.feedback.CountText;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.model.threshold.Baseline;
import org.helixbook.plot.CalibrationLine;
import org.helixbook.plot.Figure;
import org.helixbook.plot.FigureCharts;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.MetricRow;
import org.helixbook.plot.NumberText;
import org.helixbook.plot.RocLine;
import org.helixbook.run.EpochRecord;
import tech.tablesaw.api.Table;

/**
 * What is told of each trained model of Paper 1, the paper's figures beside it: tables, charts,
 * results. All of it is of the last epoch, on the test set.
 *
 * @param trials the model, trained from several seeds
 * @param data what it learned from and was tested on
 * @param published what the paper prints of it
 * @param bootstrap how intervals are drawn
 * @param charts the charts of this execution
 */
public record ModelReport(
    SeedTrials trials,
    CodingSource data,
    PublishedResults.Model published,
    Bootstrap bootstrap,
    FigureCharts charts) {
  /**
   * A reading that is not the first: those of Model 2 are 2a and 2b, those of Model 3 are 3 and 3b.
   */
  private static final Pattern READING = Pattern.compile("Model (\\d[b-z])");

  private static final int CODING = 0;
  private static final int BINS = 10;
  private static final int PAPER_SIDE = 224;

  /**
   * The names of the draws behind the figures of one method. {@link
   * org.helixbook.experiment.VariantResult} has the same, so that one figure has one interval in
   * all notebooks.
   */
  static final String DRAWS_OF_ACCURACY = "accuracy";

  static final String DRAWS_OF_AUC = "auc";

  /** The paper's Model 3 answers one class in 399 of 400 cases. */
  private static final double NEARLY_ALWAYS = 0.95;

  /** Precision, recall and F1 beside the paper's, all seeds pooled (its Figs 5, 6, 9). */
  public Table classification(String title) {
    return published.classification(title, ClassificationReport.of(trials.pooledConfusion()));
  }

  /** A row a seed: how it ended, and in which epoch it left the plateau of pure guessing. */
  public HtmlTable seeds() {
    return seeds("Each seed", trials);
  }

  /**
   * The same of any trials.
   *
   * @param caption of the table
   * @param trials a row each
   */
  public static HtmlTable seeds(String caption, SeedTrials trials) {
    return HtmlTable.of(
        caption,
        List.of(
            "Seed",
            "Epochs",
            "Left 0.693 in epoch",
            "Training loss",
            "Test accuracy",
            "Test AUC",
            "Seconds an epoch"),
        trials.trials().stream().map(ModelReport::row).toList());
  }

  private static List<String> row(SeedTrials.Trial trial) {
    List<EpochRecord> epochs = trial.outcome().history().epochs();
    OptionalInt left =
        ChancePlateau.leftIn(epochs.stream().mapToDouble(EpochRecord::trainLoss).toArray());
    Predictions test = trial.test();
    return List.of(
        "" + trial.seed(),
        "" + epochs.size(),
        left.isPresent() ? "" + left.getAsInt() : "never",
        epochs.isEmpty() ? "NA" : NumberText.fixed(epochs.get(epochs.size() - 1).trainLoss(), 3),
        NumberText.fixed(test.accuracy(), 3),
        NumberText.fixed(RocCurve.of(test.probabilitiesOf(CODING), test.labels(), CODING).auc(), 3),
        NumberText.fixed(trial.outcome().history().meanSeconds(), 1));
  }

  /**
   * Accuracy, AUC and F1 of both classes, means over the seeds with intervals over the test set
   * (and the words that they are Wilson's, where every answer is one class); expected calibration
   * error, mean over the seeds; seconds of training, all seeds.
   *
   * @param claim such as {@code P1.5}; each result has a suffix
   * @return the results, with seeds, runs, data set and the paper's figures
   */
  public List<Result> results(String claim) {
    List<Result> results = new ArrayList<>();
    results.add(Result.of(claim + "-accuracy", trials.accuracy(bootstrap), provenance()));
    results.add(Result.of(claim + "-auc", trials.auc(bootstrap, CODING), provenance()));
    for (int label = 0; label < CodingSource.CLASSES.size(); label++) {
      results.add(
          Result.of(
              claim + "-f1-" + CodingSource.CLASSES.get(label).toLowerCase(Locale.ROOT),
              trials.f1(bootstrap, label),
              provenance()));
    }
    results.add(
        Result.of(
            claim + "-ece",
            trials.trials().stream()
                .mapToDouble(trial -> calibration(trial).expectedError())
                .average()
                .orElse(Double.NaN),
            provenance()));
    results.add(
        Result.of(
            claim + "-seconds",
            trials.histories().stream()
                .flatMap(history -> history.epochs().stream())
                .mapToDouble(EpochRecord::seconds)
                .sum(),
            provenance()));
    return results;
  }

  private static CalibrationCurve calibration(SeedTrials.Trial trial) {
    return CalibrationCurve.of(
        trial.test().probabilitiesOf(CODING), trial.test().labels(), CODING, BINS);
  }

  /**
   * How far the runs keep to the published protocol (claim P1.10).
   *
   * @param settings of the training
   * @param side rows and columns of a picture
   * @return epochs, and how many of the eight stated settings differ; each model has its verdict
   */
  public List<Result> protocol(TrainingSettings settings, int side) {
    TrainingSettings stated = TrainingSettings.builder().build();
    // Optimiser and loss, the other two of the eight, are the paper's in all notebooks.
    long changed =
        Stream.of(
                settings.learningRate() != stated.learningRate(),
                settings.momentum() != stated.momentum(),
                settings.l2() != stated.l2(),
                settings.batchSize() != stated.batchSize(),
                settings.epochs() != stated.epochs(),
                side != PAPER_SIDE)
            .filter(differs -> differs)
            .count();
    Provenance own = provenance().withVariant(name());
    return List.of(
        Result.of("P1.10-epochs", settings.epochs(), own),
        Result.of("P1.10-settings-changed", changed, own));
  }

  /**
   * The share of the seeds that answer one class nearly always, as the paper's Model 3 does.
   *
   * @param id of the result
   */
  public Result collapsedShare(String id) {
    long collapsed = trials.trials().stream().filter(ModelReport::isCollapsed).count();
    return Result.of(id, (double) collapsed / trials.trials().size(), provenance());
  }

  private static boolean isCollapsed(SeedTrials.Trial trial) {
    int[] predicted = trial.test().predicted();
    long coding = Arrays.stream(predicted).filter(one -> one == CODING).count();
    return Math.max(coding, predicted.length - coding) >= NEARLY_ALWAYS * predicted.length;
  }

  /**
   * The epoch from which on the test accuracy is stable, mean over the seeds; without a value if
   * one of them is too short or still moving, see {@link StableEpoch}.
   *
   * @param id of the result
   */
  public Result stableEpoch(String id) {
    OptionalDouble[] each =
        trials.histories().stream()
            .map(h -> h.epochs().stream().mapToDouble(EpochRecord::testAccuracy).toArray())
            .map(StableEpoch::of)
            .map(e -> e.isPresent() ? OptionalDouble.of(e.getAsInt()) : OptionalDouble.empty())
            .toArray(OptionalDouble[]::new);
    double mean =
        Arrays.stream(each).mapToDouble(e -> e.orElse(Double.NaN)).average().orElse(Double.NaN);
    return Result.of(id, mean, provenance());
  }

  /** This model's data set, reading, seeds and runs. */
  public Provenance provenance() {
    return Provenance.on(data.name())
        .withVariant(reading())
        .withSeeds(Arrays.stream(trials.seeds()).boxed().toList())
        .withRuns(List.of(trials.runs()));
  }

  /**
   * Which reading of the paper's words was trained, such as {@code 2b}; empty for the one that the
   * kit trains by itself, and for a network of another name.
   */
  private String reading() {
    Matcher reading = READING.matcher(trials.architecture().name());
    return reading.matches() && trials.architecture().name().startsWith(published.name())
        ? reading.group(1)
        : "";
  }

  private String name() {
    return reading().isEmpty() ? published.name() : trials.architecture().name();
  }

  /** What a result on these data is worth beside a printed one: half a sentence for a notebook. */
  public String standing() {
    return data.name().equals(CodingSource.AUTHORS_IMAGES)
        ? "the paper's own pictures, if the folder is rightly named"
        : "a replication on other data, which can neither confirm nor refute that number";
  }

  /** The period-3 ratio and the GC content on the same windows; none if the data are pictures. */
  private List<Baseline> baselines() {
    if (data.isPictures()) {
      return List.of();
    }
    SequenceSplit windows = data.windows();
    return Baseline.both(windows.train(), windows.test());
  }

  /** Test accuracy beside the baselines on the same windows, if there are any, and the paper's. */
  public Figure againstBaselines() {
    List<MetricRow> rows = new ArrayList<>();
    rows.add(
        MetricRow.of(
            published.name() + ", here", trials.accuracy(bootstrap), MetricRow.Origin.OURS));
    int[] truth = test().labels();
    for (Baseline baseline : baselines()) {
      rows.add(
          MetricRow.of(
              baseline.name() + ", same windows",
              bootstrap.accuracy(truth, baseline.predicted(), DRAWS_OF_ACCURACY),
              MetricRow.Origin.BASELINE));
    }
    ConfusionMatrix paper = published.confusion(test().classNames());
    rows.add(
        MetricRow.of(
            published.name() + ", paper, its own data",
            ProportionInterval.wilson(paper.correct(), paper.total()),
            MetricRow.Origin.PAPER));
    return charts
        .comparison(published.name() + ": test accuracy", "accuracy", 0.4, 1, rows)
        .adding(
            "95 % intervals; ours over the "
                + windows()
                + ", mean of "
                + seedCount()
                + (trials.giveOneClass() ? "; it gives one class only, hence Wilson's" : "")
                + "; the paper's is Wilson's over its "
                + CountText.of(paper.total(), "picture")
                + ".");
  }

  /** What the test set is, for the note of a figure. */
  private String windows() {
    return NumberText.count(test().labels().length) + " test windows of " + data.name();
  }

  private String seedCount() {
    return CountText.of(trials.trials().size(), "seed");
  }

  /** ROC curves: each seed, then the baselines on the same windows. */
  public Figure roc() {
    int[] truth = test().labels();
    List<RocLine> lines = new ArrayList<>();
    for (SeedTrials.Trial trial : trials.trials()) {
      lines.add(
          line(
              published.name() + ", seed " + trial.seed(),
              trial.test().probabilitiesOf(CODING),
              truth));
    }
    for (Baseline baseline : baselines()) {
      lines.add(line(baseline.name(), baseline.scores(), truth));
    }
    return charts
        .roc(published.name() + ": ROC, finding coding windows", lines)
        .adding("AUC with 95 % intervals over the " + windows() + ".");
  }

  private RocLine line(String name, double[] scores, int[] truth) {
    return new RocLine(
        name,
        RocCurve.of(scores, truth, CODING),
        bootstrap.auc(scores, truth, CODING, DRAWS_OF_AUC));
  }

  /** The confusion matrix of the first seed. */
  public Figure confusion() {
    return confusion(published.name() + ", here");
  }

  /**
   * The same under another name.
   *
   * @param name what was trained, such as {@code Model 3 as published}
   * @return the figure
   */
  public Figure confusion(String name) {
    Predictions first = test();
    return charts
        .confusion(
            name + ", " + firstSeed(),
            ConfusionMatrix.of(first.classNames(), first.labels(), first.predicted()))
        .adding("The " + windows() + ".");
  }

  /** The paper's confusion matrix, recovered from its rounded table. */
  public Figure paperConfusion() {
    return charts
        .confusion(
            published.name() + ", the paper's, on its own data",
            published.confusion(test().classNames()))
        .ofThePaper()
        .adding("Recovered from its rounded table; no run of this kit.");
  }

  /** Predicted probabilities of coding against the share that is coding, a line a seed. */
  public Figure calibration() {
    return charts
        .calibration(
            published.name() + ": calibration of the probability of coding",
            trials.trials().stream()
                .map(trial -> new CalibrationLine("seed " + trial.seed(), calibration(trial)))
                .toList())
        .adding(BINS + " bins of equal width; the " + windows() + ".");
  }

  /** Each seed against each baseline on the same windows, McNemar's exact test in words. */
  public List<String> paired() {
    return baselines().stream()
        .map(
            baseline ->
                PairedComparison.sentence(
                    published.name()
                        + (trials.trials().size() == 1 ? " (" + firstSeed() + ")" : ""),
                    withinSentence(baseline.name()),
                    trials.trials().stream()
                        .map(SeedTrials.Trial::test)
                        .map(t -> McNemar.of(t.labels(), t.predicted(), baseline.predicted()))
                        .toList()))
        .toList();
  }

  /**
   * What each seed answers, window by window counted, and what the paper's network answered.
   *
   * @param caption of the table
   * @return a row a seed, and the paper's, recovered from its table
   */
  public HtmlTable answers(String caption) {
    List<List<String>> rows = new ArrayList<>();
    for (SeedTrials.Trial trial : trials.trials()) {
      Predictions one = trial.test();
      ConfusionMatrix matrix = ConfusionMatrix.of(one.classNames(), one.labels(), one.predicted());
      rows.add(answers("here, seed " + trial.seed(), matrix));
    }
    rows.add(answers("paper, its own data", published.confusion(test().classNames())));
    return HtmlTable.of(
        caption,
        List.of(
            "Run",
            "Coding, called coding",
            "Coding, called non-coding",
            "Non-coding, called coding",
            "Non-coding, called non-coding"),
        rows);
  }

  private static List<String> answers(String run, ConfusionMatrix matrix) {
    int other = 1;
    return List.of(
        run,
        NumberText.count(matrix.count(CODING, CODING)),
        NumberText.count(matrix.count(CODING, other)),
        NumberText.count(matrix.count(other, CODING)),
        NumberText.count(matrix.count(other, other)));
  }

  private String firstSeed() {
    return "seed " + trials.trials().get(0).seed();
  }

  /** "Period-3 ratio" becomes "the period-3 ratio", and "GC content" stays. */
  private static String withinSentence(String name) {
    return Character.isLowerCase(name.charAt(1))
        ? "the " + Character.toLowerCase(name.charAt(0)) + name.substring(1)
        : name;
  }

  /** How many seeds are still on the plateau of pure guessing, in words. */
  public static String plateau(SeedTrials trials) {
    long stayed =
        IntStream.range(0, trials.trials().size())
            .filter(
                i ->
                    ChancePlateau.leftIn(
                            trials.histories().get(i).epochs().stream()
                                .mapToDouble(EpochRecord::trainLoss)
                                .toArray())
                        .isEmpty())
            .count();
    int all = trials.trials().size();
    String model = " of " + trials.architecture().name();
    String rule = "training loss below " + ChancePlateau.LEFT + ").";
    if (stayed == 0) {
      return (all == 1 ? "The one training" : "Each of the " + all + " trainings")
          + model
          + " left the plateau at 0.693 (had a "
          + rule;
    }
    return (all == 1 ? "The one training" : stayed + " of " + all + " trainings")
        + model
        + " stayed on the plateau at 0.693 in all the epochs there were (had no "
        + rule;
  }

  private Predictions test() {
    return trials.trials().get(0).test();
  }
}
