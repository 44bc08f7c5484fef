package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.claims.ReadersData;
import org.helixbook.claims.Result;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.Predictions;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.RepeatedDecisions;
import org.helixbook.eval.RocCurve;
import org.helixbook.eval.StableEpoch;
import org.helixbook.experiment.Comparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.notebook.Notebook;
import org.helixbook.plot.Charts;
import org.helixbook.plot.DotChart;
import org.helixbook.plot.Figure;
import org.helixbook.plot.LineChart;
import org.helixbook.run.StoredRun;
import org.knowm.xchart.HeatMapChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Paper 1's models side by side: the printed figures, what this report's notebooks recorded, and
 * the kit's reference results. What was not run reads {@code not run}.
 *
 * @param published what the paper prints
 * @param models the recorded ones, and reference results
 * @param bootstrap how intervals are drawn
 */
public record Results(PublishedResults published, List<RecordedModel> models, Bootstrap bootstrap) {
  private static final int CODING = 0;
  private static final String NOT_RUN = "not run";
  private static final List<String> BASELINES =
      List.of("P1.15-gc-accuracy", "P1.15-period3-accuracy");

  /** Copies the list. */
  public Results {
    models = List.copyOf(models);
  }

  /**
   * The models that notebooks recorded in a notebook's report folder, and the kit's reference
   * results after them.
   *
   * @param references whether to show reference results, too
   */
  public static Results of(Notebook book, boolean references) {
    List<RecordedModel> models =
        new ArrayList<>(
            RecordedModel.recorded(
                book.reportFolder(), book.runs(), PublishedProtocol.folder(book)));
    if (references) {
      models.addAll(RecordedModel.references(book.referenceResults()));
    }
    return new Results(new PaperOne().printed(), models, Bootstrap.of(book.seeds()));
  }

  /** The models, such as {@code Model 2, here, quick: 3 runs}, a sentence each. */
  public List<String> found() {
    return models.stream()
        .map(one -> one.name() + ": " + CountText.of(one.runs().size(), "run"))
        .toList();
  }

  private List<RecordedModel> of(String model) {
    return models.stream().filter(one -> one.model().equals(model)).toList();
  }

  /** Whether nothing that the paper prints can stand beside what was recorded here. */
  private boolean ofReader() {
    List<RecordedModel> here = models.stream().filter(one -> !one.reference()).toList();
    return !here.isEmpty()
        && here.stream().allMatch(one -> ReadersData.is(one.accuracy().dataset()));
  }

  private Optional<RecordedModel> own(String model) {
    return of(model).stream().filter(one -> !one.reference()).findFirst();
  }

  private Optional<RecordedModel> asPublished(String model) {
    return of(model).stream().filter(one -> one.accuracy().isReference()).findFirst();
  }

  /**
   * Accuracy, F1 and AUC of the three models: printed, here, reference; with the 95 % interval of
   * the accuracy. The paper's accuracy is that of the counts behind its rounded table; it is left
   * out where all that was measured here is of a reader's own data.
   */
  public Table summary() {
    Table table =
        Table.create(
            "The three models, printed and measured",
            StringColumn.create("model"),
            StringColumn.create("as printed"),
            DoubleColumn.create("accuracy"),
            DoubleColumn.create("from"),
            DoubleColumn.create("to"),
            DoubleColumn.create("F1, CDN"),
            DoubleColumn.create("F1, LNSD"),
            DoubleColumn.create("AUC"),
            IntColumn.create("seeds"),
            StringColumn.create("epochs"),
            StringColumn.create("data set"));
    for (PublishedResults.Model printed : published.models()) {
      if (!ofReader()) {
        append(table, printed);
      }
      if (own(printed.id()).isEmpty()) {
        Row none = table.appendRow();
        none.setString("model", printed.name() + ", here");
        none.setString("epochs", NOT_RUN);
      }
      for (RecordedModel model : of(printed.id())) {
        Row one = table.appendRow();
        one.setString("model", model.name());
        set(one, interval(model.accuracy()));
        set(one, "F1, CDN", model.figure("f1-cdn"));
        set(one, "F1, LNSD", model.figure("f1-lnsd"));
        set(one, "AUC", model.figure("auc"));
        one.setInt("seeds", model.accuracy().seeds().size());
        one.setString("epochs", epochs(model));
        one.setString("data set", model.accuracy().dataset());
      }
    }
    return ofReader()
        ? table.removeColumns("as printed").setName("The three models, on your data")
        : table;
  }

  private void append(Table table, PublishedResults.Model printed) {
    Row row = table.appendRow();
    row.setString("model", printed.name() + ", paper, its own data");
    row.setString("as printed", printed.accuracy());
    set(row, paper(printed));
    row.setDouble("F1, CDN", PublishedResults.number(printed.rows().get(0).f1()));
    row.setDouble("F1, LNSD", PublishedResults.number(printed.rows().get(1).f1()));
    row.setDouble("AUC", PublishedResults.number(printed.auc()));
    row.setInt("seeds", 1);
    row.setString("epochs", String.valueOf(TrainingSettings.builder().build().epochs()));
    row.setString("data set", "private");
  }

  private ConfidenceInterval paper(PublishedResults.Model printed) {
    ConfusionMatrix matrix = printed.confusion(published.classes());
    return ProportionInterval.wilson(matrix.correct(), matrix.total());
  }

  private static ConfidenceInterval interval(Result result) {
    return new ConfidenceInterval(
        number(result.value()), number(result.low()), number(result.high()), 0.95);
  }

  private static void set(Row row, ConfidenceInterval accuracy) {
    row.setDouble("accuracy", accuracy.value());
    row.setDouble("from", accuracy.low());
    row.setDouble("to", accuracy.high());
  }

  private static void set(Row row, String column, Optional<Result> result) {
    result.ifPresent(found -> row.setDouble(column, number(found.value())));
  }

  /**
   * Test accuracy of all of them and of the baselines, with 95 % intervals.
   *
   * @param recorded what notebooks recorded; the simpler methods of it are drawn, too, each once
   */
  public DotChart accuracies(List<Result> recorded) {
    DotChart chart = Charts.dots("Test accuracy of the three models", "accuracy (95 % interval)");
    for (PublishedResults.Model printed : published.models()) {
      for (RecordedModel model : of(printed.id())) {
        chart.dot(
            model.reference() ? "reference" : "here", model.name(), interval(model.accuracy()));
      }
      if (!ofReader()) {
        chart.dot("the paper, its own data", printed.name() + ", paper", paper(printed));
      }
    }
    for (String id : BASELINES) {
      recorded.stream()
          .filter(result -> result.id().equals(id))
          .findFirst()
          .ifPresent(one -> chart.dot("baseline", baseline(one), interval(one)));
    }
    return chart.range(0.3, 1).withValues();
  }

  private static String baseline(Result result) {
    String name = result.text().replace("test accuracy of ", "").replaceFirst("^the ", "");
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + ", same data set";
  }

  private static double number(Double value) {
    return value == null ? Double.NaN : value;
  }

  /**
   * Accuracy and loss against epochs of one model: the reader's own run, then the reference.
   *
   * @param model {@code model-1}, {@code model-2} or {@code model-3}
   * @return one figure for each that has runs; empty if there are none
   */
  public List<Figure> curves(String model) {
    return of(model).stream()
        .filter(one -> !one.histories().isEmpty())
        .map(
            one ->
                // The profile below a picture is that of the runs in it, not of this execution.
                Charts.training(one.name() + ": accuracy and loss", one.histories())
                    .source("Profile: " + one.accuracy().profile() + "."))
        .toList();
  }

  /** ROC curves of all own models whose predictions are there, first seed each; empty if none. */
  public Optional<LineChart> roc() {
    LineChart chart = Charts.roc("ROC of the models, finding coding windows");
    boolean any = false;
    for (RecordedModel model : models) {
      Optional<Predictions> first = model.trials().tests().stream().findFirst();
      if (first.isPresent()) {
        any = true;
        chart.line(
            model.name() + ", first seed",
            RocCurve.of(first.get().scoresOf(CODING), first.get().labels(), CODING),
            new RepeatedDecisions(List.of(first.get())).auc(CODING, bootstrap, "auc"));
      }
    }
    return any ? Optional.of(chart) : Optional.empty();
  }

  /**
   * The first seed's confusion matrix of each own model whose predictions are there, side by side;
   * empty if there is none.
   */
  public Optional<Figure> confusions() {
    List<HeatMapChart> charts = new ArrayList<>();
    for (RecordedModel model : models) {
      model.trials().tests().stream()
          .findFirst()
          .ifPresent(
              test ->
                  charts.add(
                      Charts.confusion(
                          model.name() + ", first seed",
                          ConfusionMatrix.of(test.classNames(), test.labels(), test.predicted()))));
    }
    return charts.isEmpty()
        ? Optional.empty()
        : Optional.of(Figure.beside("Confusion matrices, here", charts));
  }

  /** When each run is stable (claim P1.11), by {@link StableEpoch}; a row a run. */
  public Table stableEpochs() {
    record Run(String model, StoredRun run, double[] curve) {
      private String stable() {
        OptionalInt stable = StableEpoch.of(curve);
        return stable.isPresent()
            ? String.valueOf(stable.getAsInt())
            : curve.length < StableEpoch.FEWEST ? "too short to tell" : "still moving";
      }
    }
    List<Run> runs = new ArrayList<>();
    for (RecordedModel model : models) {
      for (StoredRun run : model.runs()) {
        runs.add(new Run(model.name(), run, run.history().values("testAccuracy")));
      }
    }
    return Columns.of(runs)
        .text("model", Run::model)
        .text("run", one -> one.run().id().text())
        .count("epochs", one -> one.curve().length)
        .text("stable from", Run::stable)
        .text("paper", one -> "about 60 of 125")
        .table("Stable from which epoch?");
  }

  /**
   * What the curves of the reader's own trainings, and of the reference runs of the published
   * protocol, say beyond their last epoch (claims P1.18 and P1.19), as far as they were long enough
   * and started as published.
   */
  public List<Result> fromCurves() {
    return Stream.concat(
            fromCurves(one -> !one.reference()),
            fromCurves(one -> one.accuracy().isReference()).map(Result::ofReference))
        .toList();
  }

  private Stream<Result> fromCurves(Predicate<RecordedModel> of) {
    return new TrainingCurves(models.stream().filter(of).toList()).results().stream();
  }

  /**
   * Model 2 against Model 1 on the same test windows (claim P1.13): the difference of their mean
   * accuracies with its interval over windows and seeds, and the exact McNemar test of their first
   * seeds; and the share of the trainings that left the plateau of guessing, since two networks of
   * which one only guesses cannot be ranked. Of the reader's own trainings, and of the reference
   * runs of the published protocol.
   *
   * @return what there is to record: the test alone if they were trained with different settings,
   *     see {@link #trainedDifferently}, since the difference then says nothing of their layers;
   *     nothing of a pair of which one was not run, or that was tested on different windows
   */
  public List<Result> secondAgainstFirst() {
    return Stream.concat(
            secondAgainstFirst(own("model-1"), own("model-2")).stream(),
            secondAgainstFirst(asPublished("model-1"), asPublished("model-2")).stream()
                .map(Result::ofReference))
        .toList();
  }

  private List<Result> secondAgainstFirst(
      Optional<RecordedModel> first, Optional<RecordedModel> second) {
    if (first.isEmpty() || second.isEmpty() || !second.get().sharesWindowsWith(first.get())) {
      return List.of();
    }
    Trials<Predictions> one = second.get().trials();
    Trials<Predictions> other = first.get().trials();
    Result recorded = second.get().accuracy();
    Provenance provenance =
        Provenance.on(recorded.dataset())
            .withVariant(recorded.variant())
            .withN(one.first().test().size())
            .withSeeds(first.get().accuracy().seeds())
            .withRuns(
                Stream.of(first.get(), second.get())
                    .flatMap(model -> model.accuracy().runs().stream())
                    .toList());
    double p = firstSeeds(one, other).p();
    Result test = Result.of("P1.13-mcnemar-p", p, provenance);
    Comparison difference =
        Comparison.ofAccuracy(one, other, bootstrap, "accuracy of Model 2 minus Model 1");
    if (!first.get().trainedDifferentlyFrom(second.get()).isEmpty()) {
      return List.of(test);
    }
    List<StoredRun> runs =
        Stream.of(first.get(), second.get()).flatMap(model -> model.runs().stream()).toList();
    return Stream.of(
            Result.of("P1.13-accuracy-difference", difference.difference(), provenance)
                .withP(difference.p()),
            test,
            Result.of(
                "P1.13-left",
                (double) TrainingCurves.left(runs) / runs.size(),
                provenance.withN(runs.size())))
        .map(each -> each.departing(first.get().accuracy().departure(), recorded.departure()))
        .toList();
  }

  private Comparison firstSeeds(Trials<Predictions> one, Trials<Predictions> other) {
    return Comparison.ofAccuracy(one.onlyFirst(), other.onlyFirst(), bootstrap);
  }

  /**
   * The settings in which the trainings of Models 1 and 2 differ, beside their layers and seeds:
   * the paper trained both alike, and only so can their accuracies be compared.
   *
   * @return such as {@code epochs 4 and 5}; empty if there are none, or one of them was not run
   */
  public List<String> trainedDifferently() {
    Optional<RecordedModel> first = own("model-1");
    Optional<RecordedModel> second = own("model-2");
    return first.isEmpty() || second.isEmpty()
        ? List.of()
        : first.get().trainedDifferentlyFrom(second.get());
  }

  /** How many epochs its runs had, such as {@code 5}; {@code -} if they are not kept. */
  private static String epochs(RecordedModel model) {
    String each =
        model.histories().stream()
            .map(history -> String.valueOf(history.epochs().size()))
            .distinct()
            .collect(Collectors.joining(", "));
    return each.isEmpty() ? "-" : each;
  }

  /**
   * The first seeds of each pair of own models that judged the same windows, see {@link
   * Comparison#table}.
   */
  public Table paired() {
    List<RecordedModel> own =
        published.models().stream().flatMap(model -> own(model.id()).stream()).toList();
    List<Comparison> pairs = new ArrayList<>();
    for (RecordedModel one : own) {
      for (RecordedModel other : own.subList(own.indexOf(one) + 1, own.size())) {
        if (one.sharesWindowsWith(other)) {
          pairs.add(firstSeeds(one.trials(), other.trials()));
        }
      }
    }
    return Comparison.table("Pair by pair, the first seed of each", pairs);
  }

  /**
   * The reader's own accuracy of Model 2, to be put beside that of similar work (claim P1.14);
   * empty if it was not run.
   */
  public Optional<Result> besideOthers() {
    return own("model-2")
        .map(RecordedModel::accuracy)
        .map(
            one ->
                Result.of(
                    "P1.14-accuracy",
                    number(one.value()),
                    Provenance.on(one.dataset())
                        .withVariant(one.variant())
                        .withSeeds(one.seeds())
                        .withRuns(one.runs())));
  }
}
