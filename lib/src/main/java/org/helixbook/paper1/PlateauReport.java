package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.helixbook.claims.Result;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.experiment.PlateauSummary;
import org.helixbook.experiment.PlateauTrial;
import org.helixbook.experiment.Provenance;
import org.helixbook.experiment.StudyResult;
import org.helixbook.plot.Charts;
import org.helixbook.plot.Figure;
import org.helixbook.plot.LineChart;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How often, and when, trainings of Paper 1's models left the loss of guessing: a reader's own
 * beside those of the reference run.
 *
 * @param here the reader's trainings
 * @param reference the reference run
 */
public record PlateauReport(StudyResult here, StudyResult reference) {
  private static final List<String> MODELS = List.of("Model 1", "Model 2a", "Model 3");
  private static final List<String> IDS = List.of("model-1", "model-2", "model-3");

  /** In nats: less than the width of a line of the figure. */
  private static final double SAME_LINE = 0.01;

  /** A row a model and start: how many of its trainings left, here and in the reference run. */
  public Table table() {
    Table table =
        Table.create(
            "Trainings that left the plateau",
            StringColumn.create("model"),
            StringColumn.create("start"),
            StringColumn.create("here"),
            StringColumn.create("reference run"));
    for (String model : MODELS) {
      for (String start : PlateauStudy.STARTS) {
        Row row = table.appendRow();
        row.setString(0, model);
        row.setString(1, start);
        row.setString(2, PlateauSummary.of(here.plateau(), model, start).inWords());
        row.setString(3, before(model, start).inWords());
      }
    }
    return table;
  }

  private PlateauSummary before(String model, String start) {
    return PlateauSummary.of(reference.plateau(), model, start);
  }

  /**
   * Of the reader's own trainings from the published start: how many never left. A model that was
   * not trained here has no result.
   *
   * @param dataset what they learned from
   * @return {@code P1.9-plateau-share-*}, a share in [0, 1] for each model
   */
  public List<Result> shares(String dataset) {
    List<Result> shares = new ArrayList<>();
    for (int i = 0; i < MODELS.size(); i++) {
      String model = MODELS.get(i);
      List<PlateauTrial> trials =
          here.plateau().stream()
              .filter(
                  one -> one.model().equals(model) && one.start().equals(PlateauStudy.PUBLISHED))
              .toList();
      if (!trials.isEmpty()) {
        long stayed = trials.stream().filter(one -> !one.left()).count();
        shares.add(
            Result.of(
                "P1.9-plateau-share-" + IDS.get(i),
                (double) stayed / trials.size(),
                Provenance.on(dataset)
                    .withN(trials.size())
                    .withSeeds(trials.stream().map(PlateauTrial::seed).toList())
                    .withRuns(trials.stream().map(PlateauTrial::run).toList())));
      }
    }
    return shares;
  }

  /** The training losses of the reference run, epoch by epoch: a line a model and start. */
  public Figure losses() {
    LineChart chart =
        Charts.lines(
            "Training loss, reference run (band: range of the seeds)",
            "epoch",
            "training loss (nats)");
    List<String> hidden = new ArrayList<>();
    // Model 3 first, as the section asks about its table; what was not trained has no line.
    for (String model : List.of("Model 3", "Model 2a", "Model 1")) {
      for (String start : PlateauStudy.STARTS) {
        PlateauSummary summary = before(model, start);
        if (summary.trials() == 0) {
          continue;
        }
        int epochs = summary.meanLosses().length;
        double[] epoch = IntStream.rangeClosed(1, epochs).asDoubleStream().toArray();
        chart
            .band(epoch, summary.leastLosses(), summary.greatestLosses())
            .line(model + ": " + start, epoch, summary.meanLosses());
        if (neverMoved(summary)) {
          hidden.add(model + " (" + start + ")");
        }
      }
    }
    chart.horizontal("guessing, ln 2", ChancePlateau.LOSS);
    Figure figure = Figure.of(chart).source("Reference run.");
    return hidden.isEmpty()
        ? figure
        : figure.adding("On the line of guessing throughout: " + String.join(", ", hidden) + ".");
  }

  /** Whether its line lies on that of guessing, where no eye can tell it from others. */
  private static boolean neverMoved(PlateauSummary summary) {
    return Arrays.stream(summary.meanLosses())
        .allMatch(loss -> Math.abs(loss - ChancePlateau.LOSS) < SAME_LINE);
  }

  /**
   * What the reference run says of the paper's table of Model 3, which gives one class always.
   *
   * @param stepsAnEpoch of its trainings: windows divided by the batch size, as its provenance says
   * @return a conclusion of two sentences
   */
  public String conclusion(int stepsAnEpoch) {
    PlateauSummary published = before("", PlateauStudy.PUBLISHED);
    PlateauSummary helped = before("", PlateauStudy.HELPED);
    PlateauSummary third = before("Model 3", PlateauStudy.PUBLISHED);
    return "From the published start "
        + (published.trials() - published.left())
        + " of "
        + published.trials()
        + " trainings in the table never left the plateau, from the other start "
        + (helped.trials() - helped.left())
        + " of "
        + helped.trials()
        + " (reference run). Of Model 3's "
        + third.trials()
        + " trainings "
        + third.stuckInOneClass()
        + " stayed on it and gave one class always after "
        + third.meanLosses().length * stepsAnEpoch
        + " steps (the paper took 4,000): the plateau "
        + (third.stuckInOneClass() > 0
            ? "can give such a table."
            : "was not seen to give such a table.");
  }
}
