package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helixbook.claims.ReadersData;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.experiment.ClassifierReport;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Trials;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.DotChart;
import org.helixbook.plot.Figure;
import org.knowm.xchart.HeatMapChart;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What Paper 1 adds to the report of a trained classifier: its printed figures beside ours, and the
 * results of its claims. All of it is of the last epoch, on the test set.
 *
 * @param report of the network
 * @param dataset what it was tested on
 * @param published what the paper prints of it
 */
public record ModelReport(
    ClassifierReport report, String dataset, PublishedResults.Model published) {
  /**
   * A reading that is not the first: those of Model 2 are 2a and 2b, those of Model 3 are 3 and 3b.
   */
  private static final Pattern READING = Pattern.compile("Model (\\d[b-z])");

  private static final int PAPER_SIDE = 224;

  /**
   * The report of a model, with the methods of one number as baselines where the data have letters
   * to compute them from.
   *
   * @param trials the model, trained from several seeds
   * @param data what it learned from and was tested on
   * @param published what the paper prints of it
   * @param bootstrap how intervals are drawn
   */
  public static ModelReport of(
      Trials<Predictions> trials,
      CodingSource data,
      PublishedResults.Model published,
      Bootstrap bootstrap) {
    return new ModelReport(
        trials.report(Trials.baselines(data), bootstrap), data.name(), published);
  }

  /** Precision, recall and F1 beside the paper's, all seeds pooled (its Figs 5, 6, 9). */
  public Table classification() {
    Table ours =
        report
            .classification()
            .setName(published.name() + ": precision, recall, F1; all seeds pooled");
    return ofReader() ? ours : published.classification(ours);
  }

  /** Whether nothing that the paper prints can stand beside it. */
  private boolean ofReader() {
    return ReadersData.is(dataset);
  }

  /**
   * Accuracy, AUC and F1 of both classes, means over the seeds with intervals over the test set;
   * expected calibration error, mean over the seeds; seconds of training, all seeds.
   *
   * @param claim such as {@code P1.5}; each result has a suffix
   * @return the results, with seeds, runs and data set
   */
  public List<Result> results(String claim) {
    Provenance own = provenance();
    List<Result> results = new ArrayList<>();
    results.add(Result.of(claim + "-accuracy", report.accuracy(), own));
    results.add(Result.of(claim + "-auc", report.auc(), own));
    for (int label = 0; label < CodingSource.CLASSES.size(); label++) {
      results.add(
          Result.of(
              claim + "-f1-" + CodingSource.CLASSES.get(label).toLowerCase(Locale.ROOT),
              report.f1(label),
              own));
    }
    results.add(Result.of(claim + "-ece", report.calibrationError(), own));
    results.add(Result.of(claim + "-seconds", report.trials().seconds(), own));
    return results;
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
   * When the network was stable, and whether it learned at all (claim P1.11).
   *
   * @return the epoch, mean over the seeds, and the share of the trainings that left the plateau
   */
  public List<Result> stability() {
    List<double[]> losses =
        report.trials().histories().stream().map(one -> one.values("trainLoss")).toList();
    Provenance own = provenance();
    return List.of(
        Result.of("P1.11-" + published.id(), report.stableEpoch(), own),
        Result.of(
            "P1.11-left-" + published.id(),
            (double) ChancePlateau.left(losses) / losses.size(),
            own.withN(losses.size())));
  }

  /** Data set, reading, seeds and runs, to be recorded with a figure. */
  public Provenance provenance() {
    Trials<Predictions> trials = report.trials();
    return Provenance.on(dataset)
        .withVariant(reading())
        .withSeeds(trials.seeds())
        .withRuns(trials.runs());
  }

  /**
   * Which reading of the paper's words was trained, such as {@code 2b}; empty for the one that the
   * kit trains by itself, and for a network of another name.
   */
  private String reading() {
    Matcher reading = READING.matcher(report.trials().name());
    return reading.matches() && report.trials().name().startsWith(published.name())
        ? reading.group(1)
        : "";
  }

  private String name() {
    return reading().isEmpty() ? published.name() : report.trials().name();
  }

  /** What an accuracy on these data is worth beside the printed one: a sentence for a notebook. */
  public String standing() {
    if (ofReader()) {
      return "This is the accuracy on your own data, of which no figure of the paper says"
          + " anything.";
    }
    return "The paper's accuracy of "
        + published.accuracy()
        + " is of its own pictures; ours is of "
        + dataset
        + ": "
        + (dataset.equals(CodingSource.AUTHORS_IMAGES)
            ? "the paper's own pictures, if the folder is rightly named."
            : "a replication on other data, which can neither confirm nor refute that number.");
  }

  /** Test accuracy beside the baselines on the same windows, if there are any, and the paper's. */
  public DotChart againstBaselines() {
    DotChart chart = report.accuracyChart();
    ConfusionMatrix paper = paper();
    return ofReader()
        ? chart
        : chart.dot(
            "the paper, its own data",
            published.name() + ", paper",
            ProportionInterval.wilson(paper.correct(), paper.total()));
  }

  private ConfusionMatrix paper() {
    return published.confusion(report.trials().first().test().classNames());
  }

  /**
   * A confusion matrix beside the paper's.
   *
   * @param own of the same classes
   * @return one figure, the paper's on the right; of a reader's own data the matrix alone
   */
  public Figure besideThePapers(HeatMapChart own) {
    if (ofReader()) {
      return Figure.of(own);
    }
    return Figure.beside(
            "Confusion matrices, here and in the paper",
            List.of(own, published.confusionChart(report.trials().first().test().classNames())))
        .note(PublishedResults.RECOVERED);
  }

  /** What each seed answers, window by window counted, and what the paper's network answered. */
  public Table answers() {
    Table table = report.answers();
    StringColumn run = StringColumn.create("run");
    report.trials().seeds().forEach(seed -> run.append("here, seed " + seed));
    table.removeColumns("seed").insertColumn(0, run);
    if (ofReader()) {
      return table;
    }
    ConfusionMatrix paper = paper();
    Row row = table.appendRow();
    row.setString(0, "paper, its own data");
    int classes = paper.classes().size();
    for (int actual = 0; actual < classes; actual++) {
      for (int called = 0; called < classes; called++) {
        row.setInt(1 + actual * classes + called, paper.count(actual, called));
      }
    }
    return table;
  }
}
