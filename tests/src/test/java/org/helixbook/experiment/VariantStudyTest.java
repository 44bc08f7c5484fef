package org.helixbook.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.helixbook.data.coding.LabelledSequences;
import org.helixbook.dna.DnaSequence;
import org.helixbook.eval.Bootstrap;
import org.helixbook.eval.ChancePlateau;
import org.helixbook.feedback.InputProblem;
import org.helixbook.feedback.Progress;
import org.helixbook.feedback.RecordedProgress;
import org.helixbook.model.cnn.CnnArchitecture;
import org.helixbook.model.cnn.Initialisation;
import org.helixbook.model.cnn.OcclusionMap;
import org.helixbook.model.cnn.TrainingSettings;
import org.helixbook.paper1.LengthStudy;
import org.helixbook.paper1.PaperOneVariants;
import org.helixbook.paper1.PlateauStudy;
import org.helixbook.run.RunStore;
import org.helixbook.signal.LabelledImages;
import org.helixbook.signal.PictureEdit;
import org.helixbook.signal.RowErasure;
import org.helixbook.storage.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiments on made-up windows of 60 nt: a repeat of three bases against random ones. */
class VariantStudyTest {
  private static final Bootstrap BOOTSTRAP = Bootstrap.of(new Seeds(1));

  @TempDir Path folder;

  private static LabelledSequences windows(int perClass, long seed) {
    var random = new Seeds(seed).generator("windows");
    List<DnaSequence> sequences = new ArrayList<>();
    int[] labels = new int[2 * perClass];
    for (int i = 0; i < 2 * perClass; i++) {
      StringBuilder bases = new StringBuilder();
      for (int k = 0; k < 60; k++) {
        boolean repeats = i < perClass && random.nextDouble() < 0.7;
        bases.append(repeats ? "GAT".charAt(k % 3) : "ACGT".charAt(random.nextInt(4)));
      }
      labels[i] = i < perClass ? 0 : 1;
      sequences.add(DnaSequence.of("w" + i, bases.toString()));
    }
    return new LabelledSequences(sequences, labels, List.of("CDN", "LNSD"));
  }

  private VariantStudy study() {
    return study(Progress.silent());
  }

  private VariantStudy study(Progress progress) {
    return new VariantStudy(
        RunStore.in(folder.resolve("runs")), List.of(1L, 2L), BOOTSTRAP, 1, progress);
  }

  private static List<String> bars(RecordedProgress told) {
    return told.lines().stream().filter(line -> line.endsWith(" batches")).toList();
  }

  @Test
  void theProgressSaysWhichVariantTrains() {
    LabelledSequences train = windows(10, 1);
    LabelledSequences test = windows(5, 2);
    RecordedProgress told = new RecordedProgress();
    CnnRecipe network = PaperOneVariants.rowKeeper(1, 60);
    // Two of one architecture, which the architecture's name does not tell apart.
    VariantResult plain = study(told).train(network, train, test, "x").result();
    study(told)
        .train(network.named("no colour").withEdit(PictureEdit.MONOCHROME), train, test, "x");
    assertEquals(
        List.of(
            "row-keeping network, seed 1 of 2 | 1 batches",
            "row-keeping network, seed 2 of 2 | 1 batches",
            "no colour, seed 1 of 2 | 1 batches",
            "no colour, seed 2 of 2 | 1 batches"),
        bars(told));
    // Another name alone is the same runs: nothing is left to train.
    assertEquals(
        plain.runs(),
        study(told).train(network.named("other words"), train, test, "x").result().runs());
    assertEquals(4, bars(told).size());

    RecordedProgress lengths = new RecordedProgress();
    LengthStudy.run(
        study(lengths), length -> PaperOneVariants.rowKeeper(2, length), List.of(60), train, test);
    assertEquals("row-keeping network, 60 nt, seed 1 of 2 | 2 batches", bars(lengths).get(0));

    RecordedProgress starts = new RecordedProgress();
    new PlateauStudy(
            RunStore.in(folder.resolve("runs")),
            TrainingSettings.builder().epochs(1).batchSize(5).build(),
            List.of(4L),
            starts)
        .run(
            network.architecture(),
            Initialisation.HE_NORMAL,
            PlateauStudy.HELPED,
            study().train(network, train, test, "x").images());
    assertEquals(
        List.of("row-keeping network, He's weights, standardised pictures, seed 4 | 4 batches"),
        bars(starts));
  }

  @Test
  void theRowKeepingNetworkFindsThePeriodAndItsRow() throws IOException {
    LabelledSequences train = windows(30, 1);
    LabelledSequences test = windows(20, 2);
    VariantStudy.Trained trained =
        study().train(PaperOneVariants.rowKeeper(6, 60), train, test, "made-up windows");
    VariantResult result = trained.result();
    assertEquals(List.of(1L, 2L), result.seeds());
    assertEquals(40, result.windows());
    assertEquals("made-up windows", result.scoredOn());
    assertTrue(result.accuracy().value() > 0.9, result.toString());
    assertEquals(2, result.runs().size());

    // Asked again, nothing is computed: the same runs with the same figures.
    assertEquals(
        result,
        study().train(PaperOneVariants.rowKeeper(6, 60), train, test, "made-up windows").result());
    // Its own test windows, drawn anew, score the same.
    assertEquals(result.accuracies(), trained.on("again", test).accuracies());

    // Window 48: bins 1 to 24 from below, bin 16 is the frequency 1/3, so row 24 - 16 = 8.
    LabelledImages images = trained.images().test();
    assertEquals(24, images.height());
    double erased =
        trained.on("erased", RowErasure.around(8, 1, 24).apply(images)).accuracy().value();
    assertTrue(erased < result.accuracy().value() - 0.15, "erased: " + erased);
    double[][] byRow = OcclusionMap.of(trained.networks().get(0), images, 1, 5).byRow();
    for (int row = 0; row < 24; row++) {
      assertTrue(row >= 7 && row <= 9 || byRow[0][row] < byRow[0][8], "row " + row);
    }

    PretrainedSet set = PretrainedSet.of(trained, "a test");
    Path nets = folder.resolve("networks");
    set.write(nets, "small");
    PretrainedSet back = PretrainedSet.read(nets, "small", trained.variant());
    assertEquals(List.of(1L, 2L), back.seeds());
    assertEquals("a test, seed 2", back.networks().get(1).provenance());
    assertEquals(set.networks().get(0).description(), back.networks().get(0).description());
    // Weights and pictures come back whole: the same runs, and every figure of the original.
    assertEquals(result.runs(), back.runs());
    LabelledImages drawn = back.pictures(test, 1, Progress.silent());
    assertArrayEquals(images.pixels(), drawn.pixels());
    VariantResult again = back.score("made-up windows", drawn, BOOTSTRAP);
    assertEquals(result, again);
    assertArrayEquals(trained.decided().get(1), back.decided(drawn).get(1));
    double[][] both = back.occlusion(images, 1, 5).byRow();
    double second = OcclusionMap.of(trained.networks().get(1), images, 1, 5).byRow()[0][8];
    assertEquals((byRow[0][8] + second) / 2, both[0][8], 1e-9);
    Path file = nets.resolve("small-seed-1.network");
    Files.write(file, new byte[] {1, 2, 3});
    assertThrows(InputProblem.class, () -> PretrainedNetwork.read(file));
  }

  @Test
  void everyVariantOfTheExperimentsFitsItsPictures() {
    for (CnnRecipe variant : PaperOneVariants.poolingGrids(1)) {
      int channels = variant.edit() == PictureEdit.ROW_CHANNEL ? 4 : 3;
      assertTrue(
          variant
                  .architecture()
                  .parameters(
                      channels, variant.pipeline().outputHeight(), variant.pipeline().outputWidth())
              > 0,
          variant.name());
    }
    for (CnnRecipe variant : PaperOneVariants.model2aAndRows(1)) {
      assertTrue(variant.architecture().parameters(3, 46, 46) >= 569_746, variant.name());
    }
    // As chosen: 588 / 2 + 1 frequencies without the three lowest.
    assertEquals(292, PaperOneVariants.rowKeeper(1).pipeline().outputHeight());
    // (3 x 9 + 1) x 8 of the convolution, and 2 x (290 x 8 + 1).
    assertEquals(224 + 4642, PaperOneVariants.rowKeeper(1).architecture().parameters(3, 292, 5));
    assertEquals(11, PaperOneVariants.pictures(1).size());
  }

  @Test
  void aPlateauTrialSaysWhenItLeftAndWhatItGives() {
    LabelledSequences train = windows(20, 1);
    LabelledSequences test = windows(10, 2);
    var images = study().train(PaperOneVariants.rowKeeper(1, 60), train, test, "x").images();
    CnnArchitecture architecture = PaperOneVariants.rowKeeper(1, 60).architecture();
    TrainingSettings learns = TrainingSettings.builder().epochs(3).batchSize(10).build();
    RunStore store = RunStore.in(folder.resolve("runs"));
    List<PlateauTrial> trials =
        new PlateauStudy(store, learns, List.of(1L, 2L), Progress.silent())
            .run(architecture, Initialisation.HE_NORMAL, "He", images);
    assertEquals(2, trials.size());
    for (PlateauTrial trial : trials) {
      assertEquals(3, trial.trainLosses().size());
      assertTrue(trial.left());
      assertTrue(trial.trainLosses().get(trial.leftIn() - 1) < ChancePlateau.LEFT);
      assertFalse(trial.oneClass());
    }
    TrainingSettings stands = learns.toBuilder().learningRate(1e-12).build();
    CnnArchitecture guessing =
        CnnArchitecture.named("guessing")
            .convolution(3, 8)
            .globalAverage()
            .linear(16)
            .linear(16)
            .linear(2)
            .build();
    PlateauTrial stuck =
        new PlateauStudy(store, stands, List.of(1L), Progress.silent())
            .run(guessing, Initialisation.PYTORCH_DEFAULT, "default", images)
            .get(0);
    assertEquals(0, stuck.leftIn());
    assertEquals(0.75, PlateauStudy.commonestShare(new int[] {1, 1, 0, 1}, 2));
  }

  @Test
  void aPlateauSummaryCountsTheSeeds() {
    List<PlateauTrial> trials =
        List.of(
            new PlateauTrial("M", "s", 1, List.of(0.69, 0.6), 2, 0.8, 0.6, "a"),
            new PlateauTrial("M", "s", 2, List.of(0.7, 0.69), 0, 0.5, 1, "b"),
            new PlateauTrial("M", "t", 1, List.of(0.5, 0.4), 1, 0.9, 0.5, "c"),
            new PlateauTrial("N", "s", 1, List.of(0.69, 0.69), 0, 0.5, 0.7, "d"));
    PlateauSummary summary = PlateauSummary.of(trials, "M", "s");
    assertEquals("1 of 2, in epoch 2; stuck in one class: 1", summary.inWords());
    assertArrayEquals(new double[] {0.695, 0.645}, summary.meanLosses(), 1e-12);
    assertArrayEquals(new double[] {0.69, 0.6}, summary.leastLosses());
    assertArrayEquals(new double[] {0.7, 0.69}, summary.greatestLosses());
    assertEquals(3, PlateauSummary.of(trials, "", "s").trials());
    assertEquals("not run", PlateauSummary.of(trials, "X", "s").inWords());
  }

  @Test
  void wordsTellTheClassesApartToo() {
    VariantResult result =
        KmerBaseline.score(3, 0.01, windows(30, 1), windows(20, 2), "made up", BOOTSTRAP);
    assertEquals("k-mer regression, k up to 3", result.name());
    assertTrue(result.auc().value() > 0.9, result.toString());
    assertEquals(List.of(), result.seeds());
  }

  @Test
  void aBaselinesScoreIsThatOfItsDecisions() {
    VariantResult result =
        VariantResult.ofBaseline(
            "line",
            "four windows",
            new int[] {0, 0, 1, 1},
            new int[] {0, 1, 1, 1},
            new double[] {4, 2, 3, 1},
            BOOTSTRAP);
    assertEquals(List.of(0.75), result.accuracies());
    // Of the four pairs one is the wrong way round.
    assertEquals(List.of(0.75), result.aucs());
    assertEquals(0.75, result.accuracy().value());
  }

  @Test
  void resultsAreKeptInAFile() throws IOException {
    VariantResult row =
        VariantResult.ofBaseline(
            "line", "w", new int[] {0, 1}, new int[] {0, 1}, new double[] {1, 0}, BOOTSTRAP);
    StudyResult study =
        new StudyResult(
            "rows",
            "why?",
            "a test",
            List.of(row),
            List.of(new PlateauTrial("M", "s", 3, List.of(0.7, 0.6), 2, 0.5, 1, "r")));
    study.write(folder);
    assertEquals(study, StudyResult.read(folder, "rows"));
    assertEquals(row, study.result("line"));
    assertEquals(row.accuracy(), study.accuracies(List.of("none", "line")).get(1));
    assertTrue(Double.isNaN(study.accuracies(List.of("none", "line")).get(0).value()));
    assertThrows(IllegalArgumentException.class, () -> study.result("other"));
    assertThrows(InputProblem.class, () -> StudyResult.read(folder, "none"));
    Path cut = Files.writeString(folder.resolve("cut.json"), "{\n\"study\" : \"rows");
    String message =
        assertThrows(InputProblem.class, () -> StudyResult.read(folder, "cut")).getMessage();
    assertTrue(message.startsWith(cut + ": it cannot be read (Unexpected end-of-input"), message);
    assertFalse(message.contains("\n"), message);
  }
}
