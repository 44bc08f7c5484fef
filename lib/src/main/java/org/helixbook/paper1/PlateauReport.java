package org.helixbook.paper1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.helixbook.claims.Result;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.eval.ProportionInterval;
import org.helixbook.experiment.Provenance;
import org.helixbook.feedback.Columns;
import org.helixbook.feedback.CountText;
import org.helixbook.paper1.PlateauStudy.Training;
import org.helixbook.plot.Charts;
import org.helixbook.plot.Figure;
import org.helixbook.plot.LineChart;
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

  private static final int PANEL_WIDTH = 400;

  private static List<Training> of(StudyResult study, String model, String start) {
    return study.plateau().stream()
        .filter(one -> one.model().equals(model) && one.start().equals(start))
        .toList();
  }

  /** A row a model and start: how many of its trainings left, here and in the reference run. */
  public Table table() {
    record Tried(String model, String start) {}
    List<Tried> all =
        MODELS.stream()
            .flatMap(model -> PlateauStudy.STARTS.stream().map(start -> new Tried(model, start)))
            .toList();
    return Columns.of(all)
        .text("model", Tried::model)
        .text("start", Tried::start)
        .text("here", one -> inWords(of(here, one.model(), one.start())))
        .text("reference run", one -> inWords(of(reference, one.model(), one.start())))
        .table("Trainings that left the plateau");
  }

  /** Such as {@code 4 of 5, in epochs 2 to 6 of 12; stuck in one class: 1}. */
  private static String inWords(List<Training> all) {
    if (all.isEmpty()) {
      return "not run";
    }
    IntSummaryStatistics left =
        all.stream().filter(Training::left).mapToInt(Training::leftIn).summaryStatistics();
    int epochs = all.stream().mapToInt(one -> one.trainLosses().size()).max().orElseThrow();
    String when =
        left.getCount() == 0
            ? ""
            : left.getMin() == left.getMax()
                ? ", in epoch " + left.getMin()
                : ", in epochs " + left.getMin() + " to " + left.getMax();
    return left.getCount()
        + " of "
        + all.size()
        + when
        + (when.isEmpty() ? " in " + CountText.of(epochs, "epoch") : " of " + epochs)
        + "; stuck in one class: "
        + all.stream().filter(one -> !one.left() && one.oneClass()).count();
  }

  /**
   * Of the reader's own trainings from the published start: how many never left, model by model; a
   * model that was not trained here has no result. And of all models' from either start: how many
   * left.
   *
   * @param dataset what they learned from
   * @return {@code P1.9-plateau-share-*} and {@code P1.19-left-*}, shares in [0, 1]
   */
  public List<Result> shares(String dataset) {
    List<Result> shares = new ArrayList<>();
    for (int i = 0; i < MODELS.size(); i++) {
      List<Training> all = of(here, MODELS.get(i), PlateauStudy.PUBLISHED);
      if (!all.isEmpty()) {
        long stayed = all.stream().filter(one -> !one.left()).count();
        shares.add(
            Result.of(
                "P1.9-plateau-share-" + IDS.get(i),
                (double) stayed / all.size(),
                provenance(all, dataset)));
      }
    }
    leftShare("P1.19-left-as-published", PlateauStudy.PUBLISHED, dataset).ifPresent(shares::add);
    leftShare("P1.19-left-helped", PlateauStudy.HELPED, dataset).ifPresent(shares::add);
    return shares;
  }

  /** Of all models' trainings from one start: how many left the plateau, with Wilson's interval. */
  private Optional<Result> leftShare(String id, String start, String dataset) {
    List<Training> all = here.plateau().stream().filter(one -> one.start().equals(start)).toList();
    int left = (int) all.stream().filter(Training::left).count();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Result.of(id, ProportionInterval.wilson(left, all.size()), provenance(all, dataset)));
  }

  private static Provenance provenance(List<Training> all, String dataset) {
    return Provenance.on(dataset)
        .withN(all.size())
        .withSeeds(all.stream().map(Training::seed).distinct().toList())
        .withRuns(all.stream().map(Training::run).toList());
  }

  /**
   * The training losses of the reference run, epoch by epoch: a panel a model, in it a line a
   * start.
   */
  public Figure losses() {
    List<String> hidden = new ArrayList<>();
    List<LineChart> panels = new ArrayList<>();
    double highest = 2 * ChancePlateau.LOSS;
    // Model 3 first, as the section asks about its table; what was not trained has no line.
    for (String model : List.of("Model 3", "Model 2a", "Model 1")) {
      LineChart panel =
          Charts.lines("", "epoch", model + ": training loss (nats)").width(PANEL_WIDTH);
      boolean trained = false;
      for (String start : PlateauStudy.STARTS) {
        List<DoubleSummaryStatistics> losses = byEpoch(of(reference, model, start));
        if (losses.isEmpty()) {
          continue;
        }
        trained = true;
        double[] epoch = IntStream.rangeClosed(1, losses.size()).asDoubleStream().toArray();
        double[] most = each(losses, DoubleSummaryStatistics::getMax);
        highest = Math.max(highest, Arrays.stream(most).max().orElse(0));
        panel
            .band(epoch, each(losses, DoubleSummaryStatistics::getMin), most)
            .line(model + ": " + start, epoch, each(losses, DoubleSummaryStatistics::getAverage));
        if (losses.stream()
            .allMatch(one -> Math.abs(one.getAverage() - ChancePlateau.LOSS) < SAME_LINE)) {
          // No eye can tell its line from that of guessing.
          hidden.add(model + " (" + start + ")");
        }
      }
      if (trained || (panels.isEmpty() && model.equals("Model 1"))) {
        panels.add(panel.horizontal("guessing, ln 2", ChancePlateau.LOSS));
      }
    }
    double end = highest;
    panels.forEach(panel -> panel.yRange(0, end));
    Figure figure =
        Figure.beside("Training loss, reference run (band: range of the seeds)", panels)
            .source("Reference run.");
    return hidden.isEmpty()
        ? figure
        : figure.adding("On the line of guessing throughout: " + String.join(", ", hidden) + ".");
  }

  /** The losses of all seeds in each epoch that all of them have. */
  private static List<DoubleSummaryStatistics> byEpoch(List<Training> all) {
    return IntStream.range(0, all.stream().mapToInt(t -> t.trainLosses().size()).min().orElse(0))
        .mapToObj(
            epoch -> all.stream().mapToDouble(t -> t.trainLosses().get(epoch)).summaryStatistics())
        .toList();
  }

  private static double[] each(
      List<DoubleSummaryStatistics> losses, ToDoubleFunction<DoubleSummaryStatistics> value) {
    return losses.stream().mapToDouble(value).toArray();
  }
}
