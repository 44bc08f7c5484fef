package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helixbook.claims.Result;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ConfidenceInterval;
import org.helixbook.eval.ConfusionMatrix;
import org.helixbook.eval.McNemar;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.eval.RocCurve;
import org.helixbook.eval.StableEpoch;
import org.helixbook.experiment.PairedComparison;
import org.helixbook.experiment.Provenance;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.Figure;
import org.helixbook.plot.FigureCharts;
import org.helixbook.plot.HtmlTable;
import org.helixbook.plot.MetricRow;
import org.helixbook.plot.NumberText;
import org.helixbook.plot.RocLine;
import org.helixbook.run.EpochRecord;
import org.helixbook.run.Profile;

/**
 * Paper 1's models side by side: the printed figures, what this report's notebooks recorded, and
 * the kit's reference results. What was not run reads {@code not run}.
 *
 * @param published what the paper prints
 * @param models the recorded ones, references last
 * @param bootstrap how intervals are drawn
 * @param charts the charts of this execution
 */
public record PaperOneResults(
    PublishedResults published,
    List<RecordedModel> models,
    Bootstrap bootstrap,
    FigureCharts charts) {
  private static final int CODING = 0;
  private static final String NOT_RUN = "not run";
  private static final List<String> BASELINES =
      List.of("P1.15-gc-accuracy", "P1.15-period3-accuracy");

  /** Copies the list. */
  public PaperOneResults {
    models = List.copyOf(models);
  }

  private List<RecordedModel> of(String model) {
    return models.stream().filter(one -> one.model().equals(model)).toList();
  }

  private Optional<RecordedModel> own(String model) {
    return of(model).stream().filter(one -> !one.reference()).findFirst();
  }

  /** Accuracy, F1 and AUC of the three models: printed, here, reference; with 95 % intervals. */
  public HtmlTable summary() {
    List<List<String>> rows = new ArrayList<>();
    for (PublishedResults.Model printed : published.models()) {
      ConfusionMatrix matrix = printed.confusion(published.classes());
      ConfidenceInterval interval = ProportionInterval.wilson(matrix.correct(), matrix.total());
      rows.add(
          List.of(
              printed.name() + ", paper, its own data",
              printed.accuracy()
                  + " (recovered "
                  + NumberText.fixed(interval.value(), 4)
                  + "; "
                  + NumberText.interval(interval.low(), interval.high(), 3)
                  + ")",
              printed.rows().get(0).f1(),
              printed.rows().get(1).f1(),
              printed.auc(),
              "1",
              String.valueOf(TrainingSettings.builder().build().epochs()),
              "private"));
      if (own(printed.id()).isEmpty()) {
        rows.add(
            List.of(printed.name() + ", here", NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN, "0", "-", "-"));
      }
      for (RecordedModel model : of(printed.id())) {
        rows.add(
            List.of(
                model.name(),
                text(model.figure("accuracy")),
                text(model.figure("f1-cdn")),
                text(model.figure("f1-lnsd")),
                text(model.figure("auc")),
                String.valueOf(model.accuracy().seeds().size()),
                epochs(model),
                model.accuracy().dataset()));
      }
    }
    return new HtmlTable(
        "The three models, printed and measured",
        List.of("model", "accuracy", "F1, CDN", "F1, LNSD", "AUC", "seeds", "epochs", "data set"),
        rows,
        List.of(false, false, false, false, false, true, true, false));
  }

  private static String text(Optional<Result> result) {
    if (result.isEmpty()) {
      return "not recorded";
    }
    Result found = result.get();
    String value = found.value() == null ? "NA" : NumberText.fixed(found.value(), 3);
    return found.low() == null
        ? value
        : value + " (" + NumberText.interval(found.low(), found.high(), 3) + ")";
  }

  /**
   * Test accuracy of all of them and of the baselines.
   *
   * @param recorded what notebooks recorded; the simpler methods of it are drawn, too, each once
   * @return the figure
   */
  public Figure accuracies(List<Result> recorded) {
    List<MetricRow> rows = new ArrayList<>();
    for (PublishedResults.Model printed : published.models()) {
      for (RecordedModel model : of(printed.id())) {
        rows.add(
            row(
                model.name(),
                model.accuracy(),
                model.reference() ? MetricRow.Origin.REFERENCE : MetricRow.Origin.OURS));
      }
      if (own(printed.id()).isEmpty()) {
        double none = Double.NaN;
        rows.add(
            new MetricRow(
                printed.name() + ", here: not run", none, none, none, MetricRow.Origin.OURS));
      }
      ConfusionMatrix matrix = printed.confusion(published.classes());
      rows.add(
          MetricRow.of(
              printed.name() + ", paper, its own data",
              ProportionInterval.wilson(matrix.correct(), matrix.total()),
              MetricRow.Origin.PAPER));
    }
    for (String id : BASELINES) {
      recorded.stream()
          .filter(result -> result.id().equals(id))
          .findFirst()
          .ifPresent(one -> rows.add(row(baseline(one), one, MetricRow.Origin.BASELINE)));
    }
    return charts.comparison(
        "Test accuracy of the three models", "accuracy (95 % interval)", 0.3, 1, rows);
  }

  private static String baseline(Result result) {
    String name = result.text().replace("test accuracy of ", "").replaceFirst("^the ", "");
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + ", same data set";
  }

  private static MetricRow row(String name, Result result, MetricRow.Origin origin) {
    return new MetricRow(
        name, number(result.value()), number(result.low()), number(result.high()), origin);
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
                new FigureCharts(Profile.of(one.accuracy().profile()))
                    .trainingCurves(one.name() + ": accuracy and loss", one.histories()))
        .toList();
  }

  /** ROC curves of all own models whose predictions are there, first seed each; empty if none. */
  public Optional<Figure> roc() {
    List<RocLine> lines = new ArrayList<>();
    for (RecordedModel model : models) {
      model.predictions().stream()
          .findFirst()
          .ifPresent(
              test -> {
                double[] scores = test.probabilitiesOf(CODING);
                lines.add(
                    new RocLine(
                        model.name() + ", first seed",
                        RocCurve.of(scores, test.labels(), CODING),
                        bootstrap.auc(scores, test.labels(), CODING, ModelReport.DRAWS_OF_AUC)));
              });
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            charts
                .roc("ROC of the models, finding coding windows", lines)
                .adding("AUC with 95 % intervals over the test windows."));
  }

  /** The first seed's confusion matrix of each own model whose predictions are there. */
  public List<Figure> confusions() {
    List<Figure> figures = new ArrayList<>();
    for (RecordedModel model : models) {
      model.predictions().stream()
          .findFirst()
          .ifPresent(
              test ->
                  figures.add(
                      charts.confusion(
                          model.name() + ", first seed",
                          ConfusionMatrix.of(test.classNames(), test.labels(), test.predicted()))));
    }
    return figures;
  }

  /** When each run is stable (claim P1.11), by {@link StableEpoch}; a row a run. */
  public HtmlTable stableEpochs() {
    List<List<String>> rows = new ArrayList<>();
    for (RecordedModel model : models) {
      model
          .runs()
          .forEach(
              run -> {
                double[] curve =
                    run.history().epochs().stream()
                        .mapToDouble(EpochRecord::testAccuracy)
                        .toArray();
                OptionalInt stable = StableEpoch.of(curve);
                rows.add(
                    List.of(
                        model.name(),
                        run.id().text(),
                        String.valueOf(curve.length),
                        stable.isPresent()
                            ? String.valueOf(stable.getAsInt())
                            : curve.length < StableEpoch.FEWEST
                                ? "too short to tell"
                                : "still moving",
                        "about 60 of 125"));
              });
    }
    return new HtmlTable(
        rows.isEmpty() ? "Stable from which epoch? No runs yet." : "Stable from which epoch?",
        List.of("model", "run", "epochs", "stable from", "paper"),
        rows,
        List.of(false, false, true, true, true));
  }

  /**
   * Model 2 against Model 1 on the same test windows (claim P1.13): the difference of their mean
   * accuracies with its interval over the windows, and the exact McNemar test of their first seeds.
   *
   * @return what there is to record: the test alone if they were trained with different settings,
   *     see {@link #trainedDifferently}, since the difference then says nothing of their layers;
   *     empty if one of them was not run, or they were tested on other windows
   */
  public List<Result> secondAgainstFirst() {
    Optional<RecordedModel> first = own("model-1");
    Optional<RecordedModel> second = own("model-2");
    if (first.isEmpty() || second.isEmpty()) {
      return List.of();
    }
    ModelPair pair = new ModelPair(second.get(), first.get());
    if (!pair.judgedTheSameWindows()) {
      return List.of();
    }
    ConfidenceInterval difference = pair.difference(bootstrap, "accuracy of Model 2 minus Model 1");
    McNemar test = pair.firstSeeds();
    Provenance provenance =
        Provenance.on(second.get().accuracy().dataset())
            .withVariant(second.get().accuracy().variant())
            .withN(pair.labels().length)
            .withSeeds(first.get().accuracy().seeds())
            .withRuns(
                Stream.of(first.get(), second.get())
                    .flatMap(model -> model.accuracy().runs().stream())
                    .toList());
    Result p = Result.of("P1.13-mcnemar-p", test.pValue(), provenance);
    return trainedDifferently().isEmpty()
        ? List.of(
            Result.of("P1.13-accuracy-difference", difference, provenance).withP(test.pValue()), p)
        : List.of(p);
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
        : new ModelPair(first.get(), second.get()).trainedDifferently();
  }

  private static String firstSeed(RecordedModel model, PublishedResults.Model printed) {
    List<Long> seeds = model.accuracy().seeds();
    return printed.name() + (seeds.isEmpty() ? "" : " (seed " + seeds.get(0) + ")");
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

  /** Each pair of own models on the same windows, in words; a sentence says what is missing. */
  public List<String> paired() {
    List<String> sentences = new ArrayList<>();
    List<String> ids = published.models().stream().map(PublishedResults.Model::id).toList();
    for (int i = 0; i < ids.size(); i++) {
      for (int j = i + 1; j < ids.size(); j++) {
        Optional<RecordedModel> a = own(ids.get(i));
        Optional<RecordedModel> b = own(ids.get(j));
        String pair = published.models().get(i).name() + " and " + published.models().get(j).name();
        if (a.isEmpty() || b.isEmpty()) {
          sentences.add(pair + ": not run.");
        } else if (!new ModelPair(a.get(), b.get()).judgedTheSameWindows()) {
          sentences.add(pair + ": tested on other windows, so there is no paired test.");
        } else {
          sentences.add(
              PairedComparison.sentence(
                  firstSeed(a.get(), published.models().get(i)),
                  firstSeed(b.get(), published.models().get(j)),
                  new ModelPair(a.get(), b.get()).firstSeeds()));
        }
      }
    }
    return sentences;
  }
}
