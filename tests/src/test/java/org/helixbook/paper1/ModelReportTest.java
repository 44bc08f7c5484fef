package org.helixbook.paper1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helixbook.claims.Result;
import org.helixbook.data.coding.CodingSource;
import org.helixbook.data.coding.SplitName;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.Predictions;
import org.helixbook.experiment.CnnVariant;
import org.helixbook.experiment.ComputeStatement;
import org.helixbook.experiment.Experiment;
import org.helixbook.experiment.Trials;
import org.helixbook.feedback.Progress;
import org.helixbook.model.cnn.Cnn;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.plot.Figure;
import org.helixbook.run.RunStore;
import org.helixbook.signal.ImageRecipe;
import org.helixbook.signal.ImageSettings;
import org.helixbook.signal.ImageSplit;
import org.helixbook.signal.SpectrogramPipeline;
import org.helixbook.signal.StftSettings;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class ModelReportTest {
  private static final PublishedResults PAPER = new PaperOne().printed();

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
    Cnn tiny = Cnn.named("tiny").convolution(3, 2).globalAverage().linear(2).build();
    TrainingSettings settings = TrainingSettings.builder().epochs(2).batchSize(4).build();
    RunStore store = RunStore.in(folder);
    Bootstrap bootstrap = new Bootstrap(20, 0.95, new Seeds(1));
    Trials<Predictions> trials =
        new Experiment(store, List.of(1L, 2L), Progress.silent())
            .run(new CnnVariant(tiny, Initialisation.HE_NORMAL, settings, images, data.name()));
    ModelReport report = ModelReport.of(trials, data, PAPER.model("model-3"), bootstrap);
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
    assertTrue(report.report().note().contains("12 test windows of human-coding-600; 2 seeds"));
    assertTrue(report.report().note().contains("Wilson"));
    for (Result result : results) {
      assertEquals(List.of(1L, 2L), result.seeds());
      assertEquals(trials.runs(), result.runs());
      assertEquals("human-coding-600", result.dataset());
    }
    ModelReport other =
        ModelReport.of(trials.named("Model 3b"), data, PAPER.model("model-3"), bootstrap);
    assertTrue(results.stream().allMatch(result -> result.variant().isEmpty()));
    assertTrue(
        other.results("P1.9").stream().allMatch(result -> result.variant().equals("3b")),
        "a second reading has a row of its own in the ledger");
    assertEquals("Model 3", report.protocol(settings, 12).get(0).variant());
    assertEquals("Model 3b", other.protocol(settings, 12).get(0).variant());
    List<Result> protocol = report.protocol(settings, 12);
    assertEquals(2.0, protocol.get(0).value());
    assertEquals(3.0, protocol.get(1).value(), "epochs, batch size, picture size");
    assertEquals(0.0, report.protocol(TrainingSettings.builder().build(), 224).get(1).value());
    Table answers = report.answers();
    assertEquals(
        List.of("here, seed 1", "here, seed 2", "paper, its own data"),
        answers.stringColumn("run").asList());
    assertEquals(199, answers.intColumn("LNSD, called CDN").get(2));
    assertEquals(6, answers.intColumn(1).get(1) + answers.intColumn(2).get(1), "windows a class");
    assertEquals(3, report.classification().rowCount());
    assertEquals(4, report.report().baselines().size());
    assertEquals(4, report.report().againstBaselines().size());
    Figure beside = report.besideThePapers(report.report().confusionChart());
    assertTrue(beside.width() > 1.5 * beside.height(), "side by side");
    String drawn = new String(beside.svg(), StandardCharsets.UTF_8);
    assertTrue(drawn.contains("195") && drawn.contains("198"), "the paper's counts of Model 2");
    String against = new String(Figure.of(report.againstBaselines()).svg(), StandardCharsets.UTF_8);
    assertTrue(against.contains("the paper, its own data"));
    assertTrue(report.standing().contains(".50"), report.standing());
    ModelReport ofReader =
        new ModelReport(report.report(), "FASTA a.fa and b.fa", PAPER.model("model-3"));
    assertTrue(report.classification().columnNames().contains("paper: F1"));
    assertFalse(ofReader.classification().columnNames().contains("paper: F1"));
    assertEquals(2, ofReader.answers().rowCount());
    Figure alone = ofReader.besideThePapers(report.report().confusionChart());
    assertTrue(alone.width() < 1.5 * alone.height(), "the paper's matrix is not beside it");
    against = new String(Figure.of(ofReader.againstBaselines()).svg(), StandardCharsets.UTF_8);
    assertFalse(against.contains("the paper, its own data"));
    assertFalse(ofReader.standing().contains(".50"), ofReader.standing());
    assertTrue(Figure.of(report.report().accuracyChart()).svg().length > 1000);
    assertTrue(Figure.of(report.report().rocChart()).svg().length > 1000);
    assertTrue(Figure.of(report.report().confusionChart()).svg().length > 1000);
    assertTrue(Figure.of(report.report().calibrationChart()).svg().length > 1000);
    String[] runs = trials.runs().toArray(String[]::new);
    String cost = ComputeStatement.of("Runs", store, runs).toString();
    assertTrue(cost.contains("not measured"), cost);
    assertTrue(cost.contains(runs[1].substring(0, 8)), cost);
    assertFalse(cost.contains("another notebook"), cost);
    assertTrue(cost.contains("all 2"), cost);
    assertFalse(
        ComputeStatement.of("One", store, runs[0]).toString().contains("all 1"),
        "one run needs no sum");
    assertTrue(ComputeStatement.peakGibibytes(store, runs) > 0.01);
    Path environment = folder.resolve(runs[0]).resolve("environment.json");
    Files.writeString(
        environment,
        Files.readString(environment)
            .replaceFirst("\"from\"", "\"notebooksAtOnce\" : 2, \"from\""));
    cost = ComputeStatement.of("Runs", store, runs).toString();
    assertTrue(cost.contains("another notebook ran beside"), cost);
  }

  @Test
  void energyIsProcessorTimeTimesTheAssumedPower() {
    assertEquals(20, ComputeStatement.wattHours(7200), 1e-12);
  }
}
