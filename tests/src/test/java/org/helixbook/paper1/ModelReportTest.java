package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.CalibrationCurve;
import org.helixbook.experiment.ComputeStatement;
import org.helixbook.experiment.SeedTrials;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.CalibrationChart;
import org.helixbook.plot.CalibrationLine;
import org.helixbook.plot.Figure;
import org.helixbook.plot.FigureCharts;
import org.helixbook.run.Profile;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReportTest {
  private static final PublishedResults PAPER = PublishedResults.paperOne();

  @TempDir Path folder;

  @Test
  void aModelIsReportedWithProvenance() throws IOException {
    CodingSource data =
        CodingSource.of("embedded", SplitName.GENE_DISJOINT, new Seeds(1)).spread(6);
    ImageSplit images =
        ImageRecipe.of(
                data,
                SpectrogramPipeline.defaults()
                    .withStft(StftSettings.defaults().withWindowLength(60).withHop(20))
                    .withImage(ImageSettings.defaults().withSize(12, 12)),
                true)
            .make(1, Progress.silent());
    CnnArchitecture tiny =
        CnnArchitecture.named("tiny").convolution(3, 2).globalAverage().linear(2).build();
    TrainingSettings settings = TrainingSettings.builder().epochs(2).batchSize(4).build();
    RunStore store = RunStore.in(folder);
    SeedTrials trials =
        SeedTrials.run(
            store,
            tiny,
            Initialisation.HE_NORMAL,
            settings,
            images,
            List.of(1L, 2L),
            Progress.silent(),
            (seed, epoch) -> {});
    ModelReport report =
        new ModelReport(
            trials,
            data,
            PAPER.model("model-3"),
            new Bootstrap(20, 0.95, new Seeds(1)),
            new FigureCharts(Profile.SMOKE));
    List<Result> results = report.results("P1.9");
    assertEquals(
        List.of(
            "P1.9-accuracy", "P1.9-auc", "P1.9-f1-cdn", "P1.9-f1-lnsd", "P1.9-ece", "P1.9-seconds"),
        results.stream().map(Result::id).toList());
    assertEquals(
        (trials.trials().get(0).test().accuracy() + trials.trials().get(1).test().accuracy()) / 2,
        results.get(0).value(),
        1e-12);
    // Both call all twelve windows non-coding: Wilson's interval for 6 right of 12.
    assertEquals(0.2537816, results.get(0).low(), 5e-7);
    assertEquals(0.7462184, results.get(0).high(), 5e-7);
    assertTrue(
        report
            .againstBaselines()
            .caption()
            .endsWith(
                "mean of 2 seeds; it gives one class only, hence Wilson's; the paper's is Wilson's"
                    + " over its 400 pictures."));
    for (Result result : results) {
      assertEquals(List.of(1L, 2L), result.seeds());
      assertEquals(List.of(trials.runs()), result.runs());
      assertEquals("human-coding-600", result.dataset());
    }
    CnnArchitecture second =
        CnnArchitecture.named("Model 3b").convolution(3, 2).globalAverage().linear(2).build();
    ModelReport other =
        new ModelReport(
            new SeedTrials(second, trials.trials()),
            data,
            PAPER.model("model-3"),
            new Bootstrap(20, 0.95, new Seeds(1)),
            new FigureCharts(Profile.SMOKE));
    assertTrue(results.stream().allMatch(result -> result.variant().isEmpty()));
    assertTrue(
        other.results("P1.9").stream().allMatch(result -> result.variant().equals("3b")),
        "a second reading has a row of its own in the ledger");
    assertEquals("Model 3", report.protocol(settings, 12).get(0).variant());
    assertEquals("Model 3b", other.protocol(settings, 12).get(0).variant());
    assertEquals(null, report.stableEpoch("P1.11-model-3").value(), "two epochs say nothing");
    List<Result> protocol = report.protocol(settings, 12);
    assertEquals(2.0, protocol.get(0).value());
    assertEquals(3.0, protocol.get(1).value(), "epochs, batch size, picture size");
    assertEquals(0.0, report.protocol(TrainingSettings.builder().build(), 224).get(1).value());
    double collapsed = report.collapsedShare("P1.9-collapsed-share").value();
    assertTrue(collapsed >= 0 && collapsed <= 1);
    assertEquals(2, report.paired().size());
    assertTrue(report.paired().get(0).contains("seed by seed, only Model 3 is right on "));
    assertTrue(report.paired().get(1).contains(" and only GC content on "));
    // Its losses begin near 0.7 and two epochs of twelve pictures hardly move them.
    assertEquals(
        "2 of 2 trainings of tiny stayed on the plateau at 0.693 in all the epochs there were (had"
            + " no training loss below 0.67).",
        ModelReport.plateau(trials));
    List<List<String>> answers = report.answers("a").rows();
    assertEquals(List.of("paper, its own data", "200", "0", "199", "1"), answers.get(2));
    assertEquals("here, seed 2", answers.get(1).get(0));
    assertEquals(
        12,
        answers.get(1).stream().skip(1).mapToInt(Integer::parseInt).sum(),
        "six test windows a class");
    assertEquals(
        "The paper's figures. Percentages are shares of the row: of the windows of one actual"
            + " class. Recovered from its rounded table; no run of this kit.",
        report.paperConfusion().caption());
    assertTrue(
        report.againstBaselines().caption().contains("Diamond: from the paper's printed table."));
    for (Figure figure :
        List.of(
            report.roc(), report.confusion(), report.againstBaselines(), report.calibration())) {
      assertTrue(figure.svg().length > 1000);
    }
    String cost = ComputeStatement.of("Runs", store, trials.runs()).toString();
    assertTrue(cost.contains("not measured"), cost);
    assertTrue(cost.contains(trials.runs()[1].substring(0, 8)), cost);
    assertFalse(cost.contains("another notebook"), cost);
    assertTrue(cost.contains("all 2"), cost);
    assertFalse(
        ComputeStatement.of("One", store, trials.runs()[0]).toString().contains("all 1"),
        "one run needs no sum");
    assertTrue(ComputeStatement.peakGibibytes(store, trials.runs()) > 0.01);
    Path environment = folder.resolve(trials.runs()[0]).resolve("environment.json");
    Files.writeString(
        environment,
        Files.readString(environment)
            .replaceFirst("\"from\"", "\"notebooksAtOnce\" : 2, \"from\""));
    cost = ComputeStatement.of("Runs", store, trials.runs()).toString();
    assertTrue(cost.contains("another notebook ran beside"), cost);
  }

  @Test
  void energyIsProcessorTimeTimesTheAssumedPower() {
    assertEquals(20, ComputeStatement.wattHours(7200), 1e-12);
  }

  @Test
  void theCalibrationLegendNamesTheError() {
    CalibrationCurve curve = CalibrationCurve.of(new double[] {0.8}, new int[] {0}, 0, 10);
    assertEquals(
        "seed 1, expected calibration error 0.200",
        CalibrationChart.label(new CalibrationLine("seed 1", curve)));
  }
}
